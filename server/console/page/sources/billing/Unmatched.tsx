/** Customers of billing of whom nobody knows which account they are. */
import type { UnmatchedCustomer } from '../../../../../shared/billing.ts'
import { Time } from '../../../component/Time.tsx'
import type { Billing } from '../../../model/source/billing.ts'
import { WhoseRow } from '../WhoseRow.tsx'

type Props = { billing: Billing; unmatched: readonly UnmatchedCustomer[] }

export const Unmatched = ({ billing, unmatched }: Props) => {
  if (unmatched.length === 0) return null
  return (
    <section class="card" aria-labelledby="unmatched">
      <div class="card-head">
        <div>
          <h2 id="unmatched">Whose customers are these?</h2>
          <p class="hint">
            Stripe does not say. What came of them is kept, and is applied once you do. Put the
            account’s id into <code>client_reference_id</code> of the checkout, and nobody has to.
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
  return (
    <WhoseRow
      id={customer}
      who={customer}
      typed={billing.accounts.value.get(customer) ?? ''}
      isSaving={billing.isSaving.value}
      onType={(account) => billing.type(customer, account)}
      onMap={() => void billing.map(customer)}
    >
      <span>{events === 1 ? '1 event waits' : `${events} events wait`}</span>
      <span>
        the last <Time at={lastAt} />
      </span>
    </WhoseRow>
  )
}
