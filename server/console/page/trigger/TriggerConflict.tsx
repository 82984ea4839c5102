/** Somebody else saved this trigger meanwhile: theirs beside yours, each condition as a sentence. */
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Conflict } from '../../model/definitions/conflict.ts'
import type { TriggerEditor } from '../../model/trigger/trigger-editor.ts'
import { pathInWords } from '../../words/path.ts'
import { valueInWords } from '../../words/value.ts'
import { ConflictDialog } from '../publish/ConflictDialog.tsx'

type Props = { editor: TriggerEditor; conflict: Conflict<'trigger'> }

export const TriggerConflict = ({ editor, conflict }: Props) => {
  const nameOf = useWorkspace().nudges.nameOf.value
  return (
    <ConflictDialog
      noun="trigger"
      editor={editor}
      conflict={conflict as unknown as Conflict}
      legend={({ path }) => pathInWords(path)}
      tell={({ path, ...sides }, side) => valueInWords(path, sides[side], nameOf) ?? 'Not there'}
    />
  )
}
