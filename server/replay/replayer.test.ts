import { expect, test } from 'vitest'
import type { ReplayMessage } from '../../shared/replay/replay.ts'
import { replayRequest } from '../../shared/replay/replay.ts'
import { createReplayer, type RunReplay, type Said } from './replayer.ts'

const progress = (done: number): ReplayMessage => ({ type: 'progress', done, of: 9, events: done })
const job = {
  now: 0,
  request: replayRequest.parse({
    trigger: {
      key: 't',
      name: 'T',
      family: 'paywall',
      subject: 'account',
      when: { trait: 'account.plan', eq: 'free' },
    },
  }),
}
const never = new AbortController().signal

/** Goes on until it is told to stop. */
const endless: RunReplay = async function* (_workspace, _job, signal) {
  for (let i = 1; !signal.aborted; i++) {
    yield progress(i)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function replayer(run: RunReplay, withinMs?: number) {
  const faults: unknown[] = []
  const options = { run, onFault: (error: unknown) => void faults.push(error) }
  const made = createReplayer(withinMs === undefined ? options : { ...options, withinMs })
  const open = (workspace: string, signal = never, by?: string) =>
    made.start(workspace, job, signal, by)?.[Symbol.asyncIterator]()
  return { ...made, open, faults }
}

test('one runs in a workspace and two in all, and each that is left makes room', async () => {
  const { open } = replayer(endless)
  const first = open('w1')
  expect(open('w1')).toBeUndefined()
  const second = open('w2')
  expect(open('w3')).toBeUndefined()
  await first?.next()
  await first?.return?.()
  expect(open('w2')).toBeUndefined()
  expect(open('w1')).toBeDefined()
  expect(await second?.next()).toEqual({ done: false, value: progress(1) })
})

test('what is warmed takes nobody’s place, and its fault is no answer to anybody', async () => {
  const warmed: string[] = []
  const fault = new Error('no such folder')
  const { open, warm, faults } = replayer(async function* (workspace, asked, signal) {
    if (!('warm' in asked)) return yield* endless(workspace, asked, signal)
    warmed.push(workspace)
    if (workspace === 'w9') throw fault
  })
  for (const workspace of ['w1', 'w2', 'w9']) warm(workspace)
  expect(warmed).toEqual(['w1', 'w2', 'w9'])
  for (const workspace of ['w1', 'w2']) expect(open(workspace)).toBeDefined()
  await new Promise((resolve) => setImmediate(resolve))
  expect(faults).toEqual([fault])
})

test('the newer one of somebody takes the place of their older one, and of nobody else’s', async () => {
  const { open } = replayer(endless)
  const first = open('w1', never, 'ann')
  await first?.next()
  expect(open('w1', never, 'ben')).toBeUndefined()
  expect(open('w1')).toBeUndefined()
  const second = open('w1', never, 'ann')
  expect(await second?.next()).toEqual({ done: false, value: progress(1) })
  const message = 'Another replay of yours took its place'
  const last = { type: 'failed', error: { code: 'rate_limited', message } }
  expect((await first?.next())?.value).toEqual(last)
  expect((await first?.next())?.done).toBe(true)
  expect(await second?.next()).toEqual({ done: false, value: progress(2) })
  // What has ended for another one gives no place away twice.
  expect(open('w1', never, 'ben')).toBeUndefined()
})

test('stops with the signal, without a last word', async () => {
  const stop = new AbortController()
  const { open, faults } = replayer(endless)
  const messages = open('w1', stop.signal)
  await messages?.next()
  stop.abort()
  expect(await messages?.next()).toEqual({ done: true, value: undefined })
  expect(open('w1')).toBeDefined()
  expect(faults).toEqual([])
})

test('makes room when it is told to stop, also where nobody listens any more', async () => {
  const stop = new AbortController()
  const { open } = replayer(endless)
  await open('w1', stop.signal)?.next()
  stop.abort()
  expect(open('w1')).toBeDefined()
})

test.each([
  ['the server stops', 'The server is stopping', undefined],
  ['it takes too long', 'It took too long: choose a shorter range', 5],
])('says so when %s', async (_, message, withinMs) => {
  const { open, close } = replayer(endless, withinMs)
  const messages = open('w1')
  await messages?.next()
  if (withinMs === undefined) close()
  let last: Said | undefined
  for (let next = await messages?.next(); next && !next.done; next = await messages?.next()) {
    last = next.value
  }
  expect(last).toEqual({ type: 'failed', error: { code: 'unavailable', message } })
})

test('a fault is told to the operator, and to the caller only that there was one', async () => {
  const fault = new Error('a secret')
  const { open, faults } = replayer(async function* () {
    yield progress(1)
    throw fault
  })
  const messages = open('w1')
  await messages?.next()
  expect((await messages?.next())?.value).toEqual({
    type: 'failed',
    error: { code: 'internal', message: 'Something went wrong here' },
  })
  expect((await messages?.next())?.done).toBe(true)
  expect(faults).toEqual([fault])
  expect(open('w1')).toBeDefined()
})

test('who waits for room is told when there is some, or that they gave up', async () => {
  const { open, freed } = replayer(endless)
  const first = open('w1')
  await first?.next()
  let isFree = false
  const waiting = freed(never).then(() => {
    isFree = true
  })
  await Promise.resolve()
  expect(isFree).toBe(false)
  await first?.return?.()
  await waiting
  expect(open('w1')).toBeDefined()

  const patience = new AbortController()
  const given = freed(patience.signal)
  patience.abort()
  await given
})
