/** PostHog's capture API. https://posthog.com/docs/api/capture */
import { changesIn } from './changes.ts'
import {
  type Foreign,
  type Incoming,
  idOf,
  incomingOf,
  isRecord,
  type Message,
  nobody,
  recordOf,
  type Statement,
  Unreadable,
  without,
} from './message.ts'
import { clockIn, timeIn } from './time.ts'

const isKey = (name: string) => name === 'api_key' || name === 'token'

/** One event, a list of them, or a batch. */
export function readPostHog(body: unknown): Incoming[] {
  const all = Array.isArray(body) ? body : isRecord(body) ? (body.batch ?? [body]) : undefined
  if (!Array.isArray(all)) {
    throw new Unreadable(
      'batch',
      'There is neither an event nor a "batch": this is not what PostHog sends',
    )
  }
  const sentAt = clockIn(recordOf(body).sent_at)
  const read = (raw: Foreign) => messageOf(raw, sentAt)
  return incomingOf(all, { as: 'event', strip: withoutKeys, read })
}

function withoutKeys(one: Foreign): Foreign {
  const rest = without(one, isKey)
  return isRecord(one.properties) ? { ...rest, properties: without(one.properties, isKey) } : rest
}

function messageOf(raw: Foreign, sentAt: string | null): Message {
  const properties = recordOf(raw.properties)
  const groups = Object.entries(recordOf(properties.$groups)).flatMap(([type, id]) => {
    const one = idOf(id)
    return one === null ? [] : [[type, one] as const]
  })
  const isOfGroup = raw.event === '$groupidentify'
  const group = isOfGroup ? idOf(properties.$group_key) : null
  return {
    ...nobody,
    id: idOf(raw.uuid ?? properties.$insert_id),
    at: timeIn(raw.timestamp, 'timestamp'),
    sentAt: clockIn(raw.sent_at) ?? sentAt,
    user: userIn(raw, properties),
    groups:
      group === null ? Object.fromEntries(groups) : { [idOf(properties.$group_type) ?? '']: group },
    traits: isOfGroup ? {} : traitsIn(raw, properties),
    says: statementOf(raw, properties, group),
  }
}

/** A page that nobody has signed in on has an id too, which says of itself that it is nobody's. */
function userIn(raw: Foreign, properties: Foreign): string | null {
  const isNobody =
    properties.$is_identified === false || properties.$process_person_profile === false
  // What stands for a group where no person is named: `$company_acme`.
  const id = idOf(raw.distinct_id ?? properties.distinct_id)
  return isNobody || id?.startsWith('$') ? null : id
}

function traitsIn(raw: Foreign, properties: Foreign): Foreign {
  return changesIn({
    $set_once: { ...recordOf(raw.$set_once), ...recordOf(properties.$set_once) },
    $set: { ...recordOf(raw.$set), ...recordOf(properties.$set) },
    $unset: properties.$unset,
  })
}

/** Of a page, what is said in PostHog's own names. */
const pageNames = { path: '$pathname', title: '$title', referrer: '$referrer' } as const

function statementOf(raw: Foreign, properties: Foreign, group: string | null): Statement {
  const name = idOf(raw.event)
  if (name === null) throw new Unreadable('event', 'An event needs its name in "event"')
  const plain = without(properties, (one) => one.startsWith('$') || one === 'distinct_id')
  switch (name) {
    case '$pageview':
    case '$screen': {
      const own = Object.entries(pageNames).map(([as, from]) => [as, properties[from]])
      const screen =
        properties.$screen_name === undefined ? {} : { screen: properties.$screen_name }
      return { kind: 'page', properties: { ...Object.fromEntries(own), ...screen, ...plain } }
    }
    case '$identify':
    case '$set':
      return { kind: 'user' }
    case '$groupidentify':
      if (group === null)
        throw new Unreadable('properties.$group_key', 'A group needs its $group_key')
      return { kind: 'group', facts: recordOf(properties.$group_set) }
    case '$create_alias':
    case '$merge_dangerously':
      return { kind: 'nothing', why: 'Brim does not join ids: identify with the one that stays' }
    default:
      return name.startsWith('$')
        ? { kind: 'nothing', why: 'PostHog’s own: nothing that somebody did with your product' }
        : { kind: 'event', name, properties: plain }
  }
}
