import { Button } from '../../component/Button.tsx'
import { CopyButton } from '../../component/CopyButton.tsx'
import { useWorkspace } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'

export const SecretDialog = () => {
  const { destinations } = useWorkspace()
  const made = destinations.made.value
  if (!made) return null
  return (
    <Dialog title="Keep this secret" onClose={destinations.forgetMade}>
      <p class="muted">
        It is shown this once. Your backend checks with it that a message to {made.name} comes from
        Brim: any library for Standard Webhooks takes it.
      </p>
      <div class="stack">
        <pre class="code wrap">{made.secret}</pre>
      </div>
      <div class="dialog-foot">
        <CopyButton text={made.secret} what="the secret" />
        <Button tone="primary" size="small" onClick={destinations.forgetMade}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  )
}
