import type { Role } from '../../../../shared/role.ts'
import { roleNames } from '../../../../shared/words/role.ts'
import { Button } from '../../component/Button.tsx'
import { CopyButton } from '../../component/CopyButton.tsx'
import { useConsole, useWorkspace } from '../../component/context.tsx'
import { Dialog } from '../../component/Dialog.tsx'
import { Until } from '../../component/Time.tsx'

type Props = { token: string; role: Role; expiresAt: number }

export const LinkDialog = ({ token, role, expiresAt }: Props) => {
  const { router } = useConsole()
  const { people } = useWorkspace()
  // In the hash, so that it stands in no log.
  const link = `${window.location.origin}${router.href('/join')}#token=${token}`
  return (
    <Dialog title="Hand over this link" onClose={people.forgetMade}>
      <p class="muted">
        It lets in one person, as {roleNames[role].toLowerCase()}, and ends <Until at={expiresAt} />
        . It is shown this once.
      </p>
      <div class="stack">
        <pre class="code wrap">{link}</pre>
      </div>
      <div class="dialog-foot">
        <CopyButton text={link} what="the link" />
        <Button tone="primary" size="small" onClick={people.forgetMade}>
          I have it
        </Button>
      </div>
    </Dialog>
  )
}
