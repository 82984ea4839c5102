/** What every placement would show to one of them now: why this nudge, why not that one, and what would flip it. */
import { useEffect } from 'preact/hooks'
import { Candidates } from '../../component/happening/Receipt.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { AccountDetail } from '../../contract.ts'
import type { Account } from '../../model/account/accounts.ts'
import { nameOf } from '../../words/account.ts'
import { placementInWords } from '../../words/nudge.ts'

type Props = { account: Account; detail: AccountDetail }

export const WhySection = ({ account, detail: { users } }: Props) => {
  const [first] = users
  useEffect(() => {
    if (first && account.asked.peek() === null) account.askWhy(first.id)
  }, [account, first])
  const answers = account.why.value?.data.value
  const weighed = answers?.filter(({ receipt }) => receipt && receipt.candidates.length > 0)
  return (
    <section class="card why" aria-labelledby="why">
      <div class="card-head">
        <div>
          <h2 id="why">Why, and why not</h2>
          <p class="hint">
            What would be shown if its moment came now, and what would have to be otherwise.
          </p>
        </div>
        {users.length > 0 && (
          <select
            class="select auto"
            aria-label="Shown to"
            value={account.asked.value ?? ''}
            onChange={(event) => account.askWhy(event.currentTarget.value)}
          >
            {users.map((user) => (
              <option key={user.id} value={user.id}>
                to {nameOf(user)}
              </option>
            ))}
          </select>
        )}
      </div>
      {users.length === 0 && (
        <p class="card-body muted">
          Nobody of this account is known yet, and prompts are shown to people.
        </p>
      )}
      {users.length > 0 && !answers && (
        <Waiting
          failure={account.why.value?.failure.value}
          onRetry={() => first && account.askWhy(account.asked.peek() ?? first.id)}
          lines={3}
        />
      )}
      {weighed?.length === 0 && (
        <Empty title="No nudge is live">Publish one, and it is weighed here for each person.</Empty>
      )}
      {weighed?.map(({ placement, receipt }) => (
        <section key={placement} aria-label={placementInWords(placement)}>
          <h3 class="why-place">{placementInWords(placement)}</h3>
          {receipt && <Candidates receipt={receipt} isClosed />}
        </section>
      ))}
    </section>
  )
}
