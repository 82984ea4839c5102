import { jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import { demoRoutes } from './routes.ts'
import { openDemoStore } from './store.ts'
import type { Session, Tide } from './tideboard.ts'

const identityKey = {
  kid: 'kid_1',
  secret: 'a secret of tests, as long as it must be',
  workspace: 'ws',
}

type Sent = { method: string; path: string; body: unknown }

/** A Brim that remembers what it was told, and grants what the plan holds. */
async function testDemo({ isDown = false } = {}) {
  const sent: Sent[] = []
  const errors: unknown[] = []
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  const plans = new Map<string, unknown>()
  let ids = 0

  const brim = async (request: Request): Promise<Response> => {
    if (isDown) throw new Error('connect refused')
    const path = new URL(request.url).pathname
    const text = await request.text()
    const body = text ? JSON.parse(text) : null
    const account = path.split('/')[3] ?? ''
    if (request.headers.get('authorization') !== 'Bearer sk_test')
      return new Response('', { status: 401 })
    if (request.method !== 'GET') sent.push({ method: request.method, path, body })
    if (request.method === 'PUT' && path.startsWith('/v1/accounts/'))
      plans.set(account, body.traits.plan)
    if (path.endsWith('/entitlements')) {
      const isTeam = plans.get(account) === 'team'
      return Response.json({
        account,
        plan: plans.get(account) ?? null,
        features: isTeam ? ['export'] : [],
        limits: isTeam ? { boards: null, seats: 25 } : { boards: 3, seats: 5 },
        trials: [],
      })
    }
    return request.method === 'GET' ? new Response('', { status: 404 }) : Response.json({})
  }
  const closing = new AbortController()
  const store = await openDemoStore(':memory:')
  onTestFinished(() => {
    closing.abort()
    store.close()
  })
  const routes = demoRoutes({
    brim: { url: 'http://brim.test', secretKey: 'sk_test', fetch: brim },
    identityKey,
    store,
    workspace: 'ws',
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    newId: (prefix) => `${prefix}_${ids++}`,
    closing: closing.signal,
    onError: (error) => errors.push(error),
  })
  const request = (method: string, path: string, body?: object) =>
    routes.request(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  const signIn = async (who: object = {}) =>
    (await (await request('POST', '/session', who)).json()) as Session
  const commit = (messages: LiveMessage[]) => {
    for (const listener of listeners) listener('ws', messages)
  }
  return { request, signIn, sent, errors, commit }
}

test('makes up an account at the first visit, tells Brim who is in it, and finds it again', async () => {
  const { signIn, sent } = await testDemo()
  const first = await signIn({ user: 'ada', name: 'Ada Berg' })
  expect(first.tide).toMatchObject({ id: 'team-of-ada', plan: 'free' })
  expect(first.person).toMatchObject({ id: 'ada', name: 'Ada Berg', role: 'owner' })
  expect(first.access.limits).toMatchObject({ boards: 3, seats: 5 })
  expect(sent[0]).toEqual({
    method: 'PUT',
    path: '/v1/accounts/team-of-ada',
    body: { traits: { name: first.tide.name, plan: 'free', seats: 4, mrr: 0 } },
  })
  expect(sent.filter((one) => one.path.startsWith('/v1/users/'))).toHaveLength(4)
  expect(sent.at(-1)?.path).toBe('/v1/events')
  const told = sent.length
  expect((await signIn({ user: 'ada' })).tide).toEqual(first.tide)
  expect(sent).toHaveLength(told)
})

test('holds a free account to three boards and five people', async () => {
  const { request, signIn } = await testDemo()
  const { tide, person } = await signIn({ user: 'ada' })
  const path = `/accounts/${tide.id}`
  expect((await request('POST', `${path}/boards`, { name: 'Third' })).status).toBe(200)
  expect((await request('POST', `${path}/boards`, { name: 'Fourth' })).status).toBe(403)
  const member = { name: 'Fifth', department: 'Sales', by: person.id }
  expect((await request('POST', `${path}/members`, member)).status).toBe(200)
  expect((await request('POST', `${path}/members`, member)).status).toBe(403)
})

test('tells Brim of an upgrade, and then exports', async () => {
  const { request, signIn, sent } = await testDemo()
  const { tide } = await signIn({ user: 'ada' })
  const csv = `/accounts/${tide.id}/boards/launch/export.csv`
  expect((await request('GET', csv)).status).toBe(403)
  expect((await request('POST', `/accounts/${tide.id}/plan`, { plan: 'team' })).status).toBe(200)
  expect(sent.at(-1)?.body).toEqual({
    traits: { name: tide.name, plan: 'team', seats: 4, mrr: 3600 },
  })
  const answer = await request('GET', csv)
  expect(answer.headers.get('content-disposition')).toContain('Spring launch.csv')
  expect(await answer.text()).toMatch(
    /^"Card","Column","Label"\r\n"Agree on the launch date","Done"/,
  )
})

test('keeps every card when two people add one at the same moment', async () => {
  const { request, signIn } = await testDemo()
  const { tide } = await signIn({ user: 'ada' })
  const path = `/accounts/${tide.id}/boards/office/cards`
  const titles = Array.from({ length: 6 }, (_, place) => `Card ${place}`)
  await Promise.all(titles.map((title) => request('POST', path, { title, column: 'todo' })))
  const { tide: after } = await signIn({ user: 'ada' })
  const cards = after.boards.find((one) => one.id === 'office')?.cards.map((one) => one.title)
  expect(cards).toEqual(expect.arrayContaining(titles))
})

test('moves a card to where it was dropped', async () => {
  const { request, signIn } = await testDemo()
  const { tide } = await signIn({ user: 'ada' })
  const path = `/accounts/${tide.id}/boards/launch/cards/launch-7`
  const answer = await request('PATCH', path, { column: 'doing', before: 'launch-3' })
  const launch = ((await answer.json()) as Tide).boards[0]
  const doing = launch?.cards.filter((one) => one.column === 'doing').map((one) => one.id)
  expect(doing).toEqual(['launch-7', 'launch-3', 'launch-4'])
})

test('goes on when Brim does not answer', async () => {
  const { request, signIn, errors } = await testDemo({ isDown: true })
  const { tide, access } = await signIn({ user: 'ada' })
  expect(access.limits.boards).toBe(3)
  expect((await request('POST', `/accounts/${tide.id}/boards`, { name: 'Third' })).status).toBe(200)
  expect(errors.length).toBeGreaterThan(0)
})

test('refuses what cannot be read', async () => {
  const { request, signIn } = await testDemo()
  const { tide } = await signIn({ user: 'ada' })
  expect((await request('POST', `/accounts/${tide.id}/plan`, { plan: 'gold' })).status).toBe(400)
  expect((await request('POST', '/accounts/nobody/plan', { plan: 'team' })).status).toBe(404)
})

test('streams what Brim wrote about this account, in words', async () => {
  const { request, signIn, commit } = await testDemo()
  const { tide } = await signIn({ user: 'ada' })
  const event = {
    seq: 7,
    name: 'paywall_hit',
    user: 'ada',
    properties: { feature: 'export' },
    occurredAt: 1,
    receivedAt: 2,
    source: 'widget' as const,
  }
  commit([
    { type: 'event', event: { ...event, account: 'somebody-else' } },
    { type: 'event', event: { ...event, account: tide.id } },
  ])
  const answer = await request('GET', `/accounts/${tide.id}/heard`)
  const reader = answer.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  await reader?.cancel()
  const heard = { id: 'event-7', kind: 'event', at: 2, title: 'Paywall hit', detail: 'export' }
  expect(new TextDecoder().decode(value)).toBe(`data: ${JSON.stringify(heard)}\n\n`)
})

test('signs who is on the page, and their plan and role', async () => {
  const { request } = await testDemo()
  const { tide, person, token } = (await (await request('POST', '/session', {})).json()) as Session
  const again = await request('GET', `/accounts/${tide.id}/members/${person.id}/token`)
  const key = new TextEncoder().encode(identityKey.secret)
  for (const one of [token, (await again.json()).token]) {
    const { payload, protectedHeader } = await jwtVerify(one, key, { audience: 'ws' })
    expect(protectedHeader.kid).toBe('kid_1')
    expect(payload).toMatchObject({
      sub: person.id,
      account_id: tide.id,
      plan: 'free',
      role: 'owner',
    })
  }
  expect((await request('GET', `/accounts/${tide.id}/members/nobody/token`)).status).toBe(404)
})
