/** Before something goes live that its author should know something about. */
import type { Finding } from '../../../../shared/definition/lint.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { Findings } from './Findings.tsx'

type Props = {
  findings: readonly Finding[]
  onGo(path: string): void
  onPublish(): void
  onClose(): void
}

export const PublishDialog = ({ findings, onGo, onPublish, onClose }: Props) => (
  <Dialog title="Before it goes live" onClose={onClose}>
    <p class="muted">None of this keeps it from being published. Is it as you mean it?</p>
    <Findings
      findings={findings}
      onGo={(path) => {
        onClose()
        onGo(path)
      }}
    />
    <div class="dialog-foot">
      <Button onClick={onClose}>Back to editing</Button>
      <Button tone="primary" onClick={onPublish}>
        Publish anyway
      </Button>
    </div>
  </Dialog>
)
