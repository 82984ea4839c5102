/** Somebody else has saved this trigger meanwhile: whose goes on is chosen, and nothing is lost unseen. */
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { showIssues } from '../../component/form/show-issues.ts'
import type { TriggerEditor, TriggerRecord } from '../../model/trigger/trigger-editor.ts'
import { triggerInWords } from '../../words/trigger.ts'

type Props = { editor: TriggerEditor; theirs: TriggerRecord }

export const ConflictDialog = ({ editor, theirs }: Props) => {
  const close = () => {
    editor.conflict.value = null
  }
  const saveMine = async () => {
    await editor.settle('mine')
    if (editor.isRefused.peek()) showIssues()
  }
  return (
    <Dialog title="Somebody else has saved it meanwhile" onClose={close}>
      <div class="stack">
        <div class="stack tight">
          <h3>Theirs</h3>
          <p class="muted">{triggerInWords(theirs.draft)}</p>
        </div>
        <div class="stack tight">
          <h3>Yours</h3>
          <p class="muted">{triggerInWords(editor.draft.value)}</p>
        </div>
        <div class="dialog-foot">
          <Button onClick={() => void editor.settle('theirs')}>Go on with theirs</Button>
          <Button tone="primary" onClick={() => void saveMine()}>
            Save yours over it
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
