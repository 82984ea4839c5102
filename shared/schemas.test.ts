/** Bad input is refused with the path of its fault. */
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { issuesOf } from './error.ts'
import { event, meterReading, widgetItem } from './event.ts'
import { nudge } from './nudge.ts'
import { offer, plan } from './plan.ts'
import { trigger } from './trigger.ts'

const count = { count: { event: 'x', within: '7d' } }
const when = (one: unknown) => ({
  key: 'k',
  name: 'N',
  family: 'paywall',
  subject: 'account',
  when: one,
})
const copy = { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] }
const aNudge = {
  key: 'n',
  name: 'N',
  format: 'modal',
  placement: 'paywall:x',
  offer: 'o',
  copy: { en: copy },
}
const deep = (levels: number): unknown =>
  levels === 0 ? { measure: count, gte: 1 } : { not: deep(levels - 1) }

test.each<[name: string, schema: z.ZodType, value: unknown, path: string, message: RegExp]>([
  [
    'an unknown operator',
    trigger,
    when({ measure: count, gtt: 3 }),
    'when.gtt',
    /Unknown key "gtt"/,
  ],
  ['no operator', trigger, when({ measure: count }), 'when', /exactly one/],
  ['two operators', trigger, when({ measure: count, gte: 3, lt: 9 }), 'when', /exactly one/],
  [
    'an unknown measure',
    trigger,
    when({ measure: { cuont: {} }, gte: 3 }),
    'when.measure',
    /one of "count"/,
  ],
  [
    'an unknown reading of a trial',
    trigger,
    when({ measure: { trial: { read: 'weeks' } }, gte: 3 }),
    'when.measure.trial.read',
    /"daysLeft"\|"daysSinceStart"/,
  ],
  [
    'an unknown group',
    trigger,
    when({ every: [] }),
    'when',
    /Unknown key "every".*"all", "any", "not"/,
  ],
  [
    'a fault deep inside',
    trigger,
    when({
      all: [
        {
          not: {
            any: [{ measure: { distinct: { of: 'usr', event: 'x', within: '7d' } }, gte: 2 }],
          },
        },
      ],
    }),
    'when.all.0.not.any.0.measure.distinct.of',
    /Expected user/,
  ],
  [
    'a window that is too long',
    trigger,
    when({ measure: { count: { event: 'x', within: '401d' } }, gte: 1 }),
    'when.measure.count.within',
    /400d/,
  ],
  ['too deep a tree', trigger, when(deep(6)), 'when', /6 levels/],
  [
    'too many leaves',
    trigger,
    when({ any: Array.from({ length: 33 }, () => deep(0)) }),
    'when',
    /32 leaves/,
  ],
  ['an unknown key', trigger, { ...when(deep(0)), cooldwon: '7d' }, 'cooldwon', /Unknown key/],
  [
    'copy missing in the default locale',
    nudge,
    { ...aNudge, defaultLocale: 'de' },
    'copy.de',
    /default locale "de" is missing/,
  ],
  [
    'a variable that does not exist',
    nudge,
    { ...aNudge, copy: { en: { ...copy, title: '{{nope}}' } } },
    'copy.en.title',
    /no variable "nope"/,
  ],
  [
    'a script for an address',
    nudge,
    {
      ...aNudge,
      copy: { en: { ...copy, actions: [{ kind: 'link', label: 'x', url: 'javascript:x' }] } },
    },
    'copy.en.actions.0.url',
    /not allowed/,
  ],
  [
    'a placement of no kind',
    nudge,
    { ...aNudge, placement: 'wall:x' },
    'placement',
    /paywall:<feature>/,
  ],
  [
    'a schedule that ends first',
    nudge,
    { ...aNudge, schedule: { startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' } },
    'schedule.endsAt',
    /before it starts/,
  ],
  [
    'a fraction of a cent',
    plan,
    { key: 'p', name: 'P', tier: 1, prices: [{ amount: 1.5, currency: 'EUR', interval: 'month' }] },
    'prices.0.amount',
    /int/,
  ],
  ['an offer of an unknown kind', offer, { key: 'o', name: 'O', kind: 'gift' }, 'kind', /.+/],
  [
    'an event without its property',
    event,
    { name: 'paywall_hit', user: 'u' },
    'properties',
    /needs the property "feature"/,
  ],
  ['an event of nobody', event, { name: 'x' }, 'account', /an account or a user/],
  [
    'an event that only Brim writes',
    event,
    { name: 'nudge_shown', user: 'u' },
    'name',
    /written by Brim/,
  ],
  [
    'a property that nests',
    event,
    { name: 'x', user: 'u', properties: { a: { b: 1 } } },
    'properties.a',
    /.+/,
  ],
  [
    'usage that is no number',
    meterReading,
    { account: 'a', meter: 'seats', used: 'many', limit: 5 },
    'used',
    /number/,
  ],
  [
    'an outcome of an unknown kind',
    widgetItem,
    { type: 'outcome', messageId: 'm', decisionId: 'd', outcome: 'ignored' },
    'outcome',
    /.+/,
  ],
])('%s', (_, schema, value, path, message) => {
  const parsed = schema.safeParse(value)
  const issues = parsed.success ? [] : issuesOf(parsed.error)
  expect(issues).toContainEqual({ path, message: expect.stringMatching(message) })
})

test('a property name cannot reach a prototype', () => {
  const hostile = JSON.parse(
    '{"name":"x","user":"u","properties":{"__proto__":{"a":1},"constructor":1}}',
  )
  const parsed = event.safeParse(hostile)
  expect(parsed.success).toBe(false)
  expect(({} as Record<string, unknown>).a).toBeUndefined()
})

test('what an author leaves out has the defaults of the field', () => {
  expect(nudge.parse(aNudge)).toMatchObject({
    caps: {},
    tags: [],
    priority: 0,
    defaultLocale: 'en',
  })
})
