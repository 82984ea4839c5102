import { expect, test } from 'vitest'
import { createRequestLog } from './request-log.ts'

const request = { requestId: 'r', method: 'GET', route: '/docs', workspace: undefined }

function testLog() {
  const said: [level: string, entry: object, message: string][] = []
  const at = (level: string) => (entry: object, message: string) =>
    void said.push([level, entry, message])
  const clock = { now: 0 }
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  return { said, clock, write: createRequestLog(log as never, () => clock.now) }
}

test.each([
  [200, 5, 'debug', 'request'],
  [404, 5, 'debug', 'request'],
  [429, 5, 'debug', 'request'],
  [200, 1_000, 'warn', 'request was slow'],
  [500, 5, 'warn', 'request failed'],
  [503, 5, 'warn', 'request failed'],
])('%i after %i ms is told at %s', (status, ms, level, message) => {
  const { said, write } = testLog()
  write({ ...request, status, ms })
  expect(said).toEqual([[level, { ...request, status, ms }, message]])
})

test('a server that fails every request says so often enough, and how often it did not', () => {
  const { said, clock, write } = testLog()
  for (let i = 0; i < 500; i++) write({ ...request, status: 503, ms: 1 })
  expect(said).toHaveLength(20)
  clock.now = 1_000
  write({ ...request, status: 503, ms: 1 })
  expect(said.slice(20)).toEqual([
    ['warn', { requests: 480 }, 'more requests failed or were slow'],
    ['warn', { ...request, status: 503, ms: 1 }, 'request failed'],
  ])
})
