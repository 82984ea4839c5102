import { expect, test } from 'vitest'
import { dayMs } from '../../shared/value/duration.ts'
import { createRandom } from '../engine/replay/random.ts'
import { openWorkspaceStore } from '../store/open.ts'
import { testApp } from '../test-app.ts'
import { explain } from './explain.ts'
import { learn, looksBetween, readSamples } from './learn.ts'
import { readModel } from './published.ts'

const walls = {
  name: 'Keeps hitting the wall',
  family: 'paywall',
  subject: 'user',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 2 },
  cooldown: '2d',
  cancelOn: ['calmed'],
}
const readiness = {
  weights: { signals: 40, trend: 15, fit: 20, headroom: 25 },
  fit: [{ when: { trait: 'account.employees', gte: 50 }, points: 5 }],
  value: { share: 0.2, full: 100_000 },
  learnedAt: null,
}
const accounts = ['a', 'b', 'c']

/** Forty days through the front door. */
async function lived() {
  const app = await testApp()
  const { api, clock } = app
  await api('PUT', '/triggers/walls?publish=true', walls)
  await api('PUT', '/settings', { readiness })
  const random = createRandom(11)
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T
  for (let day = 0; day < 40; day++) {
    clock.now += Math.floor(dayMs * (0.6 + 0.8 * random()))
    const name = () => pick(['paywall_hit', 'paywall_hit', 'feature_used', 'seen', 'calmed'])
    const events = Array.from({ length: 6 }, () => ({
      name: name(),
      account: pick(accounts),
      ...(random() < 0.8 ? { user: pick(['u1', 'u2', 'u3']) } : {}),
      properties: { feature: 'x' },
      occurredAt: new Date(clock.now - Math.floor(random() * 3 * dayMs)).toISOString(),
    }))
    await api('POST', '/events', { events })
    const readings = accounts.map((account) => ({
      meter: 'seats',
      account,
      used: day + (account === 'a' ? 50 : 0),
      limit: 100,
    }))
    await api('POST', '/meters', { readings })
    await api('PUT', `/accounts/${pick(accounts)}`, {
      traits: { employees: Math.floor(random() * 100), mrr: day },
    })
  }
  return {
    ...app,
    client: (await openWorkspaceStore({ kind: 'files', folder: app.folder }, 'w1')).client,
  }
}

test('what the log says of an earlier moment is what was seen live then', async () => {
  const { client, clock } = await lived()
  const { model } = await readModel(client)
  const at = clock.now
  const kept = await client.execute('SELECT count(*) AS count FROM signals')
  expect(Number(kept.rows[0]?.count)).toBeGreaterThan(5)
  const live = await explain(client, accounts, at)
  const looks = [at - 14 * dayMs, at]
  const asked = { looks, model, plans: new Map(), now: at }
  const samples = (await readSamples(client, asked)).filter((one) => one.at === at)
  expect(samples).toHaveLength(accounts.length)
  for (const { account, values } of samples) {
    for (const { part, value } of live.get(account)?.parts ?? []) {
      expect(values[part], `${part} of ${account}`).toBeCloseTo(value, 8)
    }
  }
})

test('what happens after a look changes nothing of what it saw', async () => {
  const { client, clock } = await lived()
  const { model } = await readModel(client)
  const looks = [clock.now - 10 * dayMs]
  const asked = { looks, model, plans: new Map(), now: clock.now }
  const before = await readSamples(client, asked)
  const later = Number(looks[0]) + 1
  await client.execute({
    sql: 'UPDATE events SET account = ? WHERE received_at >= ?',
    args: ['z', later],
  })
  await client.execute({ sql: 'DELETE FROM signals WHERE fired_at >= ?', args: [later] })
  await client.execute({
    sql: 'UPDATE signals SET cancelled_at = NULL WHERE cancelled_at >= ?',
    args: [later],
  })
  const after = await readSamples(client, asked)
  expect(before.length).toBe(accounts.length)
  expect(after.map(({ account, values }) => [account, values])).toEqual(
    before.map(({ account, values }) => [account, values]),
  )
})

test('looks are a horizon apart, end one before now, and begin when a trend can be seen', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  expect(looksBetween(now - 90 * dayMs, now, 26).map((at) => (now - at) / dayMs)).toEqual([
    56, 42, 28, 14,
  ])
  expect(looksBetween(now - 900 * dayMs, now, 3)).toHaveLength(3)
  expect(looksBetween(now - 40 * dayMs, now, 26)).toEqual([])
})

test('a workspace that is young is told how much is missing', async () => {
  const { client, clock } = await lived()
  const learning = await learn(client, { draft: readiness, now: clock.now })
  expect(learning).toEqual({ kind: 'refused', reason: 'short_history', has: 0, needs: 3 })
})
