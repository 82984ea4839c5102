import { LibsqlError } from '@libsql/client'
import { expect, test } from 'vitest'
import { createFaultLog } from './fault-log.ts'

function testLog() {
  const said: [entry: Record<string, unknown>, message: string][] = []
  const clock = { now: 0 }
  const warn = (entry: Record<string, unknown>, message: string) => void said.push([entry, message])
  const tell = createFaultLog({ warn } as never, () => clock.now)
  return { said, clock, tell }
}

const full = () => new LibsqlError('database or disk is full', 'SQLITE_FULL')
const locked = () =>
  new Error('Failed query: …', { cause: new LibsqlError('locked', 'SQLITE_BUSY') })

test('the first of each kind is told at once, and those after it together', () => {
  const { said, clock, tell } = testLog()
  for (let i = 0; i < 1000; i++) tell(full(), 'not written')
  tell(locked(), 'not written')
  expect(said).toEqual([
    [expect.objectContaining({ code: 'SQLITE_FULL', times: 1 }), 'not written'],
    [
      expect.objectContaining({
        cause: expect.objectContaining({ code: 'SQLITE_BUSY' }),
        times: 1,
      }),
      'not written',
    ],
  ])
  clock.now = 9_999
  tell(full(), 'not written')
  expect(said).toHaveLength(2)
  clock.now = 10_000
  tell(full(), 'not written')
  expect(said[2]).toEqual([
    expect.objectContaining({ code: 'SQLITE_FULL', times: 1001 }),
    'not written',
  ])
})

test('a clock that is set back silences nobody', () => {
  const { said, clock, tell } = testLog()
  clock.now = 1_000_000
  tell(full(), 'not written')
  clock.now = 0
  tell(full(), 'not written')
  expect(said).toHaveLength(2)
})

test('what has no code is told by its name and message, so many and no more', () => {
  const { said, tell } = testLog()
  for (let i = 0; i < 500; i++) tell(new Error(`fault ${i}`), 'not written')
  tell(new TypeError('another'), 'not written')
  expect(said.length).toBeLessThan(60)
})
