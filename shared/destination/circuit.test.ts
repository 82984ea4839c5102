import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs } from '../value/duration.ts'
import {
  afterAnswer,
  afterFailure,
  circuitOf,
  type Held,
  mostUnderWay,
  opensAfter,
} from './circuit.ts'

const well: Held = { failures: 0, heldUntil: null }
const failing = (times: number, at = 0) => {
  let held = well
  for (let i = 0; i < times; i++) held = afterFailure(held, at + i * 2 * hourMs)
  return held
}

test.each([
  [opensAfter - 1, 'closed', 8],
  [opensAfter, 'open', 0],
] as const)('after %i failures in a row it is %s', (times, state, most) => {
  const held = failing(times)
  const now = (times - 1) * 2 * hourMs
  expect(circuitOf(held, now)).toBe(state)
  expect(mostUnderWay(held, 8, now)).toBe(most)
})

test('when its time is over, one may find out', () => {
  const held = failing(opensAfter)
  const now = held.heldUntil ?? 0
  expect(circuitOf(held, now)).toBe('half_open')
  expect(mostUnderWay(held, 8, now)).toBe(1)
})

test('it waits the longer the more has failed, and an hour at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: opensAfter, max: 200 }), (times) => {
      const [less, more] = [failing(times), failing(times + 1)]
      const waitOf = ({ heldUntil }: Held, n: number) => (heldUntil ?? 0) - (n - 1) * 2 * hourMs
      expect(waitOf(more, times + 1)).toBeGreaterThanOrEqual(waitOf(less, times))
      expect(waitOf(more, times + 1)).toBeLessThanOrEqual(hourMs)
    }),
  )
})

test('what was under way when it opened changes nothing', () => {
  const held = failing(opensAfter)
  expect(afterFailure(held, (held.heldUntil ?? 0) - 1)).toEqual(held)
})

test('one answer closes it; time that was asked for stays', () => {
  expect(afterAnswer(failing(opensAfter + 3))).toEqual(well)
  expect(afterAnswer({ failures: 1, heldUntil: 99 })).toEqual({ failures: 0, heldUntil: 99 })
})
