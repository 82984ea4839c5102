// Readiness through the doors: the API with a key, the console with a session.
import { expect, test } from 'vitest'
import { brim } from '../../shared/audit/actor.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import { testApp } from '../test-app.ts'

const { readiness: usual } = settingsOf()
const walls = {
  name: 'Keeps hitting the wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 1 },
}
const fits = {
  ...usual,
  weights: { ...usual.weights, fit: 30 },
  fit: [{ when: { trait: 'account.employees', gte: 50 }, points: 5 }],
}

async function known() {
  const app = await testApp()
  await app.api('PUT', '/triggers/walls?publish=true', walls)
  await app.api('PUT', '/accounts/calm', { traits: { mrr: 0 } })
  await app.api('PUT', '/accounts/full', { traits: { mrr: 0 } })
  await app.api('POST', '/meters', {
    readings: [{ account: 'full', meter: 'seats', used: 10, limit: 10 }],
  })
  await app.api('POST', '/events', {
    events: [{ name: 'paywall_hit', account: 'keen', user: 'kim', properties: { feature: 'x' } }],
  })
  return app
}

const ids = async (answer: Response) =>
  (await answer.json()).accounts.map((one: { id: string }) => one.id)

test('the API lists accounts by readiness, with the parts and what would raise them', async () => {
  const { api, refresh } = await known()
  await refresh()
  const answer = await api('GET', '/ranking')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    total: 3,
    accounts: [
      {
        id: 'full',
        claim: null,
        readiness: {
          sentence: 'Seats is 100% full',
          parts: [
            { part: 'signals', points: 0, raise: { sentence: '“Keeps hitting the wall” fires' } },
            { part: 'trend' },
            { part: 'fit', most: 0, raise: null },
            { part: 'headroom', value: 1, raise: null, evidence: [{ seen: '10 of 10' }] },
          ],
        },
      },
      { id: 'keen' },
      { id: 'calm', readiness: { score: 0, sentence: 'Nothing speaks for it yet' } },
    ],
  })
  expect(await ids(await api('GET', '/ranking?limit=1&offset=1'))).toEqual(['keen'])
  expect(await ids(await api('GET', '/ranking?signal=*'))).toEqual(['keen'])
})

test('one account is told by itself; one that nobody knows is not found', async () => {
  const { api } = await known()
  const answer = await api('GET', '/accounts/full/readiness')
  expect(answer.status).toBe(200)
  const { score, parts } = await answer.json()
  expect(score).toBeCloseTo(parts[3].points, 9)
  expect((await api('GET', '/accounts/nobody/readiness')).status).toBe(404)
})

test('the order follows what is committed, what is set, and what only time changes', async () => {
  const { api, clock, refresh, signIn } = await known()
  const ask = await signIn()
  const order = async () => {
    await refresh()
    return ids(await api('GET', '/ranking'))
  }
  expect(await order()).toEqual(['full', 'keen', 'calm'])
  await api('PUT', '/accounts/calm', { traits: { employees: 80 } })
  expect((await ask('PUT', '/w/w1/readiness', fits)).status).toBe(200)
  expect(await order()).toEqual(['calm', 'full', 'keen'])
  await api('PUT', '/accounts/calm', { traits: { employees: null } })
  expect(await order()).toEqual(['full', 'keen', 'calm'])
  // Signals fade, limits do not.
  const before = (await (await api('GET', '/accounts/keen/readiness')).json()).score
  clock.now += 28 * dayMs
  const after = (await (await api('GET', '/accounts/keen/readiness')).json()).score
  expect(after).toBeLessThan(before / 2)
})

test('an account that was erased is in no list, also when it was being scored meanwhile', async () => {
  const { api, deps, refresh } = await known()
  await refresh()
  await deps.pipeline.erase('w1', { kind: 'account', id: 'full', at: deps.now(), by: brim })
  await deps.pipeline.keepReadiness('w1', { scores: [['full', 99]], reckoned: null })
  expect(await ids(await api('GET', '/ranking'))).not.toContain('full')
  expect((await api('GET', '/accounts/full/readiness')).status).toBe(404)
})

test.each([
  ['no weight at all', { weights: { signals: 0, trend: 0, fit: 0, headroom: 0 } }, 'weights'],
  [
    'a weight that is less than none',
    { weights: { ...usual.weights, trend: -1 } },
    'weights.trend',
  ],
  [
    'a rule about a person',
    { fit: [{ when: { trait: 'user.role', eq: 'x' }, points: 1 }] },
    'fit.0.when',
  ],
  [
    'a rule about what was done',
    { fit: [{ when: { measure: { age: { of: 'account' } }, gte: 1 }, points: 1 }] },
    'fit.0.when',
  ],
  [
    'a rule without points',
    { fit: [{ when: { trait: 'account.a', eq: 1 }, points: 0 }] },
    'fit.0.points',
  ],
  ['more than all of the value', { value: { share: 1, full: 10 } }, 'value.share'],
  ['a full value of nothing', { value: { share: 0.1, full: 0 } }, 'value.full'],
])('refuses %s, wherever it is set', async (_, change, path) => {
  const { api, signIn } = await testApp()
  const ask = await signIn()
  const model = { ...usual, ...change }
  const refused = { error: { code: 'invalid', issues: [{ path }] } }
  for (const answer of [
    await ask('PUT', '/w/w1/readiness', model),
    await ask('POST', '/w/w1/readiness/learn', model),
  ]) {
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject(refused)
  }
  const set = await api('PUT', '/settings', { readiness: model })
  expect(set.status).toBe(400)
  expect(await (await ask('GET', '/w/w1/readiness')).json()).toEqual(usual)
})

test('a viewer learns and reads, and sets nothing', async () => {
  const { addMember, owner, signIn } = await testApp()
  await addMember('bob', 'w1', 'viewer')
  const ask = await signIn('bob@example.com', owner.password)
  expect((await ask('PUT', '/w/w1/readiness', fits)).status).toBe(403)
  expect((await ask('GET', '/w/w1/readiness')).status).toBe(200)
  const learned = await ask('POST', '/w/w1/readiness/learn', fits)
  expect(await learned.json()).toEqual({
    kind: 'refused',
    reason: 'short_history',
    has: 0,
    needs: 3,
  })
})

test('the console’s account page has the reasons', async () => {
  const { signIn } = await known()
  const ask = await signIn()
  expect(await (await ask('GET', '/w/w1/accounts/full')).json()).toMatchObject({
    readiness: { sentence: 'Seats is 100% full' },
  })
})
