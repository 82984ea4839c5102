/** Customers of billing of whom nobody knows which account they are. */
import type { UnmatchedCustomer } from '../../../../../shared/billing.ts'
import { type BillingVendor, vendorNames } from '../../../../../shared/source.ts'
import { Button } from '../../../component/Button.tsx'
import { fieldId } from '../../../component/Field.tsx'
import { useRefusal } from '../../../component/rights.ts'
import { Time } from '../../../component/Time.tsx'
import type { Billing } from '../../../model/source/billing.ts'

/** Where an account’s id is put so that billing says it. */
const placeOfAccount: Readonly<Record<BillingVendor, string>> = {
  stripe: 'client_reference_id',
  paddle: 'customData.account_id',
}

type Props = {
  vendor: BillingVendor
  billing: Billing
  unmatched: readonly UnmatchedCustomer[]
}

export const Unmatched = ({ vendor, billing, unmatched }: Props) => {
  if (unmatched.length === 0) return null
  return (
    <section class="card" aria-labelledby="unmatched">
      <div class="card-head">
        <div>
          <h2 id="unmatched">Whose customers are these?</h2>
          <p class="hint">
            {vendorNames[vendor]} does not say. What came of them is kept, and is applied once you
            do. Put the account’s id into <code>{placeOfAccount[vendor]}</code> of the checkout, and
            nobody has to.
          </p>
        </div>
      </div>
      <ul class="rows">
        {unmatched.map((one) => (
          <li key={one.customer}>
            <Row billing={billing} unmatched={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Row = ({ billing, unmatched }: { billing: Billing; unmatched: UnmatchedCustomer }) => {
  const { customer, events, lastAt } = unmatched
  const refusal = useRefusal('keys')
  const typed = billing.accounts.value.get(customer) ?? ''
  const path = `account-of-${customer}`
  return (
    <form
      class="row unmatched-row"
      onSubmit={(event) => {
        event.preventDefault()
        void billing.map(customer)
      }}
    >
      <span class="row-words">
        <span class="row-title">{customer}</span>
        <span class="row-sub">
          <span>{events === 1 ? '1 event waits' : `${events} events wait`}</span>
          <span>
            the last <Time at={lastAt} />
          </span>
        </span>
      </span>
      <span class="line">
        <input
          id={fieldId(path)}
          class="input"
          aria-label={`Account of ${customer}`}
          placeholder="Id of the account"
          autocomplete="off"
          spellcheck={false}
          required
          maxLength={128}
          disabled={refusal !== null}
          value={typed}
          onInput={(event) => billing.type(customer, event.currentTarget.value)}
        />
        <Button needs="keys" size="small" type="submit" disabled={billing.isSaving.value}>
          Map it
        </Button>
      </span>
    </form>
  )
}
