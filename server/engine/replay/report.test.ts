import { expect, test } from 'vitest'
import { replayReport } from '../../../shared/replay/replay.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { createRandom } from './random.ts'
import { type Replayed, reportOf } from './report.ts'

const start = Date.parse('2026-01-01T00:00:00Z')
const day = (n: number) => start + n * dayMs
const days = (...all: number[]) => all.map(day)
const span = { from: day(0), to: day(100), horizonMs: 10 * dayMs }
const swept = { path: 'when', operator: 'gte', threshold: 3, isHigherStricter: true } as const

/*
 * A hundred days and a horizon of ten, by hand. Three accounts are there from the start, d from day 50.
 *   a fires on days 10 and 15, converts on 18: two hits; caught, 8 days ahead.
 *   b fires on day 40 for nothing, and on 95, too early to judge.
 *   c converts on days 5 (too early to have been caught) and 60 (not caught).
 *   d fires on day 52, converts on 53: a hit; caught, 1 day ahead.
 * Precision 3/4, recall 2/3. Before conversions lie, of a's 90 days 10, of c's 5 + 10, of d's 40 the
 * 3 since it is known: 28 of 310 days. Lift 0.75 / (28 / 310).
 */
const byHand: Replayed = {
  span,
  events: 9,
  firstSeenAt: new Map([
    ['a', day(0)],
    ['b', day(0)],
    ['c', day(0)],
    ['d', day(50)],
  ]),
  conversions: new Map([
    ['a', days(18)],
    ['c', days(5, 60)],
    ['d', days(53)],
  ]),
  firings: new Map([
    ['a', days(10, 15)],
    ['b', days(40, 95)],
    ['d', days(52)],
  ]),
  expiresMs: 7 * dayMs,
  live: [
    {
      trigger: 'other',
      expiresMs: 7 * dayMs,
      signals: new Map([
        ['a', days(4, 16)],
        ['c', days(20)],
      ]),
    },
  ],
  meeting: { accounts: 0, leaves: [] },
  sweep: {
    leaf: swept,
    variants: [
      {
        value: 3,
        firings: new Map([
          ['a', days(10, 15)],
          ['b', days(40, 95)],
          ['d', days(52)],
        ]),
      },
      {
        value: 5,
        firings: new Map([
          ['a', days(15)],
          ['d', days(52)],
        ]),
      },
    ],
  },
}

test('reports what was worked out by hand', () => {
  const report = reportOf(byHand)
  expect(replayReport.parse(report)).toEqual(report)
  expect(report).toMatchObject({
    days: 100,
    events: 9,
    accounts: 4,
    conversions: 4,
    firings: {
      total: 5,
      censored: { firings: 1, converted: 0 },
      perAccount: { accounts: 3, max: 2, median: 2 },
    },
    precision: { value: 0.75, hits: 3, of: 4 },
    recall: { value: 2 / 3, hits: 2, of: 3 },
    // 1 and 8 days: a quarter of the way from one to the other, half, three quarters.
    leadDays: { lower: 2.75, median: 4.5, upper: 6.25 },
    // Of a's firings both: a signal of day 4 lasts until 11, that of 16 begins while ours of 15 lasts.
    overlap: [{ trigger: 'other', signals: 3, firings: 2, share: 0.4 }],
  })
  expect(report.baseRate.value).toBeCloseTo(28 / 310, 12)
  expect(report.lift.value).toBeCloseTo(0.75 / (28 / 310), 12)
  expect(report.firings.perDay).toHaveLength(100)
})

test('sweeps the same history: a stricter value that fires for nobody in vain is recommended', () => {
  const { sweep } = reportOf(byHand)
  expect(sweep?.points).toMatchObject([
    { value: 3, firings: 5, accounts: 3, precision: { value: 0.75 }, recall: { value: 2 / 3 } },
    { value: 5, firings: 2, accounts: 2, precision: { value: 1 }, recall: { value: 2 / 3 } },
  ])
  // 1.25 * 1 * 2/3 / (0.25 + 2/3).
  expect(sweep?.recommended).toMatchObject({ value: 5, score: expect.closeTo(10 / 11, 12) })
  expect(sweep?.recommended?.share).toBeGreaterThan(0.8)
})

test('a lower value is the stricter one where the leaf asks for less', () => {
  const tied = byHand.sweep?.variants.map(({ value }) => ({ value, firings: byHand.firings })) ?? []
  const recommended = (isHigherStricter: boolean) =>
    reportOf({ ...byHand, sweep: { leaf: { ...swept, isHigherStricter }, variants: tied } }).sweep
      ?.recommended?.value
  expect(recommended(true)).toBe(5)
  expect(recommended(false)).toBe(3)
})

test('an empty history has an empty report', () => {
  const report = reportOf({
    span: { ...span, to: span.from },
    events: 0,
    firstSeenAt: new Map(),
    conversions: new Map(),
    firings: new Map(),
    expiresMs: dayMs,
    live: [],
    meeting: { accounts: 0, leaves: [] },
    sweep: { leaf: swept, variants: [{ value: 3, firings: new Map() }] },
  })
  const unknown = { value: null, low: null, high: null }
  expect(replayReport.parse(report)).toEqual(report)
  expect(report).toMatchObject({
    days: 0,
    precision: { ...unknown, hits: 0, of: 0 },
    recall: unknown,
    baseRate: unknown,
    lift: unknown,
    leadDays: { lower: null, median: null, upper: null },
    sweep: { recommended: null },
  })
})

test('what fires at random, up to the last day, has a lift of one', () => {
  const random = createRandom(5)
  const firstSeenAt = new Map<string, number>()
  const conversions = new Map<string, number[]>()
  const firings = new Map<string, number[]>()
  for (let i = 0; i < 4_000; i++) {
    const account = `a${i}`
    const since = random() * 50
    const within = () => day(since + random() * (100 - since))
    firstSeenAt.set(account, day(since))
    if (random() < 0.5) conversions.set(account, [within()])
    // As often as its time is long, so that every moment is as likely.
    const times = Array.from({ length: 10 }, () => day(random() * 100))
    const own = times.filter((at) => at >= day(since)).sort((a, b) => a - b)
    if (own.length > 0) firings.set(account, own)
  }
  const { lift } = reportOf({
    ...byHand,
    firstSeenAt,
    conversions,
    firings,
    live: [],
    sweep: undefined,
  })
  expect(lift.low).toBeLessThan(1)
  expect(lift.high).toBeGreaterThan(1)
  expect(lift.value).toBeCloseTo(1, 1)
})
