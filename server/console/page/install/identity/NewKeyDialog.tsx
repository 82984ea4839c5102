import { useSignal } from '@preact/signals'
import { Button } from '../../../component/button/Button.tsx'
import { Dialog } from '../../../component/dialog/Dialog.tsx'
import { controlProps, Field } from '../../../component/form/Field.tsx'
import { Segments } from '../../../component/form/Segments.tsx'
import { useWorkspace } from '../../../component/frame/context.tsx'

const path = 'identity-public-key'

export const NewKeyDialog = ({ onClose }: { onClose(): void }) => {
  const { identity } = useWorkspace()
  const kind = useSignal<'HS256' | 'public'>('HS256')
  const text = useSignal('')
  const fault = useSignal<string | null>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const request =
      kind.value === 'HS256'
        ? { algorithm: kind.value }
        : { algorithm: kind.value, publicKey: text.value }
    fault.value = await identity.add(request)
    if (fault.value === null) onClose()
  }
  const issues = fault.value ? [{ path, message: fault.value }] : []
  return (
    <Dialog title="Signing key" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Segments
          label="Kind of key"
          value={kind.value}
          options={[
            { value: 'HS256', text: 'A secret from Brim' },
            { value: 'public', text: 'Your public key' },
          ]}
          onChange={(next) => {
            kind.value = next
            fault.value = null
          }}
        />
        {kind.value === 'HS256' ? (
          <>
            <p class="muted">
              Brim makes a secret for HS256 and shows it once. Both sides have it: every language
              has a library for it.
            </p>
            {fault.value && <p class="fault">{fault.value}</p>}
          </>
        ) : (
          <Field
            path={path}
            label="Public key"
            issues={issues}
            hint="PEM or JWK, Ed25519 (EdDSA) or P-256 (ES256). The private half stays with you."
          >
            <textarea
              {...controlProps(path, issues)}
              class="area input mono"
              rows={4}
              required
              spellcheck={false}
              placeholder="-----BEGIN PUBLIC KEY-----"
              value={text.value}
              onInput={(event) => {
                text.value = event.currentTarget.value
                fault.value = null
              }}
            />
          </Field>
        )}
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            {kind.value === 'HS256' ? 'Make the secret' : 'Add the key'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
