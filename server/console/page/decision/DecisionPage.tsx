/** A receipt on a page of its own: what Slack and the API link to. */
import { useEffect } from 'preact/hooks'
import { plainly } from '../../../../shared/words/evidence.ts'
import { reasonInWords } from '../../../../shared/words/reason.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Page } from '../../component/frame/Page.tsx'
import { Receipt } from '../../component/happening/Receipt.tsx'
import { Empty } from '../../component/mark/Empty.tsx'
import { Time } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import { pathTo } from '../../router.ts'
import { nameOf } from '../../words/account.ts'
import { outcomeWord } from '../../words/event.ts'
import { placementInWords, placementPhrase } from '../../words/nudge.ts'

export const DecisionPage = ({ id }: { id: string }) => {
  const { accounts, nudges } = useWorkspace()
  const decision = accounts.decision(id)
  useEffect(() => {
    void decision.load(10_000)
    void nudges.load(30_000)
    void accounts.loadNames(30_000)
  }, [decision, nudges, accounts])
  const record = decision.data.value
  const asked = decision.data.value?.account
  useEffect(() => {
    if (asked) void accounts.open(asked).detail.load(30_000)
  }, [accounts, asked])
  const back = { to: '/live', text: 'Live' }
  // Links to it outlive it, in Slack above all: asking again brings nothing back.
  if (!record && decision.failure.value?.code === 'not_found') {
    return (
      <Page title="Decision" back={back}>
        <Empty
          title="There is no such receipt"
          action={<Link to={back.to}>What is decided now</Link>}
        >
          Receipts are kept for 30 days, and go with an account that is erased.
        </Empty>
      </Page>
    )
  }
  if (!record) {
    return (
      <Page title="Decision" back={back}>
        <Waiting failure={decision.failure.value} onRetry={decision.load} />
      </Page>
    )
  }
  const { account, user, placement, nudge, reason, shownAt, outcomes, receipt } = record
  const chosen = nudge && nudges.nameOf.value('nudge', nudge)
  const people = accounts.open(account).detail.data.value?.users
  const person = people?.find((one) => one.id === user)
  const variables = Object.entries(receipt.variables)
  // Of a ghost nobody saw anything; when it would have been stands above.
  const became = outcomes.filter(({ outcome }) => !receipt.ghost || outcome !== 'shown')
  return (
    <Page
      title={reason === null ? `Chose “${chosen}”` : 'Nothing was shown'}
      back={back}
      words={
        reason === null
          ? `The best one ${placementPhrase(placement)}, and why.`
          : `${reasonInWords(reason)}.`
      }
    >
      <div class="account">
        <Receipt record={record} />
        <section class="card">
          <div class="card-head">
            <h2>The question</h2>
          </div>
          <div class="card-body">
            <dl class="facts">
              <dt>When</dt>
              <dd>
                <Time at={record.at} />
              </dd>
              <dt>Account</dt>
              <dd>
                <Link to={pathTo('account', account)}>
                  {accounts.names.value.get(account) ?? account}
                </Link>
              </dd>
              <dt>User</dt>
              <dd>{person ? nameOf(person) : user}</dd>
              <dt>Where</dt>
              <dd>{placementInWords(placement)}</dd>
              {receipt.event && (
                <>
                  <dt>Event</dt>
                  <dd>
                    {plainly(receipt.event.name)}
                    {receipt.event.supposed && ' (as if it came now)'}
                  </dd>
                </>
              )}
              {receipt.arm && (
                <>
                  <dt>Arm</dt>
                  <dd>{receipt.arm}</dd>
                </>
              )}
              <dt>{receipt.ghost ? 'Would have been shown' : 'Shown'}</dt>
              <dd>{shownAt === null ? 'No' : <Time at={shownAt} />}</dd>
              {became.map(({ outcome, at }) => (
                <>
                  <dt key={outcome}>{outcomeWord(outcome)}</dt>
                  <dd>
                    <Time at={at} />
                  </dd>
                </>
              ))}
              {variables.map(([name, value]) => (
                <>
                  <dt key={name}>
                    <code>{name}</code>
                  </dt>
                  <dd>{value}</dd>
                </>
              ))}
            </dl>
          </div>
        </section>
      </div>
    </Page>
  )
}
