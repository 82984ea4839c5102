import { Button } from '../../../component/Button.tsx'
import { CopyButton } from '../../../component/CopyButton.tsx'
import { useWorkspace } from '../../../component/context.tsx'
import { Dialog } from '../../../component/Dialog.tsx'

export const SecretDialog = () => {
  const { identity } = useWorkspace()
  const made = identity.made.value
  if (!made) return null
  return (
    <Dialog title="Keep this secret" onClose={identity.forgetSecret}>
      <p class="muted">
        It is shown this once. Tokens that are signed with it name the kid{' '}
        <code>{made.key.id}</code>.
      </p>
      <div class="stack">
        <pre class="code wrap">{made.secret}</pre>
      </div>
      <div class="dialog-foot">
        <CopyButton text={made.secret} what="the secret" />
        <Button tone="primary" size="small" onClick={identity.forgetSecret}>
          I have kept it
        </Button>
      </div>
    </Dialog>
  )
}
