/** Before a plan goes that accounts are on: nothing of it holds for them any more. */
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { accountsOnInWords } from '../../words/catalogue.ts'

type Props = {
  name: string
  accounts: number | undefined
  /** What is done to it. */
  verb: 'Archive' | 'Delete'
  onSure(): void
  onClose(): void
}

export const GoesDialog = ({ name, accounts, verb, onSure, onClose }: Props) => (
  <Dialog title={`${verb} “${name}”?`} onClose={onClose}>
    <div class="stack">
      <p class="notice">{accountsOnInWords(accounts)}</p>
      <p class="muted">
        Their limits and features come from it, and go with it. To only stop selling it, archive the
        offers that lead there and keep the plan.
      </p>
    </div>
    <div class="dialog-foot">
      <Button onClick={onClose}>Keep it</Button>
      <Button
        needs="author"
        tone="danger"
        onClick={() => {
          onClose()
          onSure()
        }}
      >
        {verb} all the same
      </Button>
    </div>
  </Dialog>
)
