import { expect, test } from 'vitest'
import type { Learning } from '../../../../shared/account/readiness-learning.ts'
import { dayMs } from '../../../../shared/value/duration.ts'
import { createRandom } from '../../replay/random.ts'
import { learn, type Sample } from './learn.ts'
import { sigmoid } from './logistic.ts'

const start = Date.parse('2026-01-01T00:00:00Z')
const present = { signals: 0.25, trend: 0.25, fit: 0.25, headroom: 0.25 }
const looksOf = (count: number) => Array.from({ length: count }, (_, i) => start + i * 14 * dayMs)

type World = {
  accounts?: number
  looks?: number
  /** On the log of the odds: of the parts, and what is usual. */
  truth: { signals?: number; trend?: number; headroom?: number; usual: number }
}

/** Accounts whose chance to convert is known. */
function world({ accounts = 300, looks = 6, truth }: World): Sample[] {
  const random = createRandom(7)
  return looksOf(looks).flatMap((at) =>
    Array.from({ length: accounts }, (_, i): Sample => {
      const values = { signals: random(), trend: random(), fit: 0, headroom: random() }
      const z =
        truth.usual +
        values.signals * (truth.signals ?? 0) +
        values.trend * (truth.trend ?? 0) +
        values.headroom * (truth.headroom ?? 0)
      return { account: `a${i}`, at, values, converted: random() < sigmoid(z) }
    }),
  )
}

const learned = (of: World): Learning =>
  learn({ samples: world(of), looks: looksOf(of.looks ?? 6), horizonDays: 14, present })

test('finds the weights by which accounts convert, and shows that they are better', () => {
  const found = learned({ truth: { signals: 4, headroom: 2, usual: -5 } })
  if (found.kind !== 'learned') throw new Error(found.reason)
  expect(found.weights.signals).toBeGreaterThan(found.weights.headroom)
  expect(found.weights.headroom).toBeGreaterThan(15)
  expect(found.weights.trend).toBeLessThan(15)
  expect(Object.values(found.weights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 0)
  expect(found.auc.learned).toBeGreaterThan(0.7)
  expect(found.auc.learned).toBeGreaterThan(found.auc.present ?? 1)
  const [first, , , last] = found.quarters
  expect(first?.lift).toBeGreaterThan(1.5)
  expect(last?.lift).toBeLessThan(0.6)
  const near = found.calibration.filter(
    (bin) => bin.low <= bin.foretold && bin.foretold <= bin.high,
  )
  expect(near.length).toBeGreaterThan(found.calibration.length / 2)
})

test('a part that speaks against conversion or is the same everywhere weighs nothing, and says why', () => {
  const found = learned({ truth: { signals: 4, trend: -3, usual: -3 } })
  if (found.kind !== 'learned') throw new Error(found.reason)
  expect(found.parts.map(({ part, silence }) => [part, silence])).toEqual([
    ['signals', null],
    ['trend', 'speaks_against'],
    ['fit', 'same_everywhere'],
    ['headroom', expect.toBeOneOf([null, 'speaks_against'])],
  ])
  expect(found.weights).toMatchObject({ trend: 0, fit: 0 })
})

test('is judged by looks that it was not learned from', () => {
  const samples = world({ truth: { signals: 4, usual: -4 } })
  const looks = looksOf(6)
  const found = learn({ samples, looks, horizonDays: 14, present })
  if (found.kind !== 'learned') throw new Error(found.reason)
  expect(found.splitAt).toBe(looks[4])
  // What comes after the split changes the judgement and not the weights.
  const other = learn({
    samples: samples.map((one) =>
      one.at >= found.splitAt ? { ...one, values: { ...one.values, signals: 0.5 } } : one,
    ),
    looks,
    horizonDays: 14,
    present,
  })
  if (other.kind !== 'learned') throw new Error(other.reason)
  expect(other.weights).toEqual(found.weights)
  expect(other.auc.learned).not.toBe(found.auc.learned)
})

test('the same samples in another order are learned to the same weights', () => {
  const samples = world({ truth: { signals: 3, headroom: 3, usual: -4 } })
  const all = { looks: looksOf(6), horizonDays: 14, present }
  const [one, other] = [
    learn({ samples, ...all }),
    learn({ samples: samples.toReversed(), ...all }),
  ]
  expect(other).toMatchObject({ kind: 'learned', weights: (one as { weights: object }).weights })
})

test.each<[string, World, Learning]>([
  [
    'history is short',
    { looks: 2, truth: { signals: 4, usual: -4 } },
    { kind: 'refused', reason: 'short_history', has: 2, needs: 3 },
  ],
  [
    'few converted',
    { accounts: 20, looks: 4, truth: { usual: -3 } },
    { kind: 'refused', reason: 'few_conversions', has: expect.any(Number), needs: 30 },
  ],
  [
    'no part tells',
    { truth: { signals: -4, trend: -4, headroom: -4, usual: 3 } },
    { kind: 'refused', reason: 'nothing_tells', has: 0, needs: 1 },
  ],
])('refuses where %s', (_, of, expected) => {
  expect(learned(of)).toEqual(expected)
})

test('refuses where too few converted to judge by', () => {
  const [last] = looksOf(4).slice(-1)
  const samples = world({ looks: 4, truth: { usual: 0 } }).map((one) =>
    one.at === last ? { ...one, converted: one.account === 'a1' } : one,
  )
  expect(learn({ samples, looks: looksOf(4), horizonDays: 14, present })).toEqual({
    kind: 'refused',
    reason: 'few_to_judge_by',
    has: 1,
    needs: 10,
  })
})
