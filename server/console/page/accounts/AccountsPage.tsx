import { useEffect } from 'preact/hooks'
import { numberInWords } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { useConsole, useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import {
  isNarrow,
  noFilters,
  readFilters,
  writeFilters,
} from '../../model/account/account-filters.ts'
import { AccountRow } from './AccountRow.tsx'
import { Filters, Order } from './Filters.tsx'
import { Views } from './Views.tsx'

export const AccountsPage = () => {
  const { router } = useConsole()
  const { ranking, nudges, live } = useWorkspace()
  const { query } = router.place.value
  useEffect(() => ranking.look(readFilters(query)), [ranking, query])
  useEffect(() => {
    void ranking.views.load(10_000)
    void nudges.load(30_000)
    return live.watch(ranking.hear)
  }, [ranking, nudges, live])
  const filters = ranking.filters.value
  const choose = (change: Partial<typeof filters>) => {
    const search = writeFilters({ ...filters, ...change })
    router.go(search ? `/accounts?${search}` : '/accounts', { replace: true })
  }
  const list = ranking.accounts.value
  const total = ranking.total.value
  return (
    <Page
      title="Accounts"
      words="Your customers, those who are ready for more on top, and what says so."
      actions={
        <Link class="button" to="/readiness">
          What readiness is made of
        </Link>
      }
    >
      <Views onChoose={(view) => choose(view)} />
      <Filters filters={filters} onChange={choose} />
      <section class="card" aria-label="Accounts">
        {!list && <Waiting failure={ranking.failure.value} onRetry={ranking.load} lines={8} />}
        {list && list.length > 0 && (
          <div class="ranking-head">
            <p class="muted small" aria-live="polite">
              {total === 1 ? '1 account' : `${numberInWords(total)} accounts`}
            </p>
            <Order order={filters.order} onChange={(order) => choose({ order })} />
          </div>
        )}
        {list?.length === 0 && isNarrow(filters) && (
          <Empty
            title="No account is like that"
            action={<Button onClick={() => choose(noFilters)}>Show all</Button>}
          >
            Take a filter away, or look for a part of the name or the id.
          </Empty>
        )}
        {list?.length === 0 && !isNarrow(filters) && (
          <Empty title="No accounts yet" action={<Link to="/install">Set it up</Link>}>
            Accounts appear by themselves, with the first event that somebody in them causes.
          </Empty>
        )}
        <ul class="rows">
          {list?.map((account) => (
            <li key={account.id}>
              <AccountRow account={account} />
            </li>
          ))}
        </ul>
        {list && list.length < total && (
          <div class="older">
            <Button disabled={ranking.isLoadingMore.value} onClick={ranking.loadMore}>
              Show more
            </Button>
          </div>
        )}
      </section>
    </Page>
  )
}
