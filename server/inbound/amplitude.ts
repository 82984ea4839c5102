/** Amplitude's HTTP API v2, and its batches. https://amplitude.com/docs/apis/analytics/http-v2 */

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

export function readAmplitude(body: unknown): Incoming[] {
  const events = isRecord(body) ? (body.events ?? body.event) : undefined
  const all = isRecord(events) ? [events] : events
  if (!Array.isArray(all)) {
    throw new Unreadable('events', 'There are no "events": this is not what Amplitude sends')
  }
  const sentAt = clockIn((body as Foreign).client_upload_time)
  return incomingOf(all, {
    as: 'event',
    strip: (one) => without(one, (name) => name === 'api_key'),
    read: (raw) => messageOf(raw, sentAt),
  })
}

function messageOf(raw: Foreign, sentAt: string | null): Message {
  return {
    ...nobody,
    id: idOf(raw.insert_id),
    at: timeIn(raw.time, 'time'),
    sentAt,
    user: idOf(raw.user_id),
    groups: groupsIn(raw.groups),
    traits: raw.event_type === '$groupidentify' ? {} : traitsIn(raw),
    says: statementOf(raw),
  }
}

/** Of campaigns that nobody came by its library for browsers says that they are "EMPTY", twenty of them. */
const traitsIn = ({ user_properties }: Foreign): Foreign =>
  Object.fromEntries(
    Object.entries(changesIn(recordOf(user_properties))).filter(([, value]) => value !== 'EMPTY'),
  )

/** A group may be a list: somebody may be in several of a type. */
function groupsIn(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([type, id]) => {
      const one = idOf(Array.isArray(id) ? id[0] : id)
      return one === null ? [] : [[type, one]]
    }),
  )
}

const pageName = '[Amplitude] Page Viewed'
/** What Amplitude writes of itself: of sessions, not of what somebody did. */
const own: ReadonlySet<unknown> = new Set(['session_start', 'session_end'])

function statementOf(raw: Foreign): Statement {
  const name = idOf(raw.event_type)
  if (name === null) throw new Unreadable('event_type', 'An event needs its event_type')
  if (name === '$identify') return { kind: 'user' }
  if (name === '$groupidentify') {
    return { kind: 'group', facts: changesIn(recordOf(raw.group_properties)) }
  }
  if (own.has(name)) return { kind: 'nothing', why: 'Amplitude’s own: of a session' }
  const properties = recordOf(raw.event_properties)
  if (name !== pageName) return { kind: 'event', name, properties }
  return {
    kind: 'page',
    properties: {
      path: properties['[Amplitude] Page Path'],
      title: properties['[Amplitude] Page Title'],
      ...without(properties, (one) => one.startsWith('[Amplitude] ')),
    },
  }
}
