/** Customers of billing of whom nobody knows which account they are. */
import type { UnmatchedCustomer } from '../../../../../shared/event/billing.ts'
import { type BillingVendor, vendorNames } from '../../../../../shared/event/source.ts'
import { Time } from '../../../component/mark/Time.tsx'
import type { Billing } from '../../../model/source/billing.ts'
import { MapCustomer } from './MapCustomer.tsx'

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
        {unmatched.map(({ customer, events, lastAt }) => (
          <li key={customer}>
            <MapCustomer billing={billing} customer={customer} action="Map it">
              <span>{events === 1 ? '1 event waits' : `${events} events wait`}</span>
              <span>
                the last <Time at={lastAt} />
              </span>
            </MapCustomer>
          </li>
        ))}
      </ul>
    </section>
  )
}
