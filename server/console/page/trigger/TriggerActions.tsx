import { focusField } from '../../component/form/focus-field.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { lookOver } from '../../model/publishing/look-over.ts'
import type { Replaying } from '../../model/trigger/replaying.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { DraftActions } from '../publish/DraftActions.tsx'

type Props = {
  editor: TriggerEditor
  replaying: Replaying
  isNew: boolean
  onSchedule(): void
}

export const TriggerActions = ({ editor, replaying, isNew, onSchedule }: Props) => {
  const { api, triggers } = useWorkspace()
  const look = async () => {
    if (editor.issues.peek().length > 0) return []
    const live = editor.record.peek()?.published ?? null
    const [told, fired] = await Promise.all([
      lookOver(api, 'trigger', editor.draft.peek()),
      replaying.findings(live),
    ])
    return [...fired, ...told]
  }
  return (
    <DraftActions
      authored={{ ...editor, kind: 'trigger' }}
      isNew={isNew}
      list="/triggers"
      look={look}
      onGo={focusField}
      onSchedule={onSchedule}
      onCreated={() => triggers.close(editor)}
    />
  )
}
