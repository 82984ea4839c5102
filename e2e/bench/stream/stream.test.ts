import { expect, test } from 'vitest'
import { compileTrigger } from '../../../server/engine/trigger.ts'
import { eventsOf } from './events.ts'
import { heard, triggersOf } from './triggers.ts'

test.each([1, 10, 100])('of %i triggers no more than five listen to what comes', (count) => {
  const compiled = triggersOf(count, 5).map((one) => compileTrigger(one))
  expect(compiled).toHaveLength(count)
  expect(compiled.filter((one) => one.listens.has(heard))).toHaveLength(Math.min(count, 5))
})

test('a stream goes on where it stopped, and no message comes twice', () => {
  const next = eventsOf({ name: heard, from: 1_000, everyMs: 0.5, accounts: 2, users: 2 })
  const events = [...next(3), ...next(5)]
  expect(new Set(events.map((one) => one.messageId)).size).toBe(8)
  expect(events.map((one) => one.receivedAt - 1_000)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(new Set(events.map((one) => one.user)).size).toBe(4)
})

test('what follows a history of so many events repeats none of its messages', () => {
  const stream = { name: heard, from: 0, everyMs: 1, accounts: 1, users: 3 }
  const history = eventsOf(stream)(10)
  const [after] = eventsOf({ ...stream, from: 50, first: 10 })(1)
  expect(after?.receivedAt).toBe(50)
  expect(history.map((one) => one.messageId)).not.toContain(after?.messageId)
})
