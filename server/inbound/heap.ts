/** Heap's server-side API. https://developers.heap.io/reference/server-side-apis-overview */
import {
  type Foreign,
  type Incoming,
  idOf,
  incomingOf,
  isRecord,
  type Message,
  nobody,
  recordOf,
  Unreadable,
  without,
} from './message.ts'
import { timeIn } from './time.ts'

export type HeapCall = 'track' | 'add_user_properties' | 'add_account_properties'

/** Under which name a call has many at once. */
const lists: Record<HeapCall, string> = {
  track: 'events',
  add_user_properties: 'users',
  add_account_properties: 'accounts',
}

export function readHeap(body: unknown, call: HeapCall): Incoming[] {
  if (!isRecord(body)) throw new Unreadable('', 'This is not what Heap sends')
  const all = body[lists[call]] ?? [body]
  if (!Array.isArray(all)) throw new Unreadable(lists[call], `"${lists[call]}" is no list`)
  return incomingOf(all, {
    as: call,
    strip: (one) => without(one, (name) => name === 'app_id'),
    read: readers[call],
  })
}

const readers: Record<HeapCall, (raw: Foreign) => Message> = {
  track(raw) {
    const name = idOf(raw.event)
    if (name === null) throw new Unreadable('event', 'An event needs its name in "event"')
    return {
      ...nobody,
      id: idOf(raw.idempotency_key),
      at: timeIn(raw.timestamp, 'timestamp'),
      user: idOf(raw.identity),
      groups: groupIn(raw),
      says: { kind: 'event', name, properties: recordOf(raw.properties) },
    }
  },
  add_user_properties: (raw) => ({
    ...nobody,
    user: idOf(raw.identity),
    groups: groupIn(raw),
    traits: recordOf(raw.properties),
    says: { kind: 'user' },
  }),
  add_account_properties(raw) {
    if (idOf(raw.account_id) === null)
      throw new Unreadable('account_id', 'An account needs its account_id')
    return {
      ...nobody,
      groups: groupIn(raw),
      says: { kind: 'group', facts: recordOf(raw.properties) },
    }
  },
}

function groupIn({ account_id }: Foreign): Record<string, string> {
  const id = idOf(account_id)
  return id === null ? {} : { '': id }
}
