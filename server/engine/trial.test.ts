import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trialReads } from '../../shared/definition/trigger.ts'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import { compileComparison } from './compare.ts'
import { readTrial, runningTrial, type Trial, turnsOf } from './trial.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const trial = (offer: string, from: number, to: number): Trial => ({
  offer,
  plan: 'team',
  startedAt: now + from * dayMs,
  endsAt: now + to * dayMs,
})

test.each<[name: string, trials: Trial[], offer: string | undefined, found: string | undefined]>([
  ['none', [], undefined, undefined],
  ['the one that ends last', [trial('a', -1, 3), trial('b', -5, 9)], undefined, 'b'],
  ['the one of the offer', [trial('a', -1, 3), trial('b', -5, 9)], 'a', 'a'],
  ['not one that is over', [trial('a', -9, -1), trial('b', -9, 0)], undefined, undefined],
  ['not one of another offer', [trial('a', -1, 3)], 'b', undefined],
  ['one in its first moment', [trial('a', 0, 3)], undefined, 'a'],
])('runs: %s', (_, trials, offer, found) => {
  expect(runningTrial(trials, offer, now)?.offer).toBe(found)
})

test.each([
  ['daysLeft', -1, 3, 3],
  ['daysLeft', -1, 2.01, 3],
  ['daysLeft', -1, 0.001, 1],
  ['daysSinceStart', -0.99, 9, 0],
  ['daysSinceStart', -1, 9, 1],
] as const)('%s from %d to %d days is %d', (read, from, to, days) => {
  expect(readTrial(trial('a', from, to), read, now)).toBe(days)
})

const comparison = fc
  .tuple(
    fc.constantFrom('eq' as const, 'neq', 'gt', 'gte', 'lt', 'lte'),
    fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(0.5, 2.5, 9.25)),
  )
  .map(([operator, days]) => ({
    days,
    compare: compileComparison({ operator, threshold: days }, (value: number | undefined) => value),
  }))

test('no comparison changes between two turns', () => {
  fc.assert(
    fc.property(fc.constantFrom(...trialReads), comparison, (read, { days, compare }) => {
      const one = trial('a', 0, 10.3)
      const truthAt = (at: number) => compare(readTrial(one, read, at))
      const turns = turnsOf(one, read, days)
      for (let at = one.startedAt; at + hourMs < one.endsAt; at += hourMs) {
        if (truthAt(at) === truthAt(at + hourMs)) continue
        expect(turns.some((turn) => turn > at && turn <= at + hourMs)).toBe(true)
      }
      for (const turn of turns.filter((at) => at > one.startedAt && at < one.endsAt)) {
        expect(readTrial(one, read, turn)).not.toBe(readTrial(one, read, turn - 1))
      }
    }),
  )
})
