import { roleNames } from '../../../../shared/words/role.ts'
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Until } from '../../component/mark/Time.tsx'
import type { MailState } from '../../contract.ts'
import type { Made } from '../../model/person/people.ts'

const mailedInWords: Record<MailState, (to: string) => string> = {
  sent: (to) => `It is on its way to ${to}.`,
  waiting: (to) =>
    `The mail to ${to} has not gone out yet, and is tried again. You can hand the link over yourself.`,
  failed: (to) => `The mail to ${to} did not go out. Hand the link over yourself.`,
}

export const LinkDialog = ({ token, role, expiresAt, mailed, email }: Made) => {
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
      {mailed && (
        <p class={mailed === 'sent' ? 'notice' : 'notice alarm'} role="status">
          <Icon name={mailed === 'sent' ? 'check' : 'alert'} />
          {mailedInWords[mailed](email)}
        </p>
      )}
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
