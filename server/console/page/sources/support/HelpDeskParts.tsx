/** What stands on the page of a help desk: what to paste, what inquiries are about, and whose they are. */
import { useEffect, useMemo } from 'preact/hooks'
import { useConsole, useWorkspace } from '../../../component/frame/context.tsx'
import { Waiting } from '../../../component/mark/Waiting.tsx'
import type { Source } from '../../../contract.ts'
import type { MappingEditor } from '../../../model/source/mapping-editor.ts'
import { RequestersModel } from '../../../model/source/requesters.ts'
import { Connect } from '../Connect.tsx'
import { IdPlaces } from '../IdPlaces.tsx'
import { Recent } from '../Recent.tsx'
import { Revoke } from '../Revoke.tsx'
import { SigningSecret } from '../SigningSecret.tsx'
import { Mapped } from './Mapped.tsx'
import { Topics } from './Topics.tsx'
import { WaitingRequesters } from './WaitingRequesters.tsx'

type Props = { source: Source; editor: MappingEditor }

export const HelpDeskParts = ({ source, editor }: Props) => {
  const { toasts } = useConsole()
  const { api, sources } = useWorkspace()
  const requesters = useMemo(
    () => new RequestersModel(api, source, { toasts, onSecret: () => void sources.list.load() }),
    [source.id],
  )
  useEffect(() => editor.follow(), [editor])
  const tried = editor.tried.value
  // Who waits is read with what came: one look shows both.
  useEffect(() => void requesters.view.load(), [requesters, tried])
  const view = requesters.view.data.value
  return (
    <>
      <Connect source={source} />
      <SigningSecret source={source} giver={requesters} />
      {view ? (
        <WaitingRequesters vendor={source.vendor} requesters={requesters} waiting={view.waiting} />
      ) : (
        <Waiting failure={requesters.view.failure.value} onRetry={requesters.view.load} lines={3} />
      )}
      <Topics editor={editor} />
      <Recent editor={editor} words=": what was written is nowhere else" />
      <IdPlaces vendor={source.vendor} editor={editor} />
      {view && <Mapped requesters={requesters} mapped={view.mapped} />}
      <Revoke source={source} />
    </>
  )
}
