/** Somebody else saved meanwhile: theirs beside yours, place by place. */
import type { ComponentChildren } from 'preact'
import { capital } from '../../../../shared/words/capital.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { SideChoice } from '../../component/form/SideChoice.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import { useConsole } from '../../component/frame/context.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { Outcome } from '../../model/definitions/authored.ts'
import type { Conflict } from '../../model/definitions/conflict.ts'
import type { Difference, Side } from '../../model/editor/conflict.ts'
import { authorInWords } from '../../words/publishing.ts'

type Props = {
  /** What is edited, in a word. */
  noun: string
  conflict: Conflict
  editor: {
    choose(path: string, side: Side): void
    settle(): boolean
    save(publish: boolean): Promise<Outcome>
    leaveConflict(): void
  }
  legend(difference: Difference): ComponentChildren
  tell(difference: Difference, side: Side): ComponentChildren
}

export const ConflictDialog = ({ noun, conflict, editor, legend, tell }: Props) => {
  const { toasts } = useConsole()
  const { theirs, by, differences, choices, publish } = conflict
  const settle = async () => {
    const isPublished = editor.settle()
    const outcome = await editor.save(isPublished)
    if (outcome === 'invalid') showIssues()
    if (outcome === 'saved') {
      toasts.say(isPublished ? 'Published with both changes' : 'Saved with both changes')
    }
  }
  return (
    <Dialog title={`Somebody else saved this ${noun}`} onClose={editor.leaveConflict}>
      <p class="muted">
        {capital(authorInWords(by))} saved it <Time at={theirs.updatedAt} />. Choose for each
        difference; what only one of you changed is chosen already.
      </p>
      <div class="stack">
        {differences.length === 0 && (
          <p>
            Both versions say the same. What was done is something else: paused, published or
            scheduled.
          </p>
        )}
        {differences.map((difference) => (
          <SideChoice
            key={difference.path}
            difference={difference}
            side={choices[difference.path]}
            legend={legend(difference)}
            tell={(side) => tell(difference, side)}
            onChoose={(side) => editor.choose(difference.path, side)}
          />
        ))}
      </div>
      <div class="dialog-foot">
        <Button onClick={editor.leaveConflict}>Back to editing</Button>
        <Button tone="primary" onClick={settle}>
          {publish ? 'Publish this' : 'Save this'}
        </Button>
      </div>
    </Dialog>
  )
}
