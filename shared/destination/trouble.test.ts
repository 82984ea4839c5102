import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterAnswer, afterFailure, opensAfter } from './circuit.ts'
import { destinationStates } from './kind.ts'
import {
  failingAfter,
  type Health,
  type Standing,
  stateAfter,
  stopsAfterMs,
  tellsAfterMs,
  troubleOf,
} from './trouble.ts'

const failing = (forMs: number, failures = opensAfter): [Standing, number] => [
  { state: 'on', failures, failingSince: 1_000 },
  1_000 + forMs,
]

test.each([
  ['it works', [{ state: 'on', failures: 0, failingSince: null }, 9e12], null, 'on'],
  ['it fails for less than an hour', failing(tellsAfterMs - 1), null, 'on'],
  ['it fails for an hour', failing(tellsAfterMs), 'failing', 'on'],
  ['a few attempts of days failed', failing(stopsAfterMs, opensAfter - 1), null, 'on'],
  ['it fails for less than five days', failing(stopsAfterMs - 1), 'failing', 'on'],
  ['it fails for five days', failing(stopsAfterMs), 'failing', 'stopped'],
  [
    'it is paused, whatever it did before',
    [{ ...failing(0)[0], state: 'paused' }, 9e12],
    null,
    'paused',
  ],
  ['it wants no more', [{ ...failing(0)[0], state: 'gone' }, 9e12], 'gone', 'gone'],
  ['it is stopped', [{ ...failing(0)[0], state: 'stopped' }, 9e12], 'stopped', 'stopped'],
  [
    'an answer comes after it was stopped',
    [{ state: 'stopped', failures: 0, failingSince: null }, 0],
    'stopped',
    'on',
  ],
] as [string, [Standing, number], string | null, string][])('%s', (_, [one, at], told, state) => {
  expect(troubleOf(one, at)).toBe(told)
  expect(stateAfter(one, at)).toBe(state)
})

test('it is stopped only after five days in which nothing has arrived, whatever else happened', () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: stopsAfterMs / 3 }),
    health: fc.constantFrom<Health>('well', 'fault', 'fault', 'fault', 'unknown'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let at = 0
      let held = { failures: 0, heldUntil: null as number | null }
      let standing: Standing = { state: 'on', failures: 0, failingSince: null }
      const seen: { at: number; health: Health }[] = []
      for (const { afterMs, health } of steps) {
        // The courier waits for the circuit.
        at = Math.max(at, held.heldUntil ?? 0) + afterMs
        seen.push({ at, health })
        if (health === 'fault') held = afterFailure(held, at)
        if (health === 'well') held = afterAnswer(held)
        const failingSince = failingAfter(standing.failingSince, health, at)
        standing = { ...standing, failures: held.failures, failingSince }
        standing.state = stateAfter(standing, at)
        if (standing.state === 'stopped') break
      }
      // The naive way: all that was seen since the last yes.
      const since = seen.slice(seen.findLastIndex((one) => one.health === 'well') + 1)
      const faults = since.filter((one) => one.health === 'fault')
      const last = seen.at(-1)?.at ?? 0
      const isOver = faults.length >= opensAfter && last - (faults[0]?.at ?? last) >= stopsAfterMs
      expect(standing.state).toBe(isOver ? 'stopped' : 'on')
    }),
  )
})

test('every state is judged', () => {
  for (const state of destinationStates) {
    const [standing, at] = failing(stopsAfterMs)
    expect(() => troubleOf({ ...standing, state }, at)).not.toThrow()
  }
})
