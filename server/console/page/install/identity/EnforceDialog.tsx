/** Before somebody is shut out: how many that would have been. */

import { counted, numberInWords } from '../../../../../shared/words/number.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Dialog } from '../../../component/dialog/Dialog.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'

export const EnforceDialog = ({ onClose }: { onClose(): void }) => {
  const { identity } = useWorkspace()
  const total = identity.checked.value
  const refused = identity.refused.value
  const isReported = identity.state.data.value?.mode === 'report'
  const enforce = async () => {
    await identity.setMode('enforce')
    onClose()
  }
  return (
    <Dialog title="Let in only who is proven?" onClose={onClose}>
      <div class="stack">
        <p class="muted">
          Pages without a valid token see no prompts, and what they report waits in the browser
          until they have one.
        </p>
        {isReported && total > 0 ? (
          <p class={refused > 0 ? 'notice' : 'muted'}>
            {refused > 0
              ? `${numberInWords(refused)} of ${counted(total, 'request')} of the last 24 hours would have been refused.`
              : `All of the ${counted(total, 'request')} of the last 24 hours had a valid token.`}
          </p>
        ) : (
          <p class="notice">
            Nothing is known of your pages yet. Set it to Report for a day to see who would be
            refused.
          </p>
        )}
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" onClick={enforce}>
          Enforce
        </Button>
      </div>
    </Dialog>
  )
}
