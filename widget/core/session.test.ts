import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WidgetItem } from '../../shared/event/event.ts'
import type { SyncRequest } from '../../shared/protocol/api.ts'
import { createArmed } from './armed.ts'
import { createBackoff } from './backoff.ts'
import type { Identity } from './identity.ts'
import { createQueue } from './queue.ts'
import { createSession, type Problem } from './session.ts'
import type { Reply } from './transport.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const mira = { user: { id: 'mira', traits: { role: 'admin' } } }
const noor = { user: { id: 'noor' } }
const item = (messageId: string): WidgetItem => ({ type: 'event', messageId, name: 'moved' })
const ok = (over = {}): Reply => ({
  status: 200,
  body: { v: 1, now: Date.now(), armed: [], refused: [], answers: [], ...over },
  retryAfterMs: 0,
})

const setUp = (identity: Identity = { who: mira }) => {
  const sent: { path: string; body: SyncRequest }[] = []
  const problems: Problem[] = []
  const world = { page: '/boards', isAllowed: true, reply: (): Reply | Promise<Reply> => ok() }
  const now = () => Date.now()
  const queue = createQueue({
    storage: () => {
      throw new Error('none')
    },
    prefix: 'brim:',
    ownKey: 'brim:1',
    onDrop: () => {},
  })
  const armed = createArmed(now)
  const onArmed = vi.fn()
  const session = createSession({
    identity,
    queue,
    armed,
    backoff: createBackoff(now, () => 1),
    post: async (path, text) => {
      sent.push({ path, body: JSON.parse(text) })
      return world.reply()
    },
    now,
    isAllowed: () => world.isAllowed,
    stillHere: () => {
      const { who } = identity
      const { page } = world
      return () => who === identity.who && page === world.page && world.isAllowed
    },
    about: () => ({
      v: 1,
      key: 'pk_1',
      page: world.page,
      sentAt: new Date().toISOString(),
    }),
    onError: (problem) => problems.push(problem),
    onThrow: (error) => problems.push({ code: 'failed', message: `${error}` }),
    onArmed,
  })
  const paths = () => sent.map(({ path }) => path)
  const ids = () => sent.flatMap(({ body }) => body.items?.map(({ messageId }) => messageId) ?? [])
  const open = () => {
    session.open()
    void session.flush()
  }
  return {
    raw: session,
    session: { ...session, open },
    queue,
    armed,
    identity,
    sent,
    problems,
    world,
    onArmed,
    paths,
    ids,
  }
}

test('opens at once, and sends what comes within a second together', async () => {
  const { session, queue, sent, paths, ids } = setUp()
  session.open()
  for (const id of ['a', 'b']) {
    queue.add(mira, item(id))
    session.flushSoon()
  }
  expect(paths()).toEqual(['/v1/open'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(paths()).toEqual(['/v1/open', '/v1/sync'])
  expect(ids()).toEqual(['a', 'b'])
  expect(sent[1]?.body).toMatchObject({ v: 1, key: 'pk_1', user: mira.user, page: '/boards' })
})

test('who has come and asks for something at once asks for the armed set with it', async () => {
  const { raw, session, paths } = setUp()
  raw.open()
  await Promise.all([session.ask(mira, 'paywall:export'), session.flush()])
  expect(paths()).toEqual(['/v1/sync'])
})

test('sends nothing while it does not know who is there', async () => {
  const { session, sent, identity } = setUp({ who: undefined })
  session.open()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual([])
  identity.who = mira
  session.open()
  expect(sent).toHaveLength(1)
})

test('retries a failed batch with the same ids, later and later', async () => {
  const { session, queue, world, ids } = setUp()
  world.reply = () => ({ status: 502, retryAfterMs: 0 })
  queue.add(mira, item('a'))
  await session.flush()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(ids()).toEqual(['a', 'a'])
  await vi.advanceTimersByTimeAsync(3_900)
  expect(ids()).toHaveLength(2)
  world.reply = () => ok()
  await vi.advanceTimersByTimeAsync(100)
  expect(ids()).toEqual(['a', 'a', 'a'])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(ids()).toHaveLength(3)
})

test('opens again after an open that failed', async () => {
  const { session, world, paths } = setUp()
  world.reply = () => ({ status: 0, retryAfterMs: 0 })
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  world.reply = () => ok()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(paths()).toEqual(['/v1/open', '/v1/open'])
})

test('asks nothing of a server that has asked to be left alone', async () => {
  const { session, world, sent } = setUp()
  world.reply = () => ({ status: 429, retryAfterMs: 60_000 })
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  expect(await session.ask(mira, 'paywall:export')).toBeUndefined()
  expect(sent).toHaveLength(1)
})

test('stops, and says why, when key or origin are refused', async () => {
  const { session, queue, world, sent, problems } = setUp()
  const error = { code: 'unknown_key', message: 'There is no such key' }
  world.reply = () => ({ status: 401, body: { error }, retryAfterMs: 0 })
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  queue.add(mira, item('a'))
  session.flushSoon()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(sent).toHaveLength(1)
  expect(problems).toEqual([error])
})

test('loses nothing where the page itself is at fault, until somebody identifies anew', async () => {
  const { session, queue, world, ids, problems } = setUp()
  const issues = [{ path: 'user.id', message: 'At most 256 characters' }]
  const error = { code: 'invalid', message: 'user.id: at most 256 characters', issues }
  world.reply = () => ({ status: 400, body: { error } })
  queue.add(mira, item('a'))
  await session.flush()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(ids()).toEqual(['a'])
  expect(problems).toEqual([error])
  world.reply = () => ok()
  session.open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ids()).toEqual(['a', 'a'])
})

test.each([400, 403, 404, 413])(
  'a %i that is not Brim’s own, of a proxy say, is about the moment',
  async (status) => {
    const { session, queue, world, ids, problems } = setUp()
    world.reply = () => ({ status })
    queue.add(mira, item('a'))
    await session.flush()
    expect(problems).toMatchObject([
      { code: 'refused', message: `Status ${status}: check data-api` },
    ])
    world.reply = () => ok()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ids()).toEqual(['a', 'a'])
  },
)

test('sends nothing once consent has gone while a token was on its way', async () => {
  let bring = (_: string) => {}
  const token = new Promise<string>((resolve) => {
    bring = resolve
  })
  const { session, queue, world, sent } = setUp({ who: { ...mira, getToken: () => token } })
  queue.add(mira, item('a'))
  session.open()
  world.isAllowed = false
  bring('t')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual([])
})

test('reports items that were refused one by one, and does not repeat them', async () => {
  const { session, queue, world, ids, problems } = setUp()
  const issues = [{ path: 'name', message: 'reserved' }]
  world.reply = () => ok({ refused: [{ index: 0, messageId: 'a', issues }] })
  queue.add(mira, item('a'))
  await session.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ids()).toEqual(['a'])
  expect(problems).toMatchObject([{ code: 'invalid', issues }])
})

test('sends items of a person before under their ids, and ignores what that arms', async () => {
  const { session, queue, sent, onArmed, identity } = setUp()
  queue.add(mira, item('a'))
  identity.who = noor
  await session.flush()
  expect(sent[0]?.body.user).toEqual({ id: 'mira' })
  expect(onArmed).not.toHaveBeenCalled()
})

test.each([
  ['consent', (all: ReturnType<typeof setUp>) => Object.assign(all.world, { isAllowed: false })],
  ['person', (all: ReturnType<typeof setUp>) => Object.assign(all.identity, { who: noor })],
  ['page', (all: ReturnType<typeof setUp>) => Object.assign(all.world, { page: '/settings' })],
])('ignores an answer that comes when the %s is another one', async (_, change) => {
  const all = setUp()
  all.session.open()
  change(all)
  await vi.advanceTimersByTimeAsync(0)
  expect(all.onArmed).not.toHaveBeenCalled()
})

test('asks at once with everything that waits, even while a batch is on its way', async () => {
  const { session, queue, world, sent } = setUp()
  world.reply = () => new Promise<Reply>(() => {})
  queue.add(mira, item('slow'))
  void session.flush()
  const answer = { id: 'dec_1', placement: 'paywall:export', prompt: null, reason: 'opted_out' }
  world.reply = () => ok({ answers: [answer] })
  queue.add(mira, item('hit'))
  expect(await session.ask(mira, 'paywall:export')).toEqual(answer)
  expect(sent[1]?.body).toMatchObject({ items: [{ messageId: 'hit' }], ask: ['paywall:export'] })
})

test('goes on after an answer that makes no sense', async () => {
  const { session, queue, world, ids, problems } = setUp()
  world.reply = () => ok({ refused: 7 })
  queue.add(mira, item('a'))
  await session.flush()
  world.reply = () => ok()
  queue.add(mira, item('b'))
  await session.flush()
  expect(ids()).toEqual(['a', 'b'])
  expect(problems).toMatchObject([{ code: 'failed' }])
})

test('looks again within a day, however long the server wants to be left alone', async () => {
  const { session, world, sent } = setUp()
  world.reply = () => ({ status: 503, retryAfterMs: 30 * 86_400_000 })
  session.open()
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([86_400_000])
  expect(sent).toHaveLength(1)
})

const awaiting = { placements: ['event:moved'] }

test('asks for the placement of an event with the batch that carries it, where a nudge waits', async () => {
  const { session, queue, world, sent, onArmed } = setUp()
  world.reply = () => ok(awaiting)
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  for (const name of ['moved', 'other']) {
    queue.add(mira, item(name))
    session.noteMoment(`event:${name}`)
  }
  session.flushSoon()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent[1]?.body).toMatchObject({
    items: [{ messageId: 'moved' }, { messageId: 'other' }],
    ask: ['event:moved'],
  })
  expect(onArmed).toHaveBeenLastCalledWith(
    ['event:moved', 'event:other'],
    expect.objectContaining(awaiting),
  )
  queue.add(mira, item('later'))
  await session.flush()
  expect(sent[2]?.body.ask, 'once').toEqual([])
})

test('asks no placement of an older server', async () => {
  const { session, queue, sent } = setUp()
  queue.add(mira, item('a'))
  session.noteMoment('event:moved')
  await session.flush()
  expect(sent[0]?.body.ask).toEqual([])
})

test('what is heard of elsewhere is offered at once, with the events that wait to be told', async () => {
  const { session, armed, queue, world, onArmed, sent } = setUp()
  world.reply = () => ok({ now: 1_000, ticket: 'sealed' })
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  expect(onArmed).toHaveBeenLastCalledWith([], expect.objectContaining({ ticket: 'sealed' }))
  queue.add(mira, item('a'))
  session.noteMoment('event:moved')
  const heard = { v: 1 as const, now: 2_000, armed: [], placements: ['event:moved'] }
  session.hear(heard)
  expect(onArmed).toHaveBeenLastCalledWith(['event:moved'], heard)
  expect(armed.isAwaited('event:moved')).toBe(true)
  expect(sent).toHaveLength(1)
})

test('asks again for what is armed when it hears something while a question is out', async () => {
  const { session, world, paths } = setUp()
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  world.reply = () => new Promise<Reply>((resolve) => setTimeout(resolve, 500, ok()))
  void session.ask(mira, 'paywall:export')
  session.hear({ v: 1, now: Date.now() + 1_000, armed: [] })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(paths()).toEqual(['/v1/open', '/v1/sync', '/v1/open'])
})

test('asks nothing on behalf of a stream once the key was refused', async () => {
  const { session, world, sent } = setUp()
  const error = { code: 'unknown_key', message: 'There is no such key' }
  world.reply = () => ({ status: 401, body: { error } })
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  session.refresh()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(1)
})

test('asks again with a batch that failed, and not for an event of a page that is gone', async () => {
  const { session, queue, world, sent } = setUp()
  world.reply = () => ok(awaiting)
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  world.reply = () => ({ status: 502, retryAfterMs: 0 })
  queue.add(mira, item('a'))
  session.noteMoment('event:moved')
  await session.flush()
  await vi.advanceTimersByTimeAsync(2_000)
  world.page = '/settings'
  await vi.advanceTimersByTimeAsync(4_000)
  expect(sent.slice(1).map(({ body }) => body.ask)).toEqual([['event:moved'], ['event:moved'], []])
})

const refusal = (code: string): Reply => ({
  status: 401,
  body: { error: { code, message: code } },
  retryAfterMs: 0,
})
const tokens = (all: ReturnType<typeof setUp>) => all.sent.map(({ body }) => body.token)

test('sends the token of who is here with all that is theirs, and with nothing else', async () => {
  const all = setUp({ who: { ...noor, token: 'of noor' } })
  all.queue.add(mira, item('a'))
  all.queue.add(noor, item('b'))
  await all.session.flush()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(all.sent.map(({ body }) => [body.user.id, body.token])).toEqual([
    ['mira', undefined],
    ['noor', 'of noor'],
  ])
})

test.each(['token_missing', 'token_expired', 'token_invalid'])(
  'waits after %s for another token, and goes on with what waited',
  async (code) => {
    const all = setUp()
    const { session, queue, world, identity, sent, problems, ids } = all
    world.reply = () => refusal(code)
    queue.add(mira, item('a'))
    await session.flush()
    queue.add(mira, item('b'))
    session.flushSoon()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(sent).toHaveLength(1)
    expect(problems).toEqual([{ code, message: code }])
    world.reply = () => ok()
    identity.who = { ...mira, token: 'new' }
    session.open()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(ids()).toEqual(['a', 'a', 'b'])
    expect(tokens(all)).toEqual([undefined, 'new'])
  },
)

test('what cannot be proven of somebody who has left stops nobody, and is sent when they are back', async () => {
  const all = setUp()
  const { session, queue, world, identity, sent, ids } = all
  queue.add(mira, item('a'))
  identity.who = { ...noor, token: 'of noor' }
  world.reply = () => (sent.at(-1)?.body.user.id === 'mira' ? refusal('token_missing') : ok())
  session.open()
  queue.add(noor, item('b'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ids()).toEqual(['a', 'b'])
  world.reply = () => ok()
  identity.who = { ...mira, token: 'of mira' }
  session.open()
  queue.claim(mira)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ids()).toEqual(['a', 'b', 'a'])
  expect(tokens(all).at(-1)).toBe('of mira')
})

const renewing = (over = {}) => {
  let count = 0
  const getToken = vi.fn(async () => `token ${++count}`)
  return { getToken, all: setUp({ who: { ...mira, getToken, ...over } }) }
}

test('asks the page for a token at the start, and again a minute before its end', async () => {
  const { getToken, all } = renewing()
  const end = Date.now() + 600_000
  all.world.reply = () => ok({ tokenMs: end - Date.now() })
  all.session.open()
  await vi.advanceTimersByTimeAsync(539_000)
  all.queue.add(mira, item('a'))
  await all.session.flush()
  expect(getToken).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  all.queue.add(mira, item('b'))
  await all.session.flush()
  expect(tokens(all)).toEqual(['token 1', 'token 1', 'token 2'])
})

test('starts with the token that is there', async () => {
  const { getToken, all } = renewing({ token: 'given' })
  all.session.open()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(tokens(all)).toEqual(['given'])
  expect(getToken).not.toHaveBeenCalled()
})

test('asks for another token when the server says that it is over, and sends the same again', async () => {
  const { all } = renewing({ token: 'old' })
  const { world, sent, queue, session, ids } = all
  world.reply = () => (sent.length === 1 ? refusal('token_expired') : ok())
  queue.add(mira, item('a'))
  await session.flush()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(tokens(all)).toEqual(['old', 'token 1'])
  expect(ids()).toEqual(['a', 'a'])
})

test('a page that brings no good token is asked more and more rarely', async () => {
  const { getToken, all } = renewing()
  all.world.reply = () => refusal('token_invalid')
  all.session.open()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(getToken.mock.calls.length).toBeGreaterThan(5)
  expect(getToken.mock.calls.length).toBeLessThan(15)
})

test('goes on with the token before where the page cannot bring another', async () => {
  const { getToken, all } = renewing({ token: 'old' })
  const { world, sent, session, problems } = all
  getToken.mockRejectedValue(new Error('offline'))
  world.reply = () => (sent.length === 1 ? ok({ tokenMs: 1 }) : ok())
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  session.open()
  await vi.advanceTimersByTimeAsync(0)
  expect(tokens(all)).toEqual(['old', 'old'])
  expect(problems).toMatchObject([{ code: 'failed', message: 'Error: offline' }])
})

test('a page that is leaving waits for no token', async () => {
  const { getToken, all } = renewing()
  all.queue.add(mira, item('a'))
  void all.session.flush(true)
  expect(all.ids()).toEqual(['a'])
  expect(getToken).not.toHaveBeenCalled()
})

test('a refusal of what was sent before a token came does not stop what comes after', async () => {
  const all = setUp()
  const { session, queue, world, identity, ids } = all
  let answer: (reply: Reply) => void = () => {}
  world.reply = () =>
    new Promise<Reply>((resolve) => {
      answer = resolve
    })
  queue.add(mira, item('a'))
  void session.flush()
  identity.who = { ...mira, token: 'new' }
  world.reply = () => ok()
  session.open()
  answer(refusal('token_missing'))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(ids()).toEqual(['a', 'a'])
  expect(tokens(all)).toEqual([undefined, 'new', 'new'])
})

test('a page that never brings a token holds up nobody but its own person', async () => {
  const { getToken, all } = renewing()
  getToken.mockReturnValue(new Promise(() => {}))
  all.session.open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(all.sent).toEqual([])
  all.identity.who = noor
  all.session.open()
  all.queue.add(noor, item('a'))
  all.session.flushSoon()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(all.sent.map(({ body }) => body.user.id)).toEqual(['noor', 'noor'])
})

test('a token that comes late goes to the person it was asked for', async () => {
  const { getToken, all } = renewing()
  let bring: (token: string) => void = () => {}
  getToken.mockReturnValue(
    new Promise((resolve) => {
      bring = resolve
    }),
  )
  all.queue.add(mira, item('a'))
  void all.session.flush()
  all.identity.who = { ...noor, token: 'of noor' }
  all.session.open()
  bring('of mira')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(all.sent.map(({ body }) => [body.user.id, body.token])).toEqual([
    ['noor', 'of noor'],
    ['mira', undefined],
  ])
})
