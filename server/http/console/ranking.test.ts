import { expect, test } from 'vitest'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const walls = {
  name: 'Keeps hitting the wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 2 },
}

async function withSignal() {
  const app = await testApp()
  await app.api('PUT', '/triggers/walls?publish=true', walls)
  for (const account of ['calm', 'keen']) {
    await app.api('PUT', `/accounts/${account}`, { traits: { name: account, plan: 'free' } })
  }
  const hit = { name: 'paywall_hit', account: 'keen', user: 'kim', properties: { feature: 'x' } }
  await app.api('POST', '/events', { events: [hit, hit] })
  app.clock.now += 1
  await app.api('POST', '/events', { events: [{ name: 'seen', account: 'calm', user: 'cal' }] })
  return { ...app, ask: await app.signIn() }
}

test('who is ready stands on top, with the reason', async () => {
  const { ask } = await withSignal()
  const ranked = await (await ask('GET', '/w/w1/ranking')).json()
  expect(ranked).toMatchObject({
    total: 2,
    accounts: [
      {
        id: 'keen',
        users: 1,
        signals: [{ trigger: 'walls', evidence: [{ value: 2, threshold: 2 }] }],
        fullest: null,
        claim: null,
      },
      { id: 'calm', signals: [] },
    ],
  })
  const recent = await (await ask('GET', '/w/w1/ranking?order=recent')).json()
  expect(recent).toMatchObject({ accounts: [{ id: 'calm' }, { id: 'keen' }] })
  const ready = await (await ask('GET', '/w/w1/ranking?signal=*&query=E')).json()
  expect(ready).toMatchObject({ total: 1, accounts: [{ id: 'keen' }] })
})

test.each([
  ['order=sideways', 'order'],
  ['fullness=many', 'fullness'],
  ['claim=theirs', 'claim'],
  ['limit=0', 'limit'],
  ['offset=-1', 'offset'],
  ['colour=red', 'colour'],
])('a list by %s is refused', async (search, path) => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const response = await ask('GET', `/w/w1/ranking?${search}`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code: 'invalid', issues: [{ path }] } })
})

test('a member claims an account in their own name, and only one holds it', async () => {
  const { ask, api, clock, addMember, signIn, owner } = await withSignal()
  const until = clock.now + dayMs
  const claimed = await ask('PUT', '/w/w1/accounts/keen/claim', {
    until: new Date(until).toISOString(),
  })
  expect(await claimed.json()).toMatchObject({
    claim: { by: owner.email, kind: 'claim', at: clock.now, until },
  })
  expect(await (await ask('GET', '/w/w1/ranking?claim=mine')).json()).toMatchObject({
    total: 1,
    accounts: [{ id: 'keen', claim: { by: owner.email } }],
  })
  await addMember('bob', 'w1', 'editor')
  const bob = await signIn('bob@example.com', owner.password)
  expect((await bob('PUT', '/w/w1/accounts/keen/claim', {})).status).toBe(409)
  expect(await (await bob('GET', '/w/w1/ranking?claim=mine')).json()).toMatchObject({ total: 0 })
  expect((await bob('DELETE', '/w/w1/accounts/keen/claim')).status).toBe(200)
  expect((await bob('PUT', '/w/w1/accounts/keen/claim', {})).status).toBe(200)
  expect(await (await api('GET', '/accounts/keen')).json()).toMatchObject({
    claim: { by: 'bob@example.com', until: null },
  })
  const late = { until: new Date(clock.now - hourMs).toISOString() }
  expect((await ask('PUT', '/w/w1/accounts/calm/claim', late)).status).toBe(400)
  expect((await ask('DELETE', '/w/w1/accounts/nobody/claim')).status).toBe(404)
})

test('why a nudge would be shown, and why not, is told and leaves nothing behind', async () => {
  const { ask, api, deps } = await withSignal()
  const offer = { kind: 'learn_more', name: 'More' }
  await api('PUT', '/offers/more?publish=true', offer)
  const nudge = {
    name: 'Export',
    format: 'inline',
    placement: 'slot:promo',
    trigger: 'walls',
    offer: 'more',
    copy: { en: { title: 'More', actions: [{ kind: 'link', label: 'See', url: '/more' }] } },
  }
  const put = await api('PUT', '/nudges/wall?publish=true', nudge)
  expect(put.status, await put.clone().text()).toBeLessThan(300)
  const why = async (account: string, user: string) =>
    (await ask('GET', `/w/w1/accounts/${account}/why?user=${user}`)).json()
  expect(await why('keen', 'kim')).toMatchObject([
    { placement: 'slot:promo', receipt: { winner: 'wall' } },
  ])
  expect(await why('calm', 'cal')).toMatchObject([
    {
      placement: 'slot:promo',
      receipt: { winner: null, candidates: [{ nudge: 'wall', reason: 'no_signal' }] },
    },
  ])
  const { client } = await deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT count(*) AS n FROM decisions')
  expect(rows[0]?.n).toBe(0)
  expect((await ask('GET', '/w/w1/accounts/nobody/why?user=x')).status).toBe(404)
  expect((await ask('GET', '/w/w1/accounts/keen/why')).status).toBe(400)
})

test('a meter that grows says when it is full', async () => {
  const { api, ask, clock } = await withSignal()
  for (let day = 0; day < 8; day++) {
    await api('POST', '/meters', {
      readings: [{ account: 'keen', meter: 'seats', used: 10 + day * 2, limit: 30 }],
    })
    clock.now += dayMs
  }
  const detail = (await (await ask('GET', '/w/w1/accounts/keen')).json()) as {
    runways: Record<string, { days: number; low: number; high: number }>
  }
  expect(detail.runways.seats?.days).toBeCloseTo(3)
  expect((await (await ask('GET', '/w/w1/accounts/calm')).json()) as object).toMatchObject({
    runways: {},
  })
})

test('a view is kept for who saved it, and shown to others where it is shared', async () => {
  const { ask, addMember, signIn, owner } = await withSignal()
  await addMember('bob', 'w1', 'editor')
  const bob = await signIn('bob@example.com', owner.password)
  const filters = { order: 'fullest', plan: 'free' }
  const save = async (name: string, isShared: boolean) =>
    (await (await ask('POST', '/w/w1/views', { name, isShared, filters })).json()) as { id: string }
  const own = await save('Mine', false)
  const shared = await save('Ours', true)
  expect(await (await ask('GET', '/w/w1/views')).json()).toMatchObject([
    { id: own.id, name: 'Mine', isOwn: true, filters: { ...filters, query: '', fullness: 0 } },
    { id: shared.id, name: 'Ours', isOwn: true },
  ])
  expect(await (await bob('GET', '/w/w1/views')).json()).toMatchObject([
    { id: shared.id, isOwn: false },
  ])
  const change = { name: 'Theirs', isShared: true, filters }
  for (const id of [own.id, shared.id]) {
    expect((await bob('PUT', `/w/w1/views/${id}`, change)).status).toBe(404)
    expect((await bob('DELETE', `/w/w1/views/${id}`)).status).toBe(404)
    // Nor is it one of another workspace.
    expect((await bob('DELETE', `/w/w2/views/${id}`)).status).toBe(404)
  }
  const renamed = await ask('PUT', `/w/w1/views/${own.id}`, { ...change, name: 'Still mine' })
  expect(await renamed.json()).toMatchObject({ id: own.id, name: 'Still mine', isShared: true })
  expect((await ask('DELETE', `/w/w1/views/${own.id}`)).status).toBe(200)
  expect((await ask('DELETE', `/w/w1/views/${own.id}`)).status).toBe(404)
})

test.each([
  [{ name: ' ', filters: {} }, 'name'],
  [{ name: 'x'.repeat(61), filters: {} }, 'name'],
  [{ name: 'x' }, 'filters'],
  [{ name: 'x', filters: { order: 'up' } }, 'filters.order'],
  [{ name: 'x', filters: {}, by: 'bob' }, 'by'],
])('a view %j is refused at %s', async (body, path) => {
  const { signIn } = await testApp()
  const ask = await signIn()
  const response = await ask('POST', '/w/w1/views', body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { issues: [{ path }] } })
})
