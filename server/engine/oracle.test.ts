/** The incremental engine against one that recounts every raw event, over random histories. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import { type CountedMeasure, counterOf, type Happening } from './counter.ts'
import { bucketAt, firstBucket } from './window.ts'

const start = Date.parse('2026-01-01T00:00:00Z')

const happening = fc.record({
  name: fc.constantFrom('a', 'b'),
  user: fc.option(fc.constantFrom('u1', 'u2', 'u3')),
  properties: fc.record({
    feature: fc.constantFrom('x', 'y', 'z'),
    size: fc.oneof(fc.integer({ min: -5, max: 50 }), fc.constant('large'), fc.constant(null)),
  }),
  occurredAt: fc.integer({ min: 0, max: 100 * dayMs }).map((ms) => start + ms),
  department: fc.option(fc.constantFrom('sales', 'design'), { nil: null }),
}) satisfies fc.Arbitrary<Happening>

const spec = fc.record({
  event: fc.constantFrom('a', 'b'),
  within: fc.constantFrom('5m', '3h', '24h', '36h', '7d', '60d', '75d'),
  where: fc.option(
    fc.constantFrom<NonNullable<Extract<CountedMeasure, { count: unknown }>['count']['where']>>(
      { feature: { eq: 'x' } },
      { feature: { in: ['x', 'y'] }, size: { gte: 3 } },
      { missing: { exists: false } },
      { missing: { neq: 1 } },
    ),
    { nil: undefined },
  ),
})
const measure: fc.Arbitrary<CountedMeasure> = fc.oneof(
  spec.map((count) => ({ count })),
  spec.map((one) => ({ sum: { ...one, property: 'size' } })),
  fc
    .tuple(spec, fc.constantFrom('user', 'department', 'feature', 'property.size'))
    .map(([one, of]) => ({ distinct: { ...one, of } })),
)

/** Reads the definition, not the engine: every event, its own bucket, whole buckets only. */
function recount(measure: CountedMeasure, history: Happening[], now: number): number {
  const one = 'count' in measure ? measure.count : 'sum' in measure ? measure.sum : measure.distinct
  const hours =
    Number.parseInt(one.within, 10) * { m: 1 / 60, h: 1, d: 24 }[one.within.at(-1) as 'm']
  const unitMs = hours <= 24 ? 60_000 : hours <= 60 * 24 ? hourMs : dayMs
  const buckets = Math.ceil((hours * hourMs) / unitMs)
  const from = Math.floor(now / unitMs) * unitMs - (buckets - 1) * unitMs
  const seen = history.filter(
    (event) =>
      event.name === one.event &&
      event.occurredAt >= from &&
      event.occurredAt < (Math.floor(now / unitMs) + 1) * unitMs &&
      passes(one.where, event.properties),
  )
  if ('count' in measure) return seen.length
  if ('sum' in measure) {
    return seen.reduce((sum, event) => {
      const { size } = event.properties
      return sum + (typeof size === 'number' ? size : 0)
    }, 0)
  }
  const of = measure.distinct.of
  const values = seen.map((event) => {
    if (of === 'user') return event.user
    if (of === 'department') return event.department ?? undefined
    return event.properties[of.replace('property.', '')]
  })
  return new Set(values.filter((one) => one !== null && one !== undefined).map(String)).size
}

function passes(where: object | undefined, properties: Happening['properties']): boolean {
  const text = JSON.stringify(where ?? {})
  const { feature, size } = properties
  if (text === '{}') return true
  if (text.includes('"exists":false')) return true
  if (text.includes('"neq"')) return false
  if (text.includes('"in"')) {
    return (feature === 'x' || feature === 'y') && typeof size === 'number' && size >= 3
  }
  return feature === 'x'
}

test('buckets answer what a recount of the raw events answers', () => {
  fc.assert(
    fc.property(
      measure,
      fc.array(happening, { maxLength: 60 }),
      fc.integer({ min: 0, max: 100 * dayMs }),
      (measured, history, after) => {
        const now = start + after
        const { counter, window } = counterOf(measured, 'account')
        const totals = new Map<number, number>()
        const members = new Map<number, Set<string>>()
        for (const event of history) {
          const taken = event.name === counter.event ? counter.take(event) : undefined
          const bucket = bucketAt(event.occurredAt, counter.unitMs)
          if (typeof taken === 'number') totals.set(bucket, (totals.get(bucket) ?? 0) + taken)
          if (typeof taken === 'string') {
            members.set(bucket, (members.get(bucket) ?? new Set()).add(taken))
          }
        }
        const inside = (bucket: number) =>
          bucket >= firstBucket(window, now) && bucket <= bucketAt(now, window.unitMs)
        const sum = [...totals].reduce((all, [at, value]) => all + (inside(at) ? value : 0), 0)
        const different = new Set(
          [...members].flatMap(([at, values]) => (inside(at) ? [...values] : [])),
        ).size
        const answer = counter.keeps === 'total' ? sum : different
        expect(answer).toBe(recount(measured, history, now))
      },
    ),
    { numRuns: 10_000 },
  )
})

test('equal counting has an equal key, whatever the order in which it is written', () => {
  const one = {
    count: { event: 'a', where: { x: { eq: 1 }, y: { eq: 2 } }, within: '7d' },
  } as const
  const two = {
    count: { event: 'a', where: { y: { eq: 2 }, x: { eq: 1 } }, within: '30d' },
  } as const
  expect(counterOf(one, 'account').counter.key).toBe(counterOf(two, 'account').counter.key)
  expect(counterOf(one, 'user').counter.key).not.toBe(counterOf(two, 'account').counter.key)
})
