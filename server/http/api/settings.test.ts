import { expect, test } from 'vitest'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { testApp } from '../../test-app.ts'

/** As a workspace of the tests begins. */
const first = settingsOf({ holdout: 0 })

test('a field that is given is replaced whole, the others stay', async () => {
  const { api } = await testApp()
  expect(await (await api('GET', '/settings')).json()).toEqual(first)
  const capGroups = [{ key: 'tips', of: { tag: 'tip' }, per: 'user', every: '7d', times: 2 }]
  const changed = await api('PUT', '/settings', {
    capGroups,
    keepEvents: '90d',
  })
  const expected = { ...first, capGroups, keepEvents: '90d' }
  expect([changed.status, await changed.json()]).toEqual([200, expected])
  const again = await api('PUT', '/settings', { capGroups: [] })
  expect(await again.json()).toEqual({ ...expected, capGroups: [] })
  expect(await (await api('GET', '/settings')).json()).toEqual({ ...expected, capGroups: [] })
})

test('two editors of different fields both keep what they said', async () => {
  const { api } = await testApp()
  await Promise.all([
    api('PUT', '/settings', { paused: true }),
    api('PUT', '/settings', { consent: 'required' }),
  ])
  const expected = { ...first, paused: true, consent: 'required' }
  expect(await (await api('GET', '/settings')).json()).toEqual(expected)
})

test('a new workspace has the usual settings', async () => {
  const { api, keys } = await testApp()
  const response = await api('GET', '/settings', undefined, keys.others)
  expect(await response.json()).toEqual(settingsOf())
})

test.each([
  [{ holdout: 2 }, ['holdout']],
  [
    { budget: { modalsPerUser: { every: '1d', times: 0 } } },
    ['budget.modalsPerUser.times', 'budget.promptsPerAccount'],
  ],
  [{ defaults: null }, ['defaults']],
  [{ seed: 'mine' }, ['seed']],
  [{ theme: { preset: 'gaudy', accent: 'red' } }, ['theme.preset', 'theme.accent']],
  [{ theme: { preset: 'brim', font: 'x;}body{display:none' } }, ['theme.font']],
  [[], ['']],
])('%j changes nothing and is told where it is wrong', async (body, paths) => {
  const { api } = await testApp()
  const response = await api('PUT', '/settings', body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as {
    error: { code: string; issues: { path: string }[] }
  }
  expect(error.code).toBe('invalid')
  expect(error.issues.map((one) => one.path)).toEqual(paths)
  expect(await (await api('GET', '/settings')).json()).toEqual(first)
})

test('garbage is refused', async () => {
  const { api } = await testApp()
  for (const body of ['', '{', '[[[['.repeat(10_000)]) {
    const response = await api('PUT', '/settings', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'malformed_json' } })
  }
})

test('reading and changing them are scopes of their own', async () => {
  const { api, deps } = await testApp()
  await deps.control.client.execute(`update keys set scopes = '["read"]' where id = 'k2'`)
  expect((await api('GET', '/settings')).status).toBe(200)
  expect((await api('PUT', '/settings', { paused: true })).status).toBe(403)
})

test('a paused workspace shows nothing, and goes on when it is resumed', async () => {
  const { api, clock } = await testApp()
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await api('PUT', '/offers/team?publish=true', { name: 'Team', kind: 'upgrade', plan: 'team' })
  await api('PUT', '/nudges/team?publish=true', {
    name: 'Team',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'team',
    copy: { en: { title: 'Team', actions: [{ kind: 'link', label: 'See', url: '/team' }] } },
  })
  const reason = async () => {
    clock.now += 1000
    const question = { user: 'mara', account: 'acme', placements: ['slot:promo'] }
    const { decisions } = (await (await api('POST', '/decide', question)).json()) as {
      decisions: { reason: string | null }[]
    }
    return decisions[0]?.reason
  }
  expect(await reason()).toBeNull()
  await api('PUT', '/settings', { paused: true })
  expect(await reason()).toBe('workspace_paused')
  await api('PUT', '/settings', { paused: false })
  expect(await reason()).toBeNull()
})
