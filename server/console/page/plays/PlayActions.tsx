import { focusField } from '../../component/form/focus-field.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { PlayEntry } from '../../model/play/plays.ts'
import { lookOver } from '../../model/publishing/look-over.ts'
import { DraftActions } from '../publish/DraftActions.tsx'

type Props = { entry: PlayEntry; isNew: boolean; onSchedule(): void }

export const PlayActions = ({ entry, isNew, onSchedule }: Props) => {
  const { api, plays } = useWorkspace()
  return (
    <DraftActions
      authored={entry}
      isNew={isNew}
      list="/plays"
      look={() => lookOver(api, 'play', entry.draft.peek())}
      onGo={focusField}
      onSchedule={onSchedule}
      onCreated={() => plays.close(entry)}
    />
  )
}
