/** What billing signs with: given, given anew, and never shown. */
import { useSignal } from '@preact/signals'
import { secretPrefixes } from '../../../../../shared/signing-secret.ts'
import { type BillingVendor, vendorNames } from '../../../../../shared/source.ts'
import { Button } from '../../../component/Button.tsx'
import { controlProps, Field } from '../../../component/Field.tsx'
import { useRefusal } from '../../../component/rights.ts'
import type { Source } from '../../../contract.ts'
import type { Billing } from '../../../model/source/billing.ts'

type Props = { source: Source; vendor: BillingVendor; billing: Billing }

export const SigningSecret = ({ source, vendor, billing }: Props) => {
  const name = vendorNames[vendor]
  const refusal = useRefusal('keys')
  const typed = useSignal('')
  const fault = useSignal<string | null>(null)
  const issues = fault.value ? [{ path: 'signing-secret', message: fault.value }] : []
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    fault.value = await billing.giveSecret(typed.value.trim())
    if (fault.value === null) typed.value = ''
  }
  return (
    <section class="card" aria-labelledby="signing-secret">
      <div class="card-head">
        <div>
          <h2 id="signing-secret">Signing secret</h2>
          <p class="hint">
            {source.hasSecret
              ? `One is kept, sealed. Paste another where ${name} has made a new one.`
              : `${name} shows it once the address is there. Without it nothing is let in.`}
          </p>
        </div>
        <span class={`badge ${source.hasSecret ? 'good' : 'alarm'} plain`}>
          {source.hasSecret ? 'Kept' : 'Missing'}
        </span>
      </div>
      <form class="card-body stack" onSubmit={save}>
        <Field path="signing-secret" label={`Secret from ${name}`} issues={issues}>
          <div class="line">
            <input
              {...controlProps('signing-secret', issues)}
              class="input source-secret"
              type="password"
              autocomplete="off"
              spellcheck={false}
              placeholder={`${secretPrefixes[vendor]}…`}
              required
              disabled={refusal !== null}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value
              }}
            />
            <Button needs="keys" type="submit" disabled={billing.isSaving.value}>
              Keep it
            </Button>
          </div>
        </Field>
      </form>
    </section>
  )
}
