import { expect, test } from 'vitest'
import { createBackoff } from './backoff.ts'

const setUp = (random = 1) => {
  const clock = { ms: 0 }
  return {
    clock,
    backoff: createBackoff(
      () => clock.ms,
      () => random,
    ),
  }
}

test('waits twice as long after each failure, to a limit', () => {
  const { backoff } = setUp()
  const waits = Array.from({ length: 10 }, () => {
    backoff.fail(0)
    return backoff.waitMs()
  })
  expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000])
  expect(waits.at(-1)).toBe(300_000)
})

test('spreads the waits of many pages over half their length', () => {
  const waits = [0, 1].map((random) => {
    const { backoff } = setUp(random)
    backoff.fail(0)
    return backoff.waitMs()
  })
  expect(waits).toEqual([1_000, 2_000])
})

test('opens the circuit on the third failure in a row, until the wait is over', () => {
  const { backoff, clock } = setUp()
  backoff.fail(0)
  backoff.fail(0)
  expect(backoff.isOpen()).toBe(false)
  backoff.fail(0)
  expect(backoff.isOpen()).toBe(true)
  clock.ms += 8_000
  expect(backoff.isOpen()).toBe(false)
})

test('opens the circuit at once for as long as the server says', () => {
  const { backoff, clock } = setUp()
  backoff.fail(45_000)
  expect([backoff.isOpen(), backoff.waitMs()]).toEqual([true, 45_000])
  clock.ms += 45_000
  expect([backoff.isOpen(), backoff.waitMs()]).toEqual([false, 0])
})

test('forgets everything with one success', () => {
  const { backoff } = setUp()
  for (let i = 0; i < 5; i++) backoff.fail(0)
  backoff.succeed()
  backoff.fail(0)
  expect([backoff.isOpen(), backoff.waitMs()]).toEqual([false, 2_000])
})
