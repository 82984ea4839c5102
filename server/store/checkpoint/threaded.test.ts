import { expect, test } from 'vitest'
import { throttle } from './threaded.ts'

test('each database at most twice a second', () => {
  let now = 0
  const ran: string[] = []
  const committed = throttle(
    (path) => ran.push(`${path} ${now}`),
    () => now,
  )
  for (now = 0; now <= 1_000; now += 100) {
    committed('a')
    if (now >= 300) committed('b')
  }
  expect(ran).toEqual(['a 0', 'b 300', 'a 500', 'b 800', 'a 1000'])
})
