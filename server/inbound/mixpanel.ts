/** Mixpanel's ingestion API: events, and what is said of users and groups. https://developer.mixpanel.com/reference/ingestion-api */
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
import { timeIn } from './time.ts'

export type MixpanelCall = 'track' | 'engage' | 'groups'

export function readMixpanel(body: unknown, call: MixpanelCall): Incoming[] {
  const all = Array.isArray(body) ? body : [body]
  return incomingOf(all, { as: call, strip: withoutKeys, read: readers[call] })
}

function withoutKeys(one: Foreign): Foreign {
  const rest = without(one, (name) => name === '$token')
  if (!isRecord(one.properties)) return rest
  return { ...rest, properties: without(one.properties, (name) => name === 'token') }
}

const readers: Record<MixpanelCall, (raw: Foreign) => Message> = {
  track(raw) {
    const properties = recordOf(raw.properties)
    return {
      ...nobody,
      id: idOf(properties.$insert_id),
      at: timeIn(properties.time, 'properties.time'),
      user: userIn(properties.$user_id ?? properties.distinct_id),
      says: eventIn(raw, properties),
    }
  },
  engage: (raw) => ({
    ...nobody,
    at: timeIn(raw.$time, '$time'),
    user: userIn(raw.$distinct_id),
    traits: factsIn(raw),
    says: saysOf(raw, { kind: 'user' }),
  }),
  groups(raw) {
    const group = idOf(raw.$group_id)
    if (group === null) throw new Unreadable('$group_id', 'A group needs its $group_id')
    return {
      ...nobody,
      at: timeIn(raw.$time, '$time'),
      groups: { [idOf(raw.$group_key) ?? '']: group },
      says: saysOf(raw, { kind: 'group', facts: factsIn(raw) }),
    }
  },
}

/** Before somebody is identified Mixpanel counts devices. */
function userIn(value: unknown): string | null {
  const id = idOf(value)
  return id === null || id.startsWith('$device:') ? null : id
}

/** Mixpanel's own names of a person begin with "$": `$name`, `$email`. */
function factsIn(raw: Foreign): Foreign {
  const { $set, $set_once, $unset } = raw
  const said = changesIn({ $set, $set_once, $unset })
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name.replace(/^\$/, ''), value]),
  )
}

function saysOf(raw: Foreign, statement: Statement): Statement {
  if (['$set', '$set_once', '$unset'].some((one) => Object.hasOwn(raw, one))) return statement
  return { kind: 'nothing', why: 'It counts up or appends: of traits Brim takes in what is set' }
}

const pageNames = {
  path: 'current_url_path',
  title: 'current_page_title',
  url: '$current_url',
} as const
const isOwn = (name: string) => /^(\$|mp_|distinct_id$|time$|token$)/.test(name)

function eventIn(raw: Foreign, properties: Foreign): Statement {
  const name = idOf(raw.event)
  if (name === null) throw new Unreadable('event', 'An event needs its name in "event"')
  const plain = without(properties, isOwn)
  if (name === '$mp_web_page_view') {
    const own = Object.entries(pageNames).map(([as, from]) => [as, properties[from]])
    // First: of many properties the last do not fit.
    const named = Object.fromEntries(own)
    return { kind: 'page', properties: { ...named, ...plain, ...named } }
  }
  return name.startsWith('$')
    ? { kind: 'nothing', why: 'Mixpanel’s own: nothing that somebody did with your product' }
    : { kind: 'event', name, properties: plain }
}
