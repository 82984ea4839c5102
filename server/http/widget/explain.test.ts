import { expect, test } from 'vitest'
import type { ExplainResponse } from '../../../shared/protocol/api.ts'
import { origin, testApp } from '../../test-app.ts'

const nudge = {
  name: 'A board for all',
  format: 'modal',
  placement: 'paywall:export',
  offer: 'team',
  audience: { trait: 'account.plan', eq: 'free' },
  copy: { en: { title: 'A board', actions: [{ kind: 'link', label: 'See', url: '/b' }] } },
}

async function furnished() {
  const app = await testApp()
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await app.api('PUT', '/offers/team?publish=true', { name: 'Team', kind: 'upgrade', plan: 'team' })
  expect((await app.api('PUT', '/nudges/board?publish=true', nudge)).status).toBe(200)
  const codeOf = async (workspace = 'w1', email?: string) => {
    const ask = await app.signIn(email)
    return ((await (await ask('GET', `/w/${workspace}/debug-code`)).json()) as { code: string })
      .code
  }
  const explain = (code?: string, headers = {}) =>
    app.widget('/explain', app.session({ ...(code && { code }) }), headers)
  return { ...app, codeOf, explain }
}

test('says of every placement what it would show now, gate by gate and in words', async () => {
  const { explain, codeOf, api } = await furnished()
  const code = await codeOf()
  const read = async () => {
    const answer = await explain(code)
    expect(answer.status).toBe(200)
    return (await answer.json()) as ExplainResponse
  }
  const before = await read()
  expect(before.placements).toMatchObject([
    {
      placement: 'paywall:export',
      nudges: [{ nudge: 'board', name: 'A board for all', isChosen: false }],
    },
  ])
  const [refused] = before.placements[0]?.nudges ?? []
  expect(refused?.said).toBe('Outside the nudge’s audience')
  expect(refused?.nearest).toBe('the account’s plan is “free”')
  expect(refused?.rungs.find(({ passed }) => !passed)).toEqual({
    title: 'Audience',
    passed: false,
    said: 'Outside the nudge’s audience',
    seen: null,
    missing: ['Plan: not known, wanted: is free'],
  })
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  const after = await read()
  expect(after.placements[0]?.nudges[0]).toMatchObject({
    isChosen: true,
    said: 'It would be shown',
    nearest: null,
  })
})

test('stores and claims nothing', async () => {
  const { explain, codeOf, deps, api } = await furnished()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free' } })
  const { client } = await deps.openWorkspace('w1')
  const count = async () => (await client.execute('SELECT count(*) AS n FROM decisions')).rows[0]?.n
  const before = await count()
  expect((await explain(await codeOf())).status).toBe(200)
  expect(await count()).toBe(before)
})

test('lists what was decided for this person, newest first', async () => {
  const { explain, codeOf, widget, session, clock } = await furnished()
  for (const ask of ['paywall:export', 'slot:nothing']) {
    await widget('/sync', session({ items: [], ask: [ask] }))
    await widget('/sync', session({ user: { id: 'ben' }, items: [], ask: [ask] }))
    clock.now += 1_000
  }
  const { past } = (await (await explain(await codeOf())).json()) as ExplainResponse
  expect(past.map(({ placement, said }) => [placement, said])).toEqual([
    ['slot:nothing', 'No nudge is made for this placement'],
    ['paywall:export', 'Outside the nudge’s audience'],
  ])
})

test('a publishable key, an origin and a person are not enough to be told why', async () => {
  const { explain, logged } = await furnished()
  for (const code of [undefined, 'v1.x.y.z', 'nonsense']) {
    for (const from of [origin, 'http://localhost:3000']) {
      const answer = await explain(code, { origin: from })
      expect(answer.status).toBe(403)
      expect(await answer.text()).not.toContain('board')
    }
  }
  expect(logged).toEqual([])
})

test('a code of who lacks the second factor that is asked for meanwhile shows nothing', async () => {
  const { codeOf, explain, deps, widget, session, signIn } = await furnished()
  const code = await codeOf()
  const link = await (await signIn())('GET', '/w/w1/preview/link/board')
  const shown = (await link.json()) as { code: string }
  const preview = () => widget('/preview', session({ code: shown.code }))
  expect([(await explain(code)).status, (await preview()).status]).toEqual([200, 200])
  await deps.control.client.execute('UPDATE workspaces SET requires_second_factor = 1')
  expect([(await explain(code)).status, (await preview()).status]).toEqual([403, 403])
})

test('a code is good for an hour, for its workspace, and while who made it is a member', async () => {
  const { explain, codeOf, clock, deps } = await furnished()
  const code = await codeOf()
  expect((await explain(await codeOf('w2', 'bob@example.com'))).status).toBe(403)
  clock.now += 59 * 60_000
  expect((await explain(code)).status).toBe(200)
  clock.now += 2 * 60_000
  expect((await explain(code)).status).toBe(403)
  clock.now -= 5 * 60 * 60_000
  expect((await explain(code)).status, 'from a clock that was set back').toBe(403)
  const next = await codeOf()
  expect((await explain(next)).status).toBe(200)
  await deps.control.client.execute("DELETE FROM members WHERE person = 'ada'")
  expect((await explain(next)).status).toBe(403)
})

test('the people of the demo are made up: anybody may ask about them', async () => {
  const { explain, deps } = await furnished()
  deps.openToDebug = 'w1'
  expect((await explain()).status).toBe(200)
})
