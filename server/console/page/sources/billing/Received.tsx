/** What billing has sent, and what became of each; what was not let in stands first. */
import type { BillingEntry, BillingFate, BillingView } from '../../../../../shared/event/billing.ts'
import type { BillingVendor } from '../../../../../shared/event/source.ts'
import { Button } from '../../../component/button/Button.tsx'
import { Link } from '../../../component/frame/Link.tsx'
import { Icon, type IconName } from '../../../component/mark/Icon.tsx'
import { Time } from '../../../component/mark/Time.tsx'
import type { Billing } from '../../../model/source/billing.ts'
import { pathTo } from '../../../router.ts'
import { billingEventInWords, fateInWords } from '../../../words/billing.ts'

/** How each sends something by which the secret is tried. */
const triedBy: Readonly<Record<BillingVendor, string>> = {
  stripe: 'In Stripe, “Send test event” on the endpoint',
  paddle: 'In Paddle, a simulation to this destination',
}

type Props = { vendor: BillingVendor; billing: Billing; view: BillingView }

export const Received = ({ vendor, billing, view }: Props) => (
  <section class="card" aria-labelledby="received">
    <div class="card-head">
      <div>
        <h2 id="received">What came last</h2>
        <p class="hint">
          The newest 50, kept for 30 days. No name, address or card of a customer is among it.
        </p>
      </div>
      <Button size="small" onClick={() => void billing.view.load()}>
        Look again
      </Button>
    </div>
    {view.entries.length === 0 && view.faults.length === 0 && (
      <div class="card-body muted">
        Nothing yet. {triedBy[vendor]} shows here whether its secret fits.
      </div>
    )}
    <ul class="rows" aria-live="polite">
      {view.faults.slice(0, 5).map(({ at, message }, i) => (
        <li class="row received-row" key={`${at} ${i}`}>
          <Mark icon="alert" tone="signal" words="Not let in" />
          <span class="row-words">
            <span>{message}</span>
            <span class="row-sub">
              <Time at={at} />
            </span>
          </span>
        </li>
      ))}
      {view.entries.map((entry) => (
        <li class="row received-row" key={entry.event.id}>
          <Entry entry={entry} />
        </li>
      ))}
    </ul>
  </section>
)

const marks = {
  waiting: { icon: 'clock', tone: '', words: 'Waits' },
  applied: { icon: 'check', tone: 'good', words: 'Applied' },
  nothing: { icon: 'pause', tone: '', words: 'Left out' },
  stale: { icon: 'pause', tone: '', words: 'Left out' },
  unmatched: { icon: 'alert', tone: 'signal', words: 'Unmatched' },
  refused: { icon: 'alert', tone: 'signal', words: 'Refused' },
} as const satisfies Record<BillingFate, { icon: IconName; tone: string; words: string }>

const Entry = ({ entry }: { entry: BillingEntry }) => {
  const { account, receivedAt, fate } = entry
  return (
    <>
      <Mark {...marks[fate]} />
      <span class="row-words">
        <span>{billingEventInWords(entry)}</span>
        <span class="row-sub">
          <span>{fateInWords(entry)}</span>
          {account !== null && <Link to={pathTo('account', account)}>{account}</Link>}
          <Time at={receivedAt} />
        </span>
      </span>
    </>
  )
}

const Mark = ({ icon, tone, words }: { icon: IconName; tone: string; words: string }) => (
  <span class={`happening-kind ${tone}`} title={words}>
    <Icon name={icon} size={13} />
    <span class="visually-hidden">{words}:</span>
  </span>
)
