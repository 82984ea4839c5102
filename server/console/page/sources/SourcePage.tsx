/** One source. */
import { useEffect } from 'preact/hooks'
import { isBilling, isHelpDesk, vendorNames } from '../../../../shared/event/source.ts'
import { IssueSummary } from '../../component/form/IssueSummary.tsx'
import { SaveActions } from '../../component/form/SaveActions.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Source } from '../../contract.ts'
import { type MappingEditor, MappingEditorModel } from '../../model/source/mapping-editor.ts'
import { BillingParts } from './billing/BillingParts.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { MadeDialog } from './MadeDialog.tsx'
import { SourceParts } from './SourceParts.tsx'
import { HelpDeskParts } from './support/HelpDeskParts.tsx'

const back = { to: '/sources', text: 'Sources' }

export const SourcePage = ({ id }: { id: string }) => {
  const { api, sources } = useWorkspace()
  useEffect(() => void sources.list.load(3000), [sources])
  // Read here, and not by the model, whose functions nobody follows: it is shown as it is now.
  const source = sources.list.data.value?.find((one) => one.id === id)
  const made = sources.made.value
  if (source) {
    const editor = sources.editorOf(source, (deps) => new MappingEditorModel(api, source, deps))
    return (
      <>
        <Known key={id} source={source} editor={editor} />
        {made?.source.id === id && <MadeDialog {...made} />}
      </>
    )
  }
  return (
    <Page title="Source" back={back}>
      {sources.list.data.value ? (
        <Empty title="There is no such source" action={<Link to="/sources">All sources</Link>}>
          It may have been revoked.
        </Empty>
      ) : (
        <Waiting failure={sources.list.failure.value} onRetry={sources.list.load} lines={6} />
      )}
    </Page>
  )
}

const Known = ({ source, editor }: { source: Source; editor: MappingEditor }) => {
  useEffect(() => editor.update(source), [source, editor])
  const conflict = editor.conflict.value
  const { vendor } = source
  return (
    <Page
      title={source.name}
      words={vendorNames[vendor]}
      back={back}
      needs="keys"
      badge={editor.isDirty.value && <span class="badge brim plain">Unsaved changes</span>}
      actions={!isBilling(vendor) && <SaveActions of={editor} text="Save mapping" needs="keys" />}
    >
      <IssueSummary issues={editor.issues.value} />
      <Parts source={source} editor={editor} />
      {conflict && <ConflictDialog editor={editor} conflict={conflict} />}
    </Page>
  )
}

const Parts = ({ source, editor }: { source: Source; editor: MappingEditor }) => {
  const { vendor } = source
  if (isBilling(vendor)) return <BillingParts source={source} vendor={vendor} />
  if (isHelpDesk(vendor)) return <HelpDeskParts source={source} editor={editor} />
  return <SourceParts source={source} editor={editor} />
}
