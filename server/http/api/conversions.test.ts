import { expect, test } from 'vitest'
import type { IngestResponse } from '../../../shared/protocol/api.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { conversions } from '../../store/workspace/schema.ts'
import { testApp } from '../../test-app.ts'

/** An account that has been shown the offer `team`, and can be asked again and again. */
async function offered() {
  const test = await testApp()
  const { api } = test
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await api('PUT', '/offers/team?publish=true', { name: 'Team', kind: 'upgrade', plan: 'team' })
  await api('PUT', '/offers/later', { name: 'Later', kind: 'contact' })
  await api('PUT', '/nudges/team?publish=true', {
    name: 'Team',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'team',
    copy: { en: { title: 'Team', actions: [{ kind: 'link', label: 'See', url: '/team' }] } },
  })
  const decide = async (account = 'acme') => {
    const question = { user: `mara-${account}`, account, placements: ['slot:promo'] }
    const answer = await (await api('POST', '/decide', question)).json()
    return (answer as { decisions: [{ id: string; reason: string | null }] }).decisions[0]
  }
  return { ...test, decide, first: await decide() }
}

const landed = (accepted: number) => ({ accepted, repeated: 0, refused: [] })
const whole = { kind: 'plan', plan: 'team', mrrDelta: 10_800, currency: 'EUR' } as const

test('one by itself lands in the log and ends the nudge that led to it', async () => {
  const { api, deps, clock, decide, first } = await offered()
  expect(first.reason).toBeNull()
  const said = { account: 'acme', user: 'mara', ...whole, decision: first.id, messageId: 'i-1' }
  const response = await api('POST', '/conversions', said)
  expect([response.status, await response.json()]).toEqual([200, landed(1)])
  const store = await deps.openWorkspace('w1')
  const [event] = await listEvents(store.db, { limit: 1 })
  expect(event).toMatchObject({
    name: 'conversion',
    account: 'acme',
    user: 'mara',
    source: 'api',
    properties: { ...whole, offer: 'team', decision: first.id },
  })
  expect(await store.db.select().from(conversions)).toEqual([
    {
      messageId: 'i-1',
      account: 'acme',
      user: 'mara',
      ...whole,
      offer: 'team',
      decision: first.id,
      at: clock.now,
    },
  ])
  expect((await decide()).reason).toBe('converted')
  expect((await decide('globex')).reason).toBeNull()
})

test('who pays less than before has taken nothing', async () => {
  const { api, decide, first } = await offered()
  const said = { account: 'acme', ...whole, mrrDelta: -100, decision: first.id, messageId: 'i-2' }
  expect(await (await api('POST', '/conversions', said)).json()).toEqual(landed(1))
  expect((await decide()).reason).toBeNull()
})

test('a batch is judged one by one', async () => {
  const { api, decide, first } = await offered()
  const response = await api('POST', '/conversions', {
    conversions: [
      { account: 'acme', kind: 'seats' },
      { account: 'acme', kind: 'seats', offer: 'later' },
      { account: 'globex', kind: 'plan', decision: first.id },
      { account: 'acme', kind: 'gift' },
      { account: 'globex', kind: 'plan', offer: 'team', occurredAt: '2026-11-01T00:00:00Z' },
    ],
  })
  const answer = (await response.json()) as IngestResponse
  expect([answer.accepted, answer.refused.map(({ index, issues }) => [index, issues])]).toEqual([
    2,
    [
      [1, [{ path: 'offer', message: 'There is no published offer "later"' }]],
      [2, [{ path: 'decision', message: 'There is no such decision for this account' }]],
      [3, [{ path: 'kind', message: 'One of: plan, seats, add_on' }]],
    ],
  ])
  expect((await decide()).reason).toBeNull()
  expect((await decide('globex')).reason).toBe('converted')
})

test('a repeated message counts once', async () => {
  const { api, deps } = await offered()
  const said = { account: 'acme', kind: 'plan', messageId: 'i-1' }
  await api('POST', '/conversions', said)
  const again = await api('POST', '/conversions', { ...said, kind: 'seats' })
  expect(await again.json()).toEqual({ ...landed(1), repeated: 1 })
  const { db } = await deps.openWorkspace('w1')
  expect(await db.select({ kind: conversions.kind }).from(conversions)).toEqual([{ kind: 'plan' }])
})

test.each([
  [{ account: 'acme' }, ['kind']],
  [{ kind: 'plan' }, ['account']],
  [{ account: 'acme', kind: 'plan', currency: 'EUR' }, ['currency']],
  [{ account: 'acme', kind: 'plan', offer: 'none', decision: 'none' }, ['offer', 'decision']],
  [{ conversions: [] }, ['conversions']],
  [[], ['']],
])('%j is refused with the path of its fault', async (body, paths) => {
  const { api } = await testApp()
  const response = await api('POST', '/conversions', body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { issues: { path: string }[] } }
  expect(error.issues.map((one) => one.path)).toEqual(paths)
})

test('another workspace’s decision is not there', async () => {
  const { api, first, keys } = await offered()
  const said = { account: 'acme', kind: 'plan', decision: first.id }
  const response = await api('POST', '/conversions', said, keys.others)
  expect(response.status).toBe(400)
})

/** That the account was shown it. */
async function shown({ first, widget, session }: Awaited<ReturnType<typeof offered>>) {
  const item = { type: 'outcome', messageId: 'seen', decisionId: first.id, outcome: 'shown' }
  const visitor = session({ user: { id: 'mara-acme' }, items: [item] })
  expect((await widget('/sync', visitor)).status).toBe(200)
}
const decisions = async ({ deps }: Pick<Awaited<ReturnType<typeof offered>>, 'deps'>) => {
  const { db } = await deps.openWorkspace('w1')
  const rows = await db.select().from(conversions).orderBy(conversions.messageId)
  return rows.map(({ messageId, decision, offer }) => [messageId, decision, offer])
}

test('what names no decision is put down to the last prompt that can have led to it', async () => {
  const app = await offered()
  await shown(app)
  app.clock.now += 60_000
  const { id } = app.first
  await app.api('POST', '/conversions', {
    conversions: [
      { messageId: 'a-plan', account: 'acme', ...whole },
      { messageId: 'b-its-offer', account: 'acme', kind: 'plan', offer: 'team' },
      { messageId: 'c-another-plan', account: 'acme', kind: 'plan', plan: 'enterprise' },
      { messageId: 'd-seats', account: 'acme', kind: 'seats' },
      { messageId: 'e-somebody-else', account: 'globex', ...whole },
      { messageId: 'f-a-loss', account: 'acme', ...whole, mrrDelta: -100 },
      { messageId: 'g-long-before', account: 'acme', ...whole, occurredAt: '2020-01-01T00:00:00Z' },
    ],
  })
  app.clock.now += 15 * 86_400_000
  await app.api('POST', '/conversions', { messageId: 'h-long-after', account: 'acme', ...whole })
  expect(await decisions(app)).toEqual([
    ['a-plan', id, 'team'],
    ['b-its-offer', id, 'team'],
    ['c-another-plan', null, null],
    ['d-seats', null, null],
    ['e-somebody-else', null, null],
    ['f-a-loss', null, null],
    ['g-long-before', null, null],
    ['h-long-after', null, null],
  ])
})

test('an amount that adds up to more than numbers hold is refused', async () => {
  const { api } = await offered()
  const most = { account: 'acme', kind: 'plan', currency: 'EUR' }
  for (const mrrDelta of [1e15, -1e15, 0.5]) {
    const response = await api('POST', '/conversions', { ...most, mrrDelta })
    expect([response.status, (await response.json()).error.issues[0].path]).toEqual([
      400,
      'mrrDelta',
    ])
  }
})

test('of who was erased nothing is taken in, alone or among others', async () => {
  const { api } = await offered()
  await api('DELETE', '/accounts/acme')
  expect((await api('POST', '/conversions', { account: 'acme', kind: 'plan' })).status).toBe(410)
  const answer = await api('POST', '/conversions', {
    conversions: [
      { account: 'acme', kind: 'plan' },
      { account: 'globex', kind: 'plan' },
    ],
  })
  expect(((await answer.json()) as IngestResponse).accepted).toBe(1)
})

test('the same at once, under one key, counts once', async () => {
  const { api, deps, keys } = await offered()
  const said = { account: 'acme', ...whole }
  const send = () => api('POST', '/conversions', said, keys.secret, { 'idempotency-key': 'inv-7' })
  const answers = await Promise.all([send(), send(), send()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await (await send()).json()).toEqual(landed(1))
  const { db } = await deps.openWorkspace('w1')
  expect(await db.select({ delta: conversions.mrrDelta }).from(conversions)).toEqual([
    { delta: 10_800 },
  ])
})
