import { expect, onTestFinished, test, vi } from 'vitest'
import type { OpenResponse } from '../../shared/protocol/api.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Happened } from './news.ts'
import { concerns, createVisitors, mostStreams } from './visitors.ts'

const visitor = { account: 'acme', user: 'mara', page: null, locale: null, device: null }
const event = (account: string, user: string | null): LiveMessage => ({
  type: 'event',
  event: {
    seq: 1,
    name: 'x',
    account,
    user,
    properties: {},
    occurredAt: 0,
    receivedAt: 0,
    source: 'api',
  },
})

test.each([
  ['somebody of their account', event('acme', 'ben'), true],
  ['their account', event('acme', null), true],
  ['them, in another account', event('other', 'mara'), true],
  ['others', event('other', 'ben'), false],
])('an event of %s', (_, message, expected) => {
  expect(concerns(visitor, message)).toBe(expected)
})

/** Visitors whose questions are counted and answered with the placements set here. */
function watched() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const answers = { placements: ['event:a'] as string[], fails: 0, asked: 0 }
  let tellAll: (happened: Happened) => void = () => {}
  const visitors = createVisitors({
    news: {
      watch: async (_, listener) => {
        tellAll = listener
        return () => {}
      },
      close: () => {},
    },
    ask: async (): Promise<OpenResponse> => {
      answers.asked++
      if (answers.fails-- > 0) throw new Error('away')
      return { v: 1, now: answers.asked, armed: [], placements: answers.placements }
    },
    onError: () => {},
  })
  const told: OpenResponse[] = []
  const join = () =>
    visitors.join({ workspace: 'w1', visitor, tell: (one) => told.push(one), end: () => {} })
  return { visitors, answers, told, join, happens: (one: Happened) => tellAll(one) }
}

test('many events at once are one question, and an answer that is the same is not told again', async () => {
  const { answers, told, join, happens } = watched()
  await join()
  await vi.advanceTimersByTimeAsync(0)
  expect([answers.asked, told.length]).toEqual([1, 1])
  for (let i = 0; i < 50; i++) happens({ messages: [event('acme', 'ben')], isRedefined: false })
  await vi.advanceTimersByTimeAsync(200)
  expect([answers.asked, told.length]).toEqual([2, 1])
  answers.placements = ['event:b']
  happens({ messages: [], isRedefined: true })
  await vi.advanceTimersByTimeAsync(200)
  expect([answers.asked, told.at(-1)?.placements]).toEqual([3, ['event:b']])
})

test('a question that finds the database away is asked again, and none after the page has left', async () => {
  const { answers, told, join, happens } = watched()
  answers.fails = 1
  const leave = await join()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([answers.asked, told.length]).toEqual([2, 1])
  happens({ messages: [event('acme', null)], isRedefined: false })
  leave()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(answers.asked).toBe(2)
})

test('one user has so many streams and no more, and one that ends makes room', () => {
  const { visitors } = watched()
  const open = () => visitors.enter('w1', 'mara')
  const all = Array.from({ length: mostStreams.ofUser }, open)
  expect(all.every((leave) => leave)).toBe(true)
  expect(open()).toBeUndefined()
  expect(visitors.enter('w1', 'ben')).toBeDefined()
  all[0]?.()
  expect(open()).toBeDefined()
})
