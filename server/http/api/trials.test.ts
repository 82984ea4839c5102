import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const path = '/accounts/acme/trials/try-team'

async function furnished() {
  const app = await testApp()
  const { api, clock } = app
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1, features: ['export'] })
  const offer = { name: 'Try', kind: 'trial', plan: 'team', lasts: '14d' }
  await api('PUT', '/offers/try-team?publish=true', offer)
  await api('PUT', '/offers/draft', offer)
  await api('PUT', '/offers/up?publish=true', { name: 'Up', kind: 'upgrade', plan: 'team' })
  await api('PUT', '/accounts/acme', { traits: {} })
  return { ...app, inDays: (days: number) => new Date(clock.now + days * dayMs).toISOString() }
}

test('a trial is granted, extended, cut short and ended, and entitlements follow', async () => {
  const { api, clock, inDays } = await furnished()
  const start = clock.now
  const trial = { offer: 'try-team', plan: 'team', startedAt: start, active: true }
  const set = async (endsAt: string) => (await api('PUT', path, { endsAt })).json()
  const features = async () =>
    (await (await api('GET', '/accounts/acme/entitlements')).json()).features
  expect(await set(inDays(14))).toEqual({ ...trial, endsAt: start + 14 * dayMs })
  expect(await features()).toEqual(['export'])
  clock.now += dayMs
  expect(await set(inDays(20))).toEqual({ ...trial, endsAt: start + 21 * dayMs })
  expect(await set(inDays(2))).toEqual({ ...trial, endsAt: start + 3 * dayMs })
  expect(await set('now')).toEqual({ ...trial, active: false, endsAt: start + dayMs })
  expect(await features()).toEqual([])
})

test('a repeated messageId changes nothing', async () => {
  const { api, clock, inDays } = await furnished()
  await api('PUT', path, { endsAt: inDays(14), messageId: 'm1' })
  await api('PUT', path, { endsAt: inDays(20), messageId: 'm2' })
  const again = await api('PUT', path, { endsAt: inDays(14), messageId: 'm1' })
  expect(await again.json()).toMatchObject({ endsAt: clock.now + 20 * dayMs })
})

test.each([
  ['an account that is not there', '/accounts/nobody/trials/try-team', 'now', 404, undefined],
  ['an offer that is not there', '/accounts/acme/trials/gone', 'now', 404, undefined],
  ['an offer that is not published', '/accounts/acme/trials/draft', 'now', 404, undefined],
  ['an offer that is no trial', '/accounts/acme/trials/up', 'now', 404, undefined],
  ['the end of no trial', path, 'now', 400, 'endsAt'],
  ['an end that is past', path, '2026-01-01T00:00:00Z', 400, 'endsAt'],
  ['an end without a zone', path, '2027-01-01T00:00:00', 400, 'endsAt'],
])('refuses %s', async (_, address, endsAt, status, where) => {
  const { api } = await furnished()
  const response = await api('PUT', address, { endsAt })
  expect(response.status).toBe(status)
  expect((await response.json()).error.issues?.[0]?.path).toBe(where)
})

test('a key that may not author grants nothing', async () => {
  const { api, deps, inDays } = await furnished()
  await deps.control.client.execute(`update keys set scopes = '["ingest","read"]' where id = 'k2'`)
  deps.keys.forget()
  expect((await api('PUT', path, { endsAt: inDays(1) })).status).toBe(403)
})
