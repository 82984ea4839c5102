import { useSignal } from '@preact/signals'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import type { KeyKind } from '../../contract.ts'

export const NewKeyForm = ({ onClose }: { onClose(): void }) => {
  const { install } = useWorkspace()
  const kind = useSignal<KeyKind>('publishable')
  const name = useSignal('')
  const fault = useSignal<string | null>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    fault.value = await install.create(kind.value, name.value.trim())
    if (fault.value === null) onClose()
  }
  const issues = fault.value ? [{ path: 'key-name', message: fault.value }] : []
  return (
    <Dialog title="New key" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Segments
          label="Kind of key"
          value={kind.value}
          options={[
            { value: 'publishable', text: 'Publishable, for pages' },
            { value: 'secret', text: 'Secret, for your backend' },
          ]}
          onChange={(next) => {
            kind.value = next
          }}
        />
        <Field path="key-name" label="Name" issues={issues} hint="Where it is used.">
          <input
            {...controlProps('key-name', issues)}
            class="input"
            required
            maxLength={60}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </Field>
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
