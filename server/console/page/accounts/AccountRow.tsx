/** One account of the list: who it is, what says that it is ready, and who has it. */

import { Score } from '../../component/figure/Score.tsx'
import { Vessel } from '../../component/figure/Vessel.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { EvidenceLine } from '../../component/happening/Evidence.tsx'
import { Time } from '../../component/mark/Time.tsx'
import type { RankedAccount } from '../../contract.ts'
import { pathTo } from '../../router.ts'
import { nameOf, planOf } from '../../words/account.ts'

/** Reasons that are told in the list; the page of the account tells all. */
const mostTold = 2

export const AccountRow = ({ account }: { account: RankedAccount }) => {
  const { accounts } = useWorkspace()
  const { id, users, fullest, claim, lastSeenAt, readiness } = account
  const plan = planOf(account)
  const name = nameOf(account)
  return (
    <Link
      class="row account-row"
      to={pathTo('account', id)}
      prefetch={() => accounts.open(id).load(5000)}
    >
      <span class="account-who">
        <Score score={readiness.score} />
        <span class="row-words">
          <span class="row-title line">
            <span class="truncate">{name}</span>
            {plan && <span class="badge plain">{plan}</span>}
            {claim && <span class="badge plain">with {claim.by}</span>}
          </span>
          <span class="row-sub">
            {name !== id && <span class="truncate">{id}</span>}
            <span>{users === 1 ? '1 person' : `${users} people`}</span>
            <span>
              here <Time at={lastSeenAt} />
            </span>
          </span>
        </span>
      </span>
      <Reasons account={account} />
      {fullest && (
        <span class="account-fullest">
          <Vessel label={fullest.name} used={fullest.used} limit={fullest.limit} />
        </span>
      )}
    </Link>
  )
}

const Reasons = ({ account: { signals, readiness } }: { account: RankedAccount }) => {
  const { nudges } = useWorkspace()
  return (
    <span class="account-reasons">
      {signals.slice(0, mostTold).map(({ id, trigger, evidence, firedAt }) => {
        const [leaf] = evidence.filter((one) => one.verdict === 'true')
        return (
          <span key={id} class="account-reason">
            <span class="badge brim">{nudges.nameOf.value('trigger', trigger)}</span>
            <span class="muted small truncate">
              {leaf ? <EvidenceLine leaf={leaf} /> : <Time at={firedAt} />}
            </span>
          </span>
        )
      })}
      <span class="muted small truncate">{readiness.sentence}</span>
    </span>
  )
}
