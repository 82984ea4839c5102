import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import {
  correctTime,
  fromEvent,
  fromReading,
  fromWidget,
  oldestFromBrowserMs,
} from './normalise.ts'

const at = Date.parse('2026-11-23T10:00:00Z')
const iso = (ms: number) => new Date(ms).toISOString()

test.each([
  ['without a time it is arrival', undefined, undefined, 0],
  ['a right clock changes nothing', at - hourMs, at, -hourMs],
  ['a slow clock is put forward', at - 3 * hourMs, at - 2 * hourMs, -hourMs],
  ['a fast clock is put back', at + hourMs, at + 2 * hourMs, -hourMs],
  ['without sentAt the clock is taken to be right', at - hourMs, undefined, -hourMs],
  ['nothing happens after arrival', at + hourMs, undefined, 0],
  ['nothing happens after arrival, corrected too', at + hourMs, at, 0],
  ['a browser has nothing older than a week', at - 30 * dayMs, at, -7 * dayMs],
])('%s', (_, occurredAt, sentAt, expected) => {
  const time = correctTime(
    occurredAt === undefined ? undefined : iso(occurredAt),
    { at, sentAt: sentAt === undefined ? undefined : iso(sentAt) },
    oldestFromBrowserMs,
  )
  expect(time - at).toBe(expected)
})

test('a backend may tell of long ago', () => {
  expect(correctTime(iso(at - 300 * dayMs), { at })).toBe(at - 300 * dayMs)
})

test('a time is never later than arrival nor older than what is allowed', () => {
  const instant = fc.integer({ min: 0, max: at * 2 })
  fc.assert(
    fc.property(instant, instant, (occurredAt, sentAt) => {
      const time = correctTime(iso(occurredAt), { at, sentAt: iso(sentAt) }, oldestFromBrowserMs)
      expect(time).toBeLessThanOrEqual(at)
      expect(time).toBeGreaterThanOrEqual(at - oldestFromBrowserMs)
    }),
  )
})

const who = { account: 'acme', user: 'mara' }
const arrival = { at, sentAt: iso(at) }
const common = {
  messageId: 'widget:m1',
  ...who,
  receivedAt: at,
  occurredAt: at - hourMs,
  source: 'widget',
}

test.each([
  [
    { type: 'event', messageId: 'm1', name: 'clicked', occurredAt: iso(at - hourMs) } as const,
    { ...common, kind: 'event', name: 'clicked', properties: {} },
  ],
  [
    {
      type: 'meter',
      messageId: 'm1',
      meter: 'seats',
      used: 9,
      limit: null,
      resetsAt: iso(at + dayMs),
      occurredAt: iso(at - hourMs),
    } as const,
    { ...common, kind: 'meter', meter: 'seats', used: 9, limit: null, resetsAt: at + dayMs },
  ],
  [
    {
      type: 'outcome',
      messageId: 'm1',
      decisionId: 'dec_1',
      outcome: 'shown',
      occurredAt: iso(at - hourMs),
    } as const,
    { ...common, kind: 'outcome', decisionId: 'dec_1', outcome: 'shown', action: null },
  ],
])('translates what the widget sends: $type', (item, expected) => {
  expect(fromWidget(item, who, arrival)).toEqual(expected)
})

test('an event of a user alone is of an account of one, and gets an id', () => {
  const backend = { arrival: { at }, newId: (prefix: string) => `${prefix}_1` }
  expect(fromEvent({ name: 'exported', user: 'mara' }, backend)).toEqual({
    kind: 'event',
    messageId: 'message_1',
    isUnrepeated: true,
    account: 'user:mara',
    isAccountAssumed: true,
    user: 'mara',
    name: 'exported',
    properties: {},
    occurredAt: at,
    receivedAt: at,
    source: 'api',
  })
})

test('a reading needs no user', () => {
  const backend = { arrival: { at }, newId: (prefix: string) => `${prefix}_1` }
  const reading = { messageId: 'm1', account: 'acme', meter: 'seats', used: 1, limit: 5 }
  expect(fromReading(reading, backend)).toEqual({
    kind: 'meter',
    ...reading,
    user: null,
    resetsAt: null,
    occurredAt: at,
    receivedAt: at,
    source: 'api',
  })
})
