import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { accountOfOne } from '../../../../shared/event/event.ts'
import { openWorkspaceStore } from '../../open.ts'
import { exportSubject } from './export.ts'

type Rows = Record<string, Record<string, string | number | null>[]>

/** Of each table one row of somebody: `account` and `user` where it has them. */
const rowsOf = (account: string, user: string): Rows => ({
  users: [
    {
      ...{ id: user, account, first_seen_at: 1, last_seen_at: 1 },
      traits: JSON.stringify({ email: `${user}@Example.org` }),
      hints: '{}',
    },
  ],
  firings: [
    { trigger: 'of_accounts', subject: account, fired_at: 1, has_been_false: 0 },
    { trigger: 'of_users', subject: user, fired_at: 1, has_been_false: 0 },
  ],
  billing_events: [
    {
      ...{ vendor: 'stripe', id: `evt_${account}`, event: '{}', at: 1, rank: 1, received_at: 1 },
      ...{ customer: `cus_${account}`, account, fate: 'applied' },
    },
  ],
  billing_links: [{ vendor: 'stripe', ref: `cus_${account}`, account, way: 'told', at: 1 }],
  billing_subscriptions: [
    {
      ...{ vendor: 'stripe', id: `sub_${account}`, customer: `cus_${account}`, account, at: 1 },
      ...{ rank: 1, standing: 'active', currency: 'EUR', is_whole: 1 },
    },
  ],
  requesters: [{ vendor: 'zendesk', requester: `of ${account}`, account, at: 1 }],
  waiting_inquiries: [
    {
      ...{ message_id: `m_${user}`, vendor: 'zendesk', requester: `r ${user}`, topic: 'seats' },
      ...{ who: `${user}@example.ORG`, properties: '{}', at: 1, received_at: 1 },
    },
  ],
  plays: [
    {
      ...{ signal: `sig_${user}`, play: 'p', version: 1, account, user, at: 1 },
      ...{ outcome: 'acted', evidence: '[]' },
    },
  ],
  alerts: [
    {
      ...{ id: `alert_${user}`, play: 'p', signal: 's', trigger: 't', account, user, at: 1 },
      ...{ way: 'alert', state: 'told' },
    },
  ],
  deliveries: [
    {
      ...{ id: `dlv_${user}`, destination: 'd', type: 't', created_at: 1, attempts: 1 },
      body: JSON.stringify({ data: { account, user } }),
    },
  ],
  attempts: [
    {
      ...{ delivery: `dlv_${user}`, destination: 'd', at: 1, took_ms: 1, outcome: 'failed' },
      answer: `${user} is not known`,
    },
  ],
})

async function furnished(...all: [account: string, user: string][]) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-export-'))
  const store = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const insert = (table: string, row: Rows[string][number]) =>
    store.client.execute({
      sql: `INSERT INTO ${table} (${Object.keys(row).map((one) => `"${one}"`)})
            VALUES (${Object.keys(row).map(() => '?')})`,
      args: Object.values(row),
    })
  for (const subject of ['account', 'user']) {
    await insert('definitions', {
      ...{ kind: 'trigger', key: `of_${subject}s`, status: 'live', revision: 1, version: 1 },
      ...{ draft: '{}', published: JSON.stringify({ subject }), updated_at: 1 },
    })
  }
  for (const [account, user] of all) {
    for (const [table, rows] of Object.entries(rowsOf(account, user))) {
      for (const row of rows) await insert(table, row)
    }
  }
  return async (kind: 'account' | 'user', id: string) => {
    const lines: unknown[] = []
    const types: string[] = []
    for await (const line of exportSubject(store.db, { kind, id })) {
      lines.push(line)
      types.push(line.type)
    }
    return { types, text: JSON.stringify(lines) }
  }
}

const ofTheirs = ['played', 'alert', 'delivery', 'attempt', 'end']
const ofAccounts = ['billing_event', 'billing_link', 'billing_subscription', 'requester']

test('an export says what billing, help desks, plays and destinations have of somebody, and of nobody else', async () => {
  const exported = await furnished(['globex', 'mara'], ['initech', 'yorick'])
  const account = await exported('account', 'globex')
  expect(account.types).toEqual(['user', 'firing', ...ofAccounts, 'waiting_inquiry', ...ofTheirs])
  const user = await exported('user', 'mara')
  expect(user.types).toEqual(['user', 'firing', 'waiting_inquiry', ...ofTheirs])
  for (const { text } of [account, user]) expect(text).not.toMatch(/initech|yorick/)
})

test('a user who is an account of one has what is stored of that', async () => {
  const exported = await furnished([accountOfOne('mara'), 'mara'], ['initech', 'yorick'])
  const { types, text } = await exported('user', 'mara')
  const expected = ['user', 'firing', 'firing', ...ofAccounts, 'waiting_inquiry', ...ofTheirs]
  expect(types).toEqual(expected)
  expect(text).not.toMatch(/initech|yorick/)
})

test('a trigger of accounts has fired for no user who is called like one', async () => {
  const exported = await furnished(['globex', 'mara'])
  expect((await exported('user', 'globex')).types).toEqual(['end'])
  expect((await exported('account', 'mara')).types).toEqual(['end'])
})
