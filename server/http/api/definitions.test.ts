import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const plan = { key: 'team', name: 'Team', tier: 1 }
const full = { ...plan, prices: [], limits: {}, features: [] }
const offer = { kind: 'upgrade', key: 'team-upgrade', name: 'Move up', plan: 'team' }

test('a definition is created as a draft, edited, published, paused and resumed', async () => {
  const { api, clock } = await testApp()
  const draft = {
    key: 'team',
    status: 'draft',
    revision: 1,
    version: 0,
    draft: full,
    published: null,
    updatedAt: clock.now,
    publishedAt: null,
  }
  const created = await api('POST', '/plans', plan)
  expect(created.status).toBe(201)
  expect(await created.json()).toEqual(draft)
  expect(await (await api('GET', '/plans/team')).json()).toEqual(draft)
  expect(await (await api('GET', '/plans')).json()).toEqual({ plans: [draft] })

  clock.now += 1_000
  const saved = await api('PUT', '/plans/team?revision=1', { ...plan, name: 'Crew' })
  expect(saved.status).toBe(200)
  const edited = {
    ...draft,
    revision: 2,
    draft: { ...full, name: 'Crew' },
    updatedAt: clock.now,
  }
  expect(await saved.json()).toEqual(edited)

  const live = {
    ...edited,
    status: 'live',
    version: 1,
    published: edited.draft,
    publishedAt: clock.now,
  }
  expect(await (await api('POST', '/plans/team/publish')).json()).toMatchObject({
    status: live.status,
    version: live.version,
    published: live.published,
  })
  expect(await (await api('POST', '/plans/team/pause')).json()).toMatchObject({ status: 'paused' })
  expect(await (await api('POST', '/plans/team/resume')).json()).toMatchObject({ status: 'live' })
})

test('two editors do not overwrite each other', async () => {
  const { api } = await testApp()
  await api('POST', '/plans', plan)
  await api('PUT', '/plans/team?revision=1', { ...plan, name: 'First' })
  const late = await api('PUT', '/plans/team?revision=1', { ...plan, name: 'Second' })
  expect(late.status).toBe(409)
  expect(await late.json()).toEqual({
    error: {
      code: 'conflict',
      message: '"team" has changed meanwhile: it is at revision 2',
    },
  })
  const known = await (await api('GET', '/plans/team')).json()
  expect(known).toMatchObject({ revision: 2, draft: { name: 'First' } })
})

test('a key is taken once', async () => {
  const { api } = await testApp()
  await api('POST', '/plans', plan)
  const again = await api('POST', '/plans', plan)
  expect(again.status).toBe(409)
  expect(await again.json()).toEqual({
    error: { code: 'conflict', message: 'There is a plan "team" already' },
  })
})

test('saving can publish at once, and the address can name it', async () => {
  const { api } = await testApp()
  const { key: _, ...nameless } = plan
  const saved = await api('PUT', '/plans/team?publish=true', nameless)
  expect(await saved.json()).toMatchObject({ key: 'team', status: 'live', version: 1 })
})

test('what cannot be published is told where it is wrong', async () => {
  const { api } = await testApp()
  const response = await api('POST', '/offers?publish=true', offer)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { code: string; issues: object[] } }
  expect(error.code).toBe('invalid')
  expect(error.issues).not.toEqual([])
  await api('PUT', '/plans/team?publish=true', plan)
  expect((await api('POST', '/offers?publish=true', offer)).status).toBe(201)
})

test.each([
  ['POST', '/offers', 'This cannot be saved: plan: There is no'],
  ['POST', '/offers?publish=true', 'This cannot be published: plan: '],
  ['PUT', '/offers/team-trial', 'This cannot be saved: plan: There is no'],
  ['PUT', '/offers/team-trial?publish=true', 'This cannot be published: plan: '],
])('%s %s says what was asked for', async (method, path, words) => {
  const { api } = await testApp()
  const refused = await api(method, path, { ...offer, key: 'team-trial' })
  expect((await refused.json()).error.message).toContain(words)
})

test.each([
  ['PUT', '/plans/other', plan, 'key'],
  ['PUT', '/plans/team', { ...plan, tier: 'high' }, 'tier'],
  ['PUT', '/plans/team?revision=x', plan, 'revision'],
  ['POST', '/plans?publish=maybe', plan, 'publish'],
  [
    'POST',
    '/triggers',
    { key: 'a', name: 'A', family: 'paywall', subject: 'account', when: {} },
    'when',
  ],
  ['POST', '/plans', [], ''],
])('%s %s is told what is wrong', async (method, path, body, where) => {
  const { api } = await testApp()
  const response = await api(method, path, body)
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as {
    error: { code: string; issues: { path: string }[] }
  }
  expect(error.code).toBe('invalid')
  expect(error.issues[0]?.path).toBe(where)
})

test('what is not there cannot be published, paused or resumed', async () => {
  const { api } = await testApp()
  for (const change of ['publish', 'pause', 'resume', 'explode']) {
    expect((await api('POST', `/plans/nothing/${change}`)).status).toBe(404)
  }
})

test('what is needed cannot be archived, and the refusal says so', async () => {
  const { api } = await testApp()
  await api('POST', '/plans?publish=true', plan)
  await api('POST', '/offers?publish=true', offer)
  const refused = (await (await api('POST', '/plans/team/archive')).json()) as {
    error: { message: string }
  }
  expect(refused.error.message).toBe(
    'It cannot be archived: The offer "Move up" needs it: change or archive that one first',
  )
})

test('a hostile condition is refused, not evaluated', async () => {
  const { api } = await testApp()
  let when: object = { trait: 'account.plan', eq: 'free' }
  for (let i = 0; i < 40; i++) when = { not: when }
  const trigger = { key: 'deep', name: 'Deep', family: 'paywall', subject: 'account', when }
  const response = await api('POST', '/triggers', trigger)
  expect(response.status).toBe(400)
})
