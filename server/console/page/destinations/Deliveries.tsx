/** What was sent to a destination, or waits for it; each with all that was tried. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Destination } from '../../../../shared/destination/destination.ts'
import type { Delivery } from '../../../../shared/play/delivery.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Button } from '../../component/button/Button.tsx'
import { Segments } from '../../component/form/Segments.tsx'
import { useWorkspace } from '../../component/frame/context.tsx'
import { Link } from '../../component/frame/Link.tsx'
import { Icon } from '../../component/mark/Icon.tsx'
import { Time, Until } from '../../component/mark/Time.tsx'
import { Waiting } from '../../component/mark/Waiting.tsx'
import type { Shown } from '../../model/destinations/destinations.ts'
import { pathTo } from '../../router.ts'
import { deliveryBadge, messageInWords } from '../../words/destination.ts'
import { AttemptView } from './AttemptView.tsx'

const choices = [
  { value: 'all', text: 'All' },
  { value: 'pending', text: 'Waiting' },
  { value: 'failed', text: 'Failed' },
] as const
type Choice = (typeof choices)[number]['value']

const nothingYet: Record<Choice, string> = {
  all: 'Nothing yet. What it hears stands here for 30 days, with every attempt.',
  pending: 'Nothing waits.',
  failed: 'Nothing has failed for good.',
}

export const Deliveries = ({ destination }: { destination: Destination }) => {
  const { destinations, accounts } = useWorkspace()
  const choice = useSignal<Choice>('all')
  const shown: Shown = choice.value === 'all' ? null : choice.value
  const deliveries = destinations.deliveriesOf(destination.id, shown)
  // When something was sent or is to be, the destination says so.
  const { last, waiting, failed } = destination
  useEffect(() => void deliveries.load(), [deliveries, last?.at, waiting, failed])
  useEffect(() => void accounts.loadNames(30_000), [accounts])
  const list = deliveries.data.value
  return (
    <section class="card" aria-labelledby="deliveries">
      <div class="card-head">
        <h2 id="deliveries">Deliveries</h2>
        <div class="toolbar">
          {failed > 0 && (
            <Button
              needs="settings"
              size="small"
              icon="undo"
              onClick={() => void destinations.retryFailed(destination, shown)}
            >
              Send {counted(failed, 'failed one')} again
            </Button>
          )}
          <Segments
            label="Which deliveries"
            value={choice.value}
            options={choices}
            onChange={(value) => {
              choice.value = value
            }}
          />
        </div>
      </div>
      {!list && <Waiting failure={deliveries.failure.value} onRetry={deliveries.load} />}
      {list?.length === 0 && <p class="card-body muted">{nothingYet[choice.value]}</p>}
      {list && list.length > 0 && (
        <ul class="rows">
          {list.map((one) => (
            <li key={one.id}>
              <DeliveryRow delivery={one} shown={shown} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const DeliveryRow = ({ delivery, shown }: { delivery: Delivery; shown: Shown }) => {
  const { accounts } = useWorkspace()
  const isOpen = useSignal(false)
  const { text, tone } = deliveryBadge(delivery)
  const { account } = (delivery.payload.data ?? {}) as { account?: string }
  return (
    <details
      class="delivery"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary>
        <span class="delivery-words">
          <span class="truncate">{messageInWords(delivery)}</span>
          <span class="row-sub">
            {account && (
              <span class="truncate">{accounts.names.value.get(account) ?? account}</span>
            )}
            <span>
              <Time at={delivery.createdAt} />
            </span>
            {delivery.attempts > 1 && <span>{counted(delivery.attempts, 'attempt')}</span>}
          </span>
        </span>
        <span class={`badge ${tone}`}>{text}</span>
        <span class="chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      {isOpen.value && <Opened delivery={delivery} account={account} shown={shown} />}
    </details>
  )
}

type OpenedProps = { delivery: Delivery; account: string | undefined; shown: Shown }

const Opened = ({ delivery, account, shown }: OpenedProps) => {
  const { destinations } = useWorkspace()
  const detail = destinations.detailOf(delivery.id)
  useEffect(() => void detail.load(), [detail, delivery.attempts, delivery.status])
  const { data, failure } = detail
  if (!data.value) return <Waiting failure={failure.value} onRetry={detail.load} lines={1} />
  const { attempts } = data.value
  return (
    <div class="delivery-body">
      {attempts.length === 0 && <p class="muted">Not tried yet.</p>}
      {attempts.map((one) => (
        <AttemptView key={one.at} attempt={one} />
      ))}
      {delivery.status === 'failed' && delivery.lastError && attempts.length === 0 && (
        <p class="muted">{delivery.lastError}</p>
      )}
      <div class="toolbar">
        <Button
          needs="settings"
          size="small"
          icon="undo"
          onClick={() => void destinations.retry(delivery, shown)}
        >
          {delivery.status === 'pending' ? 'Try now' : 'Send again'}
        </Button>
        {delivery.nextAttemptAt !== null && delivery.attempts > 0 && (
          <span class="muted small">
            Next attempt <Until at={delivery.nextAttemptAt} />
          </span>
        )}
        {account && (
          <span class="push-end small">
            <Link to={pathTo('account', account)}>See the account</Link>
          </span>
        )}
      </div>
    </div>
  )
}
