/** A secret that was just made: it is shown this once. */
import type { ComponentChildren } from 'preact'
import { Button } from '../button/Button.tsx'
import { CopyButton } from '../button/CopyButton.tsx'
import { Dialog } from './Dialog.tsx'

type Props = { secret: string; onClose(): void; children: ComponentChildren }

export const SecretDialog = ({ secret, onClose, children }: Props) => (
  <Dialog title="Keep this secret" onClose={onClose}>
    <p class="muted">It is shown this once. {children}</p>
    <div class="stack">
      <pre class="code wrap">{secret}</pre>
    </div>
    <div class="dialog-foot">
      <CopyButton text={secret} what="the secret" />
      <Button tone="primary" size="small" onClick={onClose}>
        I have kept it
      </Button>
    </div>
  </Dialog>
)
