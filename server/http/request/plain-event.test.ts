import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemEvents } from '../../../shared/event/event.ts'
import { itemSchemas, limits } from '../../../shared/protocol/api.ts'
import { isPlainEvent, isPlainWidgetEvent } from './plain-event.ts'
import { hasReservedName } from './reserved.ts'

const text = fc.oneof(
  fc.constantFrom('acme', 'u_1', 'a@b.example', '', ' ', 'x'.repeat(128), 'x'.repeat(129), 'a\nb'),
  fc.string({ maxLength: 140 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const eventName = fc.oneof(
  fc.constantFrom('card_moved', 'paywall_hit', 'feature_used', 'page_viewed', 'support_inquiry'),
  fc.constantFrom(...systemEvents, 'constructor', '__proto__', ' x', 'x ', 'x'.repeat(101)),
  text,
)
const propertyName = fc.oneof(
  fc.constantFrom('feature', 'constructor', 'prototype', '__proto__', 'a.b', 'x'.repeat(65)),
  text,
)
const value = fc.oneof(
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  text,
  fc.integer({ min: 0, max: 40_000 }).map((length) => '\u0001'.repeat(length)),
  fc.array(fc.integer()),
  fc.object({ maxDepth: 1 }),
)
const properties = fc
  .array(fc.tuple(propertyName, value), { maxLength: 110 })
  .map((entries) => Object.fromEntries(entries))
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-02-30T00:00:00Z',
    '2026-02-28T24:00:00Z',
    '2026-03-01T10:00:00+01:00',
    'now',
  ),
)
const plain = fc.record(
  {
    name: fc.constantFrom('card_moved', 'page_viewed', 'feature_used', 'paywall_hit'),
    account: fc.constantFrom('acme', 'a@b.example'),
    user: fc.constantFrom('u_1', 'x'.repeat(128)),
    messageId: fc.uuid(),
    occurredAt: fc.constantFrom('2026-03-04T12:00:00Z', '2026-03-04T12:00:00.123Z'),
    properties: fc.record({ feature: fc.constantFrom('export', 'a-b'), n: fc.double() }),
  },
  { requiredKeys: ['name', 'account', 'messageId', 'properties'] },
)
/** Something unusual in one place or two. */
const twist = fc.oneof(
  fc.record({ name: eventName }),
  fc.record({ account: text }),
  fc.record({ user: text }),
  fc.record({ messageId: fc.oneof(text, value) }),
  fc.record({ occurredAt: fc.oneof(time, value) }),
  fc.record({ properties: fc.oneof(properties, value) }),
  fc.record({ more: value }),
  fc.constant({}),
)
const item = fc
  .tuple(fc.constantFrom('event', 'meter', undefined), plain, twist, twist)
  // As it comes: out of JSON.
  .map(([type, ...all]) => JSON.parse(JSON.stringify(Object.assign({ type }, ...all))) as unknown)

const fits = (one: unknown) =>
  !hasReservedName(one) && Buffer.byteLength(JSON.stringify(one)) <= limits.eventBytes

const ofWidget = item.map((one) => {
  const { account: _, user: __, ...rest } = one as Record<string, unknown>
  return rest
})

test.each([
  ['event', isPlainEvent, itemSchemas.event, item],
  ['item of the widget', isPlainWidgetEvent, itemSchemas.widgetItem, ofWidget],
] as const)('takes no %s that the schema would refuse, and changes nothing', (...all) => {
  const [, isPlain, schema, items] = all
  let seen = 0
  fc.assert(
    fc.property(items, (one: unknown) => {
      if (!isPlain(one)) return
      seen++
      expect(fits(one)).toBe(true)
      expect(schema.parse(one)).toEqual(one)
    }),
    { numRuns: 5_000 },
  )
  expect(seen).toBeGreaterThan(50)
})

const event = { name: 'card_moved', account: 'acme', user: 'u_1' }

test.each([
  ['an event', event, true],
  ['with properties', { ...event, properties: { board: 'b', n: 1.5, ok: true, no: null } }, true],
  [
    'with its own id and time',
    { ...event, messageId: 'm-1', occurredAt: '2026-03-04T12:00:00.5Z' },
    true,
  ],
  [
    'a use of a feature',
    { ...event, name: 'feature_used', properties: { feature: 'export' } },
    true,
  ],
  ['a use of none', { ...event, name: 'feature_used' }, false],
  ['a name of Brim itself', { ...event, name: 'signal_fired' }, false],
  ['of nobody', { name: 'card_moved' }, false],
  ['a list', { ...event, properties: { tags: ['a'] } }, false],
  [
    'the 29th, which February may not have',
    { ...event, occurredAt: '2026-02-29T00:00:00Z' },
    false,
  ],
  ['what is no field', { ...event, at: 1 }, false],
  ['none at all', 'card_moved', false],
])('sees at once: %s', (_, one, isPlain) => {
  expect(isPlainEvent(one)).toBe(isPlain)
})
