import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readinessParts } from '../../../shared/account/readiness.ts'
import type { Traits } from '../../../shared/event/event.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import type { AccountFacts } from './facts.ts'
import { partValues, readinessOf, scoreOf } from './score.ts'
import { facts, modelOf, nobody, now } from './test-facts.ts'
import { worthOf } from './value.ts'

const model = modelOf()
const score = (of: AccountFacts, at = now) => scoreOf({ facts: of, model, now: at })
const valuesOf = (of: AccountFacts, at = now) => partValues({ facts: of, model, now: at })

test('a score lies between 0 and 100, its parts between 0 and 1, and the points add up to it', () => {
  fc.assert(
    fc.property(facts, (one) => {
      const { score, parts, value } = readinessOf({ facts: one, model, now })
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100 + 1e-9)
      for (const part of parts) {
        expect(part.value).toBeGreaterThanOrEqual(0)
        expect(part.value).toBeLessThanOrEqual(1)
        expect(part.points).toBeLessThanOrEqual(part.most + 1e-9)
        // What would raise it is never more than what is left of the part.
        expect(part.raise?.gain ?? 0).toBeLessThanOrEqual(part.most - part.points + 1e-9)
      }
      expect(value.factor).toBeGreaterThan(0)
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(score, 9)
    }),
  )
})

test('the order in which rows are read changes nothing', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (one, turn) => {
      const turned = <T>(all: readonly T[]) => {
        const at = turn % Math.max(1, all.length)
        return [...all.slice(at), ...all.slice(0, at)].reverse()
      }
      const other = { ...one, signals: turned(one.signals), meters: turned(one.meters) }
      expect(score(other)).toBeCloseTo(score(one), 10)
      expect(readinessOf({ facts: other, model, now }).sentence).toBe(
        readinessOf({ facts: one, model, now }).sentence,
      )
    }),
  )
})

test('one more signal never lowers a score, and without another it fades', () => {
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom('walls', 'seats', 'mute'),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (one, trigger, agoDays, laterDays) => {
        const signal = { trigger, firedAt: now - agoDays * dayMs }
        const more = { ...one, signals: [...one.signals, signal] }
        expect(valuesOf(more).signals).toBeGreaterThanOrEqual(valuesOf(one).signals - 1e-12)
        const later = valuesOf(one, now + laterDays * dayMs).signals
        expect(later).toBeLessThanOrEqual(valuesOf(one).signals + 1e-12)
      },
    ),
  )
})

test('a signal counts half after its half-life', () => {
  const of = (daysAgo: number) =>
    valuesOf({ ...nobody, signals: [{ trigger: 'walls', firedAt: now - daysAgo * dayMs }] }).signals
  // A weight of 10 fills half; of 5, 1 - 2^-0.5.
  expect(of(0)).toBeCloseTo(0.5, 10)
  expect(of(14)).toBeCloseTo(1 - 2 ** -0.5, 10)
  expect(of(28)).toBeCloseTo(1 - 2 ** -0.25, 10)
})

test('many people who show one trigger count less than two who show two', () => {
  const fired = (triggers: string[]) =>
    valuesOf({ ...nobody, signals: triggers.map((trigger) => ({ trigger, firedAt: now })) }).signals
  const many = fired(Array.from({ length: 50 }, () => 'walls'))
  expect(many).toBeGreaterThan(fired(['walls', 'walls']))
  expect(many).toBeLessThan(fired(['walls', 'seats']))
})

test('more use raises the trend, more before lowers it, and small counts say little', () => {
  fc.assert(
    fc.property(facts, fc.nat({ max: 50 }), (one, more) => {
      const { recent, before } = one.use
      const of = (use: AccountFacts['use']) => valuesOf({ ...one, use }).trend
      expect(of({ recent: recent + more, before })).toBeGreaterThanOrEqual(of(one.use))
      expect(of({ recent, before: before + more })).toBeLessThanOrEqual(of(one.use))
    }),
  )
  const of = (recent: number, before: number) =>
    valuesOf({ ...nobody, use: { recent, before } }).trend
  expect(of(2, 1)).toBeLessThan(0.1)
  expect(of(200, 100)).toBeGreaterThan(0.3)
  expect(of(10, 20)).toBe(0)
})

test('use of a limit, and a nearer end of it, never lower the headroom’s part', () => {
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 40 }), (one, more) => {
      const meters = one.meters.map((meter) => ({
        ...meter,
        reading: { ...meter.reading, used: meter.reading.used + more },
      }))
      expect(valuesOf({ ...one, meters }).headroom).toBeGreaterThanOrEqual(
        valuesOf(one).headroom - 1e-12,
      )
    }),
  )
})

test.each<[Traits, number, string]>([
  [{}, 4 / 12, 'of a country that is not known'],
  [{ employees: 49 }, 4 / 12, 'too small'],
  [{ employees: 50 }, 9 / 12, 'large enough'],
  [{ employees: 50, industry: 'media' }, 1, 'all that speaks for it'],
  [{ country: 'XX' }, 0, 'what speaks against it'],
  [{ employees: '50' }, 4 / 12, 'text where a number is asked for'],
])('the fit of %j is %f: %s', (traits, expected, _) => {
  expect(valuesOf({ ...nobody, traits }).fit).toBeCloseTo(expected, 10)
})

test('without rules fit weighs nothing, and the other parts share its weight', () => {
  const bare = modelOf({ fit: [] })
  expect(bare.shares).toEqual({ signals: 0.5, trend: 0.1875, fit: 0, headroom: 0.3125 })
  const [part] = readinessOf({ facts: nobody, model: bare, now }).parts.filter(
    (one) => one.part === 'fit',
  )
  expect(part).toMatchObject({ most: 0, raise: null })
})

test.each([
  [{ mrr: 100_000 }, 1],
  [{ mrr: 1e9 }, 1],
  [{ mrr: 0 }, 0.8],
  [{ mrr: -5 }, 0.8],
  [{ plan: 'business' }, 1],
  [{ plan: 'free' }, 0.8],
  [{ plan: 'unheard' }, 0.9],
  [{}, 0.9],
])('an account with %j counts %f', (traits, factor) => {
  expect(worthOf({ facts: { ...nobody, traits }, model, now }).factor).toBeCloseTo(factor, 10)
})

test('says what it saw and what would raise it', () => {
  const day = (ago: number) => ({ at: now - ago * dayMs, used: 92 - 0.8 * ago })
  const acme: AccountFacts = {
    account: 'acme',
    traits: { mrr: 40_000, employees: 30, industry: 'software' },
    signals: [
      { trigger: 'walls', firedAt: now - dayMs },
      { trigger: 'walls', firedAt: now - 3 * dayMs },
    ],
    use: { recent: 24, before: 10 },
    meters: [
      {
        name: 'storage',
        reading: { used: 92, limit: 100, resetsAt: null, at: now },
        days: [8, 6, 4, 2, 1, 0].map(day),
      },
    ],
  }
  const said = readinessOf({ facts: acme, model, now })
  expect(said.sentence).toBe(
    '2 signals, of them “The walls” yesterday. Storage is 92% full, full in about 10 days',
  )
  expect(said.parts.map(({ part, sentence, raise }) => [part, sentence, raise?.sentence])).toEqual([
    ['signals', '2 signals, of them “The walls” yesterday', '“The seats” fires'],
    [
      'trend',
      'Used more than before: 24 days of use in two weeks, 10 in the two before',
      '10 more days of use by its people',
    ],
    ['fit', '1 of 3 rules holds', 'Employees at least 50'],
    ['headroom', 'Storage is 92% full, full in about 10 days', 'Storage 95% full'],
  ])
  expect(said.parts.map((one) => one.part)).toEqual([...readinessParts])
})

test('an account of which nothing is known has the fewest points that it can, and says so', () => {
  const none = readinessOf({ facts: nobody, model: modelOf({ fit: [] }), now })
  expect(none.score).toBe(0)
  expect(none.sentence).toBe('Nothing speaks for it yet')
})
