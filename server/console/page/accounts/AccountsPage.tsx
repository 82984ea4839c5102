import { useEffect } from 'preact/hooks'
import { counted } from '../../../../shared/words/number.ts'
import { useWorkspace } from '../../component/context.tsx'
import { Empty } from '../../component/Empty.tsx'
import { Icon } from '../../component/Icon.tsx'
import { Link } from '../../component/Link.tsx'
import { Page } from '../../component/Page.tsx'
import { Time } from '../../component/Time.tsx'
import { Waiting } from '../../component/Waiting.tsx'
import type { AccountSummary } from '../../contract.ts'
import { pathTo } from '../../router.ts'
import { nameOf, planOf } from '../../words/account.ts'

export const AccountsPage = () => {
  const { accounts } = useWorkspace()
  const { search } = accounts
  useEffect(() => void search.load(3000), [search])
  const list = search.list.value
  return (
    <Page title="Accounts" words="Your customers, the ones that were here last on top.">
      <div class="toolbar">
        <div class="search">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            aria-label="Find an account"
            placeholder="Find by name or id"
            value={search.text.value}
            onInput={(event) => search.type(event.currentTarget.value)}
          />
        </div>
      </div>
      <div class="card">
        {!list && <Waiting failure={search.failure.value} onRetry={search.load} lines={8} />}
        {list?.length === 0 && search.query.value !== '' && (
          <Empty title={`No account is called “${search.query.value}”`}>
            The name, the id and their parts are searched.
          </Empty>
        )}
        {list?.length === 0 && search.query.value === '' && (
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
      </div>
    </Page>
  )
}

const AccountRow = ({ account }: { account: AccountSummary }) => {
  const { accounts } = useWorkspace()
  const plan = planOf(account)
  const { signals, users } = account
  return (
    <Link
      class="row account-row"
      to={pathTo('account', account.id)}
      prefetch={() => accounts.open(account.id).load(5000)}
    >
      <span class="row-words">
        <span class="row-title truncate">{nameOf(account)}</span>
        <span class="row-sub">
          <span class="truncate">{account.id}</span>
          <span>{users === 1 ? '1 person' : `${users} people`}</span>
        </span>
      </span>
      <span class="line">
        {signals > 0 && <span class="badge brim">{counted(signals, 'signal')}</span>}
        {plan && <span class="badge plain">{plan}</span>}
      </span>
      <span class="muted small seen">
        <Time at={account.lastSeenAt} />
      </span>
    </Link>
  )
}
