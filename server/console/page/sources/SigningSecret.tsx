/** What billing or a help desk signs with: given, given anew, and never shown. */
import { useSignal } from '@preact/signals'
import { vendorNames } from '../../../../shared/event/source.ts'
import { Button } from '../../component/button/Button.tsx'
import { controlProps, Field } from '../../component/form/Field.tsx'
import { focusField } from '../../component/form/focus-field.ts'
import { useRefusal } from '../../component/frame/rights.ts'
import type { Source } from '../../contract.ts'
import type { SecretGiver } from '../../model/source/give-secret.ts'
import { secretWords } from '../../words/source.ts'

type Props = { source: Source; giver: SecretGiver }

export const SigningSecret = ({ source, giver }: Props) => {
  const { label, where, placeholder } = secretWords(source.vendor)
  const refusal = useRefusal('keys')
  const typed = useSignal('')
  const fault = useSignal<string | null>(null)
  const issues = fault.value ? [{ path: 'signing-secret', message: fault.value }] : []
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    fault.value = await giver.giveSecret(typed.value.trim())
    if (fault.value === null) typed.value = ''
    else requestAnimationFrame(() => focusField('signing-secret'))
  }
  return (
    <section class="card" aria-labelledby="signing-secret">
      <div class="card-head">
        <div>
          <h2 id="signing-secret">Signing secret</h2>
          <p class="hint">
            {source.hasSecret
              ? `One is kept, sealed. Paste another where ${vendorNames[source.vendor]} has made a new one.`
              : `${where} Without it nothing is let in.`}
          </p>
        </div>
        <span class={`badge ${source.hasSecret ? 'good' : 'alarm'} plain`}>
          {source.hasSecret ? 'Kept' : 'Missing'}
        </span>
      </div>
      <form class="card-body stack" onSubmit={save}>
        <Field path="signing-secret" label={label} issues={issues}>
          <div class="line">
            <input
              {...controlProps('signing-secret', issues)}
              class="input source-secret"
              type="password"
              autocomplete="off"
              spellcheck={false}
              placeholder={placeholder}
              required
              disabled={refusal !== null}
              value={typed.value}
              onInput={(event) => {
                typed.value = event.currentTarget.value
              }}
            />
            <Button needs="keys" type="submit" disabled={giver.isGiving.value}>
              Keep it
            </Button>
          </div>
        </Field>
      </form>
    </section>
  )
}
