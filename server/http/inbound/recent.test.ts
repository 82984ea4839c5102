import { expect, test } from 'vitest'
import { createRecentPayloads, mostPayloads, mostPayloadText, payloadOf } from './recent.ts'

const payload = (name: string, at: number) =>
  payloadOf(JSON.stringify({ name }), at, { message: null, issues: [] })

test('the newest are kept, newest first, for a day', () => {
  const clock = { now: 0 }
  const recent = createRecentPayloads(() => clock.now)
  const many = Array.from({ length: mostPayloads + 5 }, (_, i) => payload(`n${i}`, 0))
  recent.note('a', many)
  recent.note('a', [payload('last', 0)])
  expect(recent.of('a')).toHaveLength(mostPayloads)
  expect(
    recent
      .of('a')
      .slice(0, 2)
      .map((one) => one.text),
  ).toEqual(['{"name":"last"}', `{"name":"n${mostPayloads + 4}"}`])
  expect(recent.of('b')).toEqual([])
  clock.now = 86_400_000
  expect(recent.of('a')).toEqual([])
})

test('what is large is cut, and sources that sent longest ago give way', () => {
  const recent = createRecentPayloads(() => 0)
  const large = payloadOf('x'.repeat(20_000), 0, { message: null, issues: [] })
  expect(large.text).toHaveLength(mostPayloadText + 1)
  for (let i = 0; i < 30; i++) recent.note(`s${i}`, Array(mostPayloads).fill(large))
  expect(recent.of('s0')).toEqual([])
  expect(recent.of('s29')).toHaveLength(mostPayloads)
})
