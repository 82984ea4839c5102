/** One thing that happened, in a line; opened, with everything that is known of it. */
import { useSignal } from '@preact/signals'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import { valueInWords } from '../../../../shared/words/operator.ts'
import { reasonPhrase } from '../../../../shared/words/reason.ts'
import { whoOf } from '../../model/live/live-filter.ts'
import { pathTo } from '../../router.ts'
import { eventInWords } from '../../words/event.ts'
import { placementPhrase } from '../../words/nudge.ts'
import { useWorkspace } from '../frame/context.tsx'
import { Link } from '../frame/Link.tsx'
import { Icon, type IconName } from '../mark/Icon.tsx'
import { Time } from '../mark/Time.tsx'
import { DecisionBody } from './DecisionBody.tsx'
import { Evidence } from './Evidence.tsx'

type Props = {
  message: LiveMessage
  at: number
  isWithAccount?: boolean
  /** What the account’s people are called, by id. */
  people?: ReadonlyMap<string, string>
}

export const Happening = ({ message, at, isWithAccount, people }: Props) => {
  const { accounts } = useWorkspace()
  const isOpen = useSignal(false)
  const { account, user } = whoOf(message)
  const { icon, kind, tone } = markOf(message)
  const accountName = accounts.names.value.get(account) ?? account
  return (
    <details
      class="happening"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary>
        <Time at={at} form={isWithAccount ? 'moment' : 'clock'} />
        <span class={`happening-kind ${tone}`} title={kind}>
          <Icon name={icon} size={13} />
          <span class="visually-hidden">{kind}</span>
        </span>
        <span class="happening-words">
          <Words message={message} />
        </span>
        <span class="happening-who truncate muted">
          {isWithAccount ? accountName : (people?.get(user ?? '') ?? user)}
        </span>
        <span class="chevron">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      {isOpen.value && (
        <div class="happening-body">
          <Body message={message} />
          {isWithAccount && (
            <p class="small">
              <Link to={pathTo('account', account)}>All of {accountName}</Link>
            </p>
          )}
        </div>
      )}
    </details>
  )
}

type Mark = { icon: IconName; kind: string; tone: string }

function markOf(message: LiveMessage): Mark {
  if (message.type === 'signal') return { icon: 'signal', kind: 'Signal', tone: 'signal' }
  if (message.type === 'event') return { icon: 'event', kind: 'Event', tone: '' }
  const isShown = message.decision.reason === null
  return { icon: 'nudges', kind: 'Decision', tone: isShown ? 'shown' : '' }
}

const Words = ({ message }: { message: LiveMessage }) => {
  const { nudges } = useWorkspace()
  if (message.type === 'event') {
    const { name, properties } = message.event
    const { text, object } = eventInWords(name, properties, nudges.nameOf.value)
    return (
      <>
        {text} {object && <strong>{object}</strong>}
      </>
    )
  }
  if (message.type === 'signal') {
    return (
      <>
        Ready: <strong>{nudges.nameOf.value('trigger', message.signal.trigger)}</strong>
      </>
    )
  }
  const { nudge, reason, placement } = message.decision
  if (reason === null) {
    return (
      <>
        Chose <strong>{nudge && nudges.nameOf.value('nudge', nudge)}</strong>{' '}
        <span class="why">{placementPhrase(placement)}</span>
      </>
    )
  }
  return (
    <>
      Nothing {placementPhrase(placement)}
      <span class="why">: {reasonPhrase(reason)}</span>
    </>
  )
}

const Body = ({ message }: { message: LiveMessage }) => {
  if (message.type === 'signal') return <Evidence leaves={message.signal.evidence} />
  if (message.type === 'decision') return <DecisionBody id={message.decision.id} />
  const { name, user, source, properties } = message.event
  return (
    <dl class="facts">
      <dt>Event</dt>
      <dd>
        <code>{name}</code>
      </dd>
      <dt>User</dt>
      <dd>{user ?? 'None'}</dd>
      <dt>Source</dt>
      <dd>{sources[source] ?? source}</dd>
      {Object.entries(properties).map(([key, value]) => (
        <>
          <dt key={key}>{key}</dt>
          <dd>{valueInWords(value)}</dd>
        </>
      ))}
    </dl>
  )
}

const sources: Record<string, string> = {
  widget: 'The widget',
  api: 'Your backend',
  brim: 'Brim itself',
}
