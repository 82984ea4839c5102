/** Customers of billing of whom somebody has said whose they are: it can be said otherwise. */
import type { MappedCustomer } from '../../../../../shared/event/billing.ts'
import { Link } from '../../../component/frame/Link.tsx'
import { Time } from '../../../component/mark/Time.tsx'
import type { Billing } from '../../../model/source/billing.ts'
import { pathTo } from '../../../router.ts'
import { MapCustomer } from './MapCustomer.tsx'

type Props = { billing: Billing; mapped: readonly MappedCustomer[] }

export const Mapped = ({ billing, mapped }: Props) => {
  if (mapped.length === 0) return null
  return (
    <section class="card" aria-labelledby="mapped">
      <div class="card-head">
        <div>
          <h2 id="mapped">Mapped by hand</h2>
          <p class="hint">
            To the wrong account? Name the right one: what the first was told of is taken back, and
            told to the other.
          </p>
        </div>
      </div>
      <ul class="rows">
        {mapped.map(({ customer, account, at }) => (
          <li key={customer}>
            <MapCustomer billing={billing} customer={customer} account={account} action="Move it">
              <Link to={pathTo('account', account)}>{account}</Link>
              <span>
                since <Time at={at} />
              </span>
            </MapCustomer>
          </li>
        ))}
      </ul>
    </section>
  )
}
