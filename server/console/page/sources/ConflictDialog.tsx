/** Somebody else saved the mapping meanwhile: theirs beside yours, by what it is about. */
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { SideChoice } from '../../component/form/SideChoice.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import type { MappingConflict, MappingEditor } from '../../model/source/mapping-editor.ts'
import { aboutInWords, partInWords } from '../../words/mapping.ts'

type Props = { editor: MappingEditor; conflict: MappingConflict }

const settle = async (editor: MappingEditor) => {
  await editor.settle()
  if (editor.issues.peek().length > 0) showIssues()
}

export const ConflictDialog = ({ editor, conflict: { differences, choices } }: Props) => (
  <Dialog title="Somebody else saved this mapping" onClose={editor.leaveConflict}>
    <p class="muted">
      Choose for each difference; what only one of you changed is chosen already. Nothing is saved
      before.
    </p>
    <div class="stack">
      {differences.length === 0 && <p>Both versions say the same.</p>}
      {differences.map((one) => (
        <SideChoice
          key={one.path}
          difference={one}
          side={choices[one.path]}
          legend={aboutInWords(one)}
          tell={(side) => partInWords(one[side])}
          onChoose={(side) => editor.choose(one.path, side)}
        />
      ))}
    </div>
    <div class="dialog-foot">
      <Button onClick={editor.leaveConflict}>Back to editing</Button>
      <Button tone="primary" onClick={() => void settle(editor)}>
        Save this
      </Button>
    </div>
  </Dialog>
)
