import { Button } from '../../component/button/Button.tsx'
import { Happening } from '../../component/happening/Happening.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Account } from '../../model/account/accounts.ts'
import { atOf, idOf } from '../../model/live/live-filter.ts'
import { byDay } from '../../model/results/by-day.ts'
import { nameOf } from '../../words/account.ts'

export const Timeline = ({ account }: { account: Account }) => {
  const items = account.items.value
  const next = account.next.value
  const now = Date.now()
  const people = new Map(account.detail.data.value?.users.map((user) => [user.id, nameOf(user)]))
  const days = byDay(items ?? [], atOf, now)
  return (
    <section class="card timeline" aria-labelledby="timeline">
      <div class="card-head">
        <div>
          <h2 id="timeline">Timeline</h2>
          <p class="hint">
            What they did and what Brim made of it. Open a decision for its reasons.
          </p>
        </div>
      </div>
      {!items && <Waiting failure={account.failure.value} onRetry={account.load} lines={8} />}
      {items?.length === 0 && (
        <Empty title="Nothing yet">This account has done nothing that Brim knows of.</Empty>
      )}
      <ul class="rows">
        {days.flatMap(([day, list]) => [
          <li class="day" key={day}>
            {day}
          </li>,
          ...list.map((item) => (
            <li key={idOf(item)}>
              <Happening message={item} at={atOf(item)} people={people} />
            </li>
          )),
        ])}
      </ul>
      {next && (
        <div class="older">
          <Button disabled={account.isLoadingOlder.value} onClick={() => account.loadOlder(next)}>
            Older
          </Button>
        </div>
      )}
    </section>
  )
}
