/** The secret of a source that was just made. */
import { isWebhook } from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { Source } from '../../contract.ts'

export const MadeDialog = ({ source, secret }: { source: Source; secret: string }) => {
  const { sources } = useWorkspace()
  // A key that is public stands on the page for ever.
  if (source.text === secret) return null
  const what = isWebhook(source.vendor) ? 'shared secret' : 'write key'
  return (
    <Dialog title={`Keep this ${what}`} onClose={sources.forgetMade}>
      <p class="muted">It is shown this once.</p>
      <div class="stack">
        <pre class="code wrap">{secret}</pre>
      </div>
      <div class="dialog-foot">
        <CopyButton text={secret} what={`the ${what}`} />
        <Button tone="primary" size="small" onClick={sources.forgetMade}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  )
}
