import { expect, test } from 'vitest'
import { type ExportLine, exportLine } from '../../../shared/account/erasure.ts'
import { testApp } from '../../test-app.ts'

const mail = 'mara@acme.example'

async function furnished() {
  const app = await testApp()
  const { api, widget, session } = app
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1, limits: { seats: 5 } })
  await api('PUT', '/offers/try?publish=true', {
    kind: 'trial',
    name: 'Try',
    plan: 'team',
    lasts: '14d',
  })
  await api('PUT', '/nudges/try?publish=true', {
    name: 'Try',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'try',
    copy: {
      en: { title: 'Hello {{user.name|you}}', actions: [{ kind: 'trial', label: 'Start' }] },
    },
  })
  await api('PUT', '/accounts/acme', { traits: { name: 'Acme Works' } })
  await api('PUT', '/users/mara', { account: 'acme', traits: { name: 'Mara Field', email: mail } })
  await api('PUT', '/users/tom', { account: 'acme', traits: { name: 'Tom' } })
  await api('PUT', '/users/mara/consent', { consent: 'given' })
  await api('POST', '/meters', {
    readings: [{ account: 'acme', meter: 'seats', used: 3, limit: 5 }],
  })
  const opened = await (await widget('/open', session())).json()
  const told = (outcome: string, messageId: string) => ({
    type: 'outcome',
    messageId,
    decisionId: opened.armed[0].decisionId,
    outcome,
  })
  await widget('/sync', session({ items: [told('shown', '1'), told('never', '2'), { no: mail }] }))
  await api('POST', '/events', { events: [{ name: 'x', user: 'mara', properties: { mail } }] })
  await api('POST', '/events', { events: [{ nothing: mail, user: 'mara' }] })
  await api('PUT', '/accounts/acme/claim', { by: 'rep' })
  const linesOf = async (path: string, key?: string): Promise<ExportLine[]> => {
    const response = await api('GET', path, undefined, key)
    expect(response.status).toBe(200)
    const text = await response.text()
    return text
      .trimEnd()
      .split('\n')
      .map((line) => exportLine.parse(JSON.parse(line)))
  }
  const finished = async (path: string) => {
    for (;;) {
      const now = await (await api('GET', `${path}/erasure`)).json()
      if (now.status === 'erased') return now
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { ...app, linesOf, finished }
}

const typesOf = (lines: ExportLine[]) => [...new Set(lines.map((one) => one.type))]

test('an export has all that is stored of a user, and nothing of others', async () => {
  const { linesOf } = await furnished()
  const lines = await linesOf('/users/mara/export')
  expect(typesOf(lines)).toEqual([
    'user',
    'decision',
    'impression',
    'outcome',
    'wish',
    'refusal',
    'event',
    'end',
  ])
  expect(lines.find((one) => one.type === 'user')?.data).toMatchObject({
    id: 'mara',
    consent: 'given',
    traits: { name: 'Mara Field', email: mail },
  })
  expect(lines.find((one) => one.type === 'decision')?.data).toMatchObject({
    receipt: { variables: { 'user.name': 'Mara Field' } },
  })
  expect(lines.at(-1)).toEqual({ type: 'end', data: { lines: lines.length - 1 } })
  expect(JSON.stringify(lines)).not.toContain('tom')
})

test('an export of an account has its people', async () => {
  const { linesOf } = await furnished()
  const lines = await linesOf('/accounts/acme/export')
  expect(typesOf(lines)).toEqual([
    'account',
    'user',
    'meter',
    'meter_day',
    'decision',
    'impression',
    'outcome',
    'wish',
    'offer_made',
    'claim',
    'refusal',
    'event',
    'end',
  ])
  expect(lines.filter((one) => one.type === 'user')).toHaveLength(2)
})

test('a user is erased, and stays it', async () => {
  const { api, widget, session, finished, linesOf, clock, signIn } = await furnished()
  const begun = await api('DELETE', '/users/mara')
  expect(begun.status).toBe(202)
  expect(await begun.json()).toMatchObject({ kind: 'user', requestedAt: clock.now })
  for (const [method, path, body] of [
    ['PUT', '/users/mara', { traits: {} }],
    ['PUT', '/users/mara/consent', { consent: 'given' }],
    [
      'POST',
      '/conversions',
      { account: 'acme', user: 'mara', kind: 'plan', mrrDelta: 1, currency: 'EUR', messageId: 'c' },
    ],
  ] as const) {
    const refused = await api(method, path, body)
    expect([refused.status, await refused.json()]).toEqual([
      410,
      { error: { code: 'erased', message: 'This user was erased' } },
    ])
  }
  const items = await api('POST', '/events', {
    events: [
      { name: 'x', user: 'mara' },
      { bad: 1, user: 'mara' },
    ],
  })
  expect(await items.json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }, { index: 1 }] })
  const opened = await widget('/open', session({ user: { id: 'mara', traits: { name: 'Mara' } } }))
  expect(await opened.json()).toMatchObject({ armed: [] })
  expect(await finished('/users/mara')).toMatchObject({ status: 'erased', finishedAt: clock.now })
  expect((await api('GET', '/users/mara')).status).toBe(404)
  expect((await api('GET', '/users/mara/export')).status).toBe(404)
  const rest = JSON.stringify(await linesOf('/accounts/acme/export'))
  expect(rest).not.toMatch(/mara|Mara/)
  expect(rest).toContain('Tom')
  const ask = await signIn()
  for (const path of ['accounts/acme', 'accounts/acme/timeline', 'recent', 'refusals', 'signals']) {
    expect(await (await ask('GET', `/w/w1/${path}`)).text(), path).not.toMatch(/mara|Mara/)
  }
  const lifted = await api('DELETE', '/users/mara/erasure')
  expect(lifted.status).toBe(200)
  expect((await api('PUT', '/users/mara', { traits: {} })).status).toBe(200)
  expect((await api('GET', '/users/mara/erasure')).status).toBe(404)
})

test('an account is erased with its people', async () => {
  const { api, finished } = await furnished()
  expect((await api('DELETE', '/accounts/acme')).status).toBe(202)
  await finished('/accounts/acme')
  for (const path of ['/accounts/acme', '/users/mara', '/users/tom']) {
    expect((await api('GET', path)).status, path).toBe(404)
  }
  expect((await api('PUT', '/accounts/acme/claim', { by: 'rep' })).status).toBe(410)
  expect((await api('DELETE', '/users/tom/erasure')).status).toBe(200)
  expect((await api('DELETE', '/accounts/acme/erasure')).status).toBe(200)
  expect((await api('PUT', '/users/mara', { account: 'acme', traits: {} })).status).toBe(200)
})

test('erasing asks for a scope of its own, and reaches no other workspace', async () => {
  const { api, keys, deps, finished, linesOf } = await furnished()
  await api('PUT', '/users/mara', { account: 'acme', traits: { name: 'Theirs' } }, keys.others)
  const before = await linesOf('/users/mara/export', keys.others)
  await api('DELETE', '/users/mara')
  await finished('/users/mara')
  expect(await linesOf('/users/mara/export', keys.others)).toEqual(before)
  expect((await api('GET', '/users/mara/erasure', undefined, keys.others)).status).toBe(404)
  await deps.control.client.execute(
    `update keys set scopes = '["ingest","decide","read","author"]' where id = 'k2'`,
  )
  deps.keys.forget()
  for (const path of ['/users/tom', '/users/mara/erasure', '/accounts/acme']) {
    const refused = await api('DELETE', path)
    expect([refused.status, (await refused.json()).error.code]).toEqual([403, 'forbidden'])
  }
})
