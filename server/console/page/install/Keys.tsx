import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { CopyButton } from '../../component/button/CopyButton.tsx'
import { SureButton } from '../../component/button/SureButton.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { LastUsed } from '../../component/mark/Time.tsx'
import type { Key } from '../../contract.ts'
import { NewKeyForm } from './NewKeyForm.tsx'
import { Origins } from './Origins.tsx'
import { WrongKeys } from './WrongKeys.tsx'

export const Keys = () => {
  const { install } = useWorkspace()
  const isCreating = useSignal(false)
  const secret = install.secret.value
  return (
    <section class="card" aria-labelledby="keys">
      <div class="card-head">
        <div>
          <h2 id="keys">Keys</h2>
          <p class="hint">A publishable key is for pages, a secret one for your backend only.</p>
        </div>
        <Button
          needs="keys"
          icon="plus"
          size="small"
          onClick={() => {
            isCreating.value = true
          }}
        >
          New key
        </Button>
      </div>
      <div class="keys-wrong">
        <WrongKeys />
      </div>
      <ul class="rows">
        {install.sorted.value?.map((key) => (
          <li key={key.id}>
            <KeyRow record={key} />
          </li>
        ))}
      </ul>
      {isCreating.value && (
        <NewKeyForm
          onClose={() => {
            isCreating.value = false
          }}
        />
      )}
      {secret && (
        <Dialog title="Keep this secret key" onClose={install.forgetSecret}>
          <p class="muted">It is shown this once. Brim keeps only what it is recognised by.</p>
          <div class="stack">
            <pre class="code wrap">{secret}</pre>
          </div>
          <div class="dialog-foot">
            <CopyButton text={secret} what="the secret key" />
            <Button tone="primary" size="small" onClick={install.forgetSecret}>
              I have kept it
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}

const KeyRow = ({ record }: { record: Key }) => {
  const { install } = useWorkspace()
  return (
    <div class="row key-row">
      <span class="row-words">
        <span class="line">
          <span class="row-title">{record.name}</span>
          <span class="badge plain">{record.kind}</span>
        </span>
        <span class="row-sub">
          <code class="truncate">{record.text}</code>
          <span>
            <LastUsed at={record.lastUsedAt} />
          </span>
        </span>
      </span>
      <span class="line">
        {record.kind === 'publishable' && (
          <CopyButton text={record.text} what={`the key ${record.name}`} />
        )}
        <SureButton
          needs="keys"
          text="Revoke"
          of={record.name}
          sure="Revoke for good"
          onSure={() => install.revoke(record)}
        />
      </span>
      {record.kind === 'publishable' && <Origins key={record.origins.join()} record={record} />}
    </div>
  )
}
