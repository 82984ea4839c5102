/** A receipt on a page of its own: what Slack and the API link to. */
import { useEffect } from 'preact/hooks'
import { useWorkspace } from '../../component/context.tsx'
import { Link } from '../../component/Link.tsx'
import { Page } from '../../component/Page.tsx'
import { Receipt } from '../../component/Receipt.tsx'
import { Time } from '../../component/Time.tsx'
import { Waiting } from '../../component/Waiting.tsx'
import { pathTo } from '../../router.ts'
import { outcomeWord } from '../../words/event.ts'
import { placementInWords, placementPhrase } from '../../words/nudge.ts'
import { reasonInWords } from '../../words/reason.ts'

export const DecisionPage = ({ id }: { id: string }) => {
  const { accounts, nudges } = useWorkspace()
  const decision = accounts.decision(id)
  useEffect(() => {
    void decision.load(10_000)
    void nudges.load(30_000)
  }, [decision, nudges])
  const record = decision.data.value
  const back = { to: '/live', text: 'Live' }
  if (!record) {
    return (
      <Page title="Decision" back={back}>
        <Waiting failure={decision.failure.value} onRetry={decision.load} />
      </Page>
    )
  }
  const { account, user, placement, nudge, reason, shownAt, outcomes, receipt } = record
  const chosen = nudges.nudges.data.value?.find((one) => one.key === nudge)?.draft.name ?? nudge
  const variables = Object.entries(receipt.variables)
  return (
    <Page
      title={reason === null ? `Chose “${chosen}”` : 'Nothing was shown'}
      back={back}
      words={
        reason === null
          ? `It was asked ${placementPhrase(placement)}.`
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
                <Link to={pathTo('account', account)}>{account}</Link>
              </dd>
              <dt>User</dt>
              <dd>{user}</dd>
              <dt>Where</dt>
              <dd>{placementInWords(placement)}</dd>
              {receipt.event && (
                <>
                  <dt>Event</dt>
                  <dd>
                    {receipt.event.name}
                    {receipt.event.supposed && ' (if it came now)'}
                  </dd>
                </>
              )}
              <dt>Shown</dt>
              <dd>{shownAt === null ? 'No' : <Time at={shownAt} />}</dd>
              {outcomes.map(({ outcome, at }) => (
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
