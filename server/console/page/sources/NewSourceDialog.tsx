import { useSignal } from '@preact/signals'
import {
  isServerOnly,
  type Sender,
  senders,
  type Vendor,
  vendorNames,
} from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { Dialog } from '../../component/dialog/Dialog.tsx'
import { controlProps, Field, fieldId } from '../../component/form/Field.tsx'
import { focusField } from '../../component/form/focus-field.ts'
import { Segments } from '../../component/form/Segments.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { pathTo } from '../../router.ts'
import { senderHints, senderWords } from '../../words/source.ts'

export const NewSourceDialog = ({ onClose }: { onClose(): void }) => {
  const { router } = useConsole()
  const { sources } = useWorkspace()
  const vendor = useSignal<Vendor>('segment')
  const sender = useSignal<Sender>('server')
  const name = useSignal<string | null>(null)
  const fault = useSignal<string | null>(null)
  const called = name.value ?? vendorNames[vendor.value]
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const by = isServerOnly(vendor.value) ? 'server' : sender.value
    const wanted = { vendor: vendor.value, sender: by, name: called.trim() }
    const made = await sources.create(wanted)
    if (typeof made === 'string') {
      fault.value = made
      requestAnimationFrame(() => focusField('source-name'))
      return
    }
    onClose()
    router.go(pathTo('source', made.id))
  }
  const issues = fault.value ? [{ path: 'source-name', message: fault.value }] : []
  return (
    <Dialog title="Add a source" onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field path="source-vendor" label="The tool">
          <select
            id={fieldId('source-vendor')}
            class="select"
            value={vendor.value}
            onChange={(event) => {
              vendor.value = event.currentTarget.value as Vendor
            }}
          >
            {Object.entries(vendorNames).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        {!isServerOnly(vendor.value) && (
          <div class="stack tight">
            <p class="field-label">Who sends</p>
            <Segments
              label="Who sends"
              value={sender.value}
              options={senders.map((value) => ({ value, text: senderWords[value] }))}
              onChange={(next) => {
                sender.value = next
              }}
            />
            <p class="hint">{senderHints[sender.value]}</p>
          </div>
        )}
        <Field path="source-name" label="Name" issues={issues}>
          <input
            {...controlProps('source-name', issues)}
            class="input"
            required
            maxLength={60}
            value={called}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </Field>
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Add it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
