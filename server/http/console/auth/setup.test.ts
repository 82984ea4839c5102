import { expect, test } from 'vitest'
import { people, workspaces } from '../../../store/control/schema.ts'
import { createSetupToken } from '../../../store/control/setup.ts'
import { testApp } from '../../../test-app.ts'

const first = {
  name: 'Ada',
  email: 'Ada@Example.com',
  password: 'a long password',
  workspace: 'Tideboard',
}
const path = '/console/api/setup'

test('the first person comes in, with a workspace and its keys', async () => {
  const { request, deps, clock, signIn, api } = await testApp({ isEmpty: true })
  const token = await createSetupToken(deps.control.db, clock.now)
  const response = await request('POST', path, { token, ...first })
  expect(response.status).toBe(201)
  const made = (await response.json()) as Record<string, string>
  expect(made).toEqual({
    workspace: expect.stringMatching(/^w[0-9a-z]{15}$/),
    publishableKey: expect.stringMatching(/^pk_[0-9A-Za-z]{36}$/),
    secretKey: expect.stringMatching(/^sk_[0-9A-Za-z]{36}$/),
  })
  const ask = await signIn('ada@example.com', first.password)
  expect(await (await ask('GET', '/me')).json()).toMatchObject({
    person: { name: 'Ada', email: 'ada@example.com' },
    workspaces: [{ id: made.workspace, name: 'Tideboard', role: 'owner' }],
  })
  expect((await api('GET', '/nudges', undefined, made.secretKey)).status).toBe(200)
  const dump = JSON.stringify((await deps.control.client.execute('select * from keys')).rows)
  expect(dump).toContain(made.publishableKey)
  expect(dump).not.toContain(made.secretKey)
  const links = JSON.stringify(
    (await deps.control.client.execute('select * from setup_links')).rows,
  )
  expect(links).not.toContain(token)
})

test('of two at once one comes in', async () => {
  const { request, deps, clock } = await testApp({ isEmpty: true })
  const token = await createSetupToken(deps.control.db, clock.now)
  const answers = await Promise.all(
    ['ada', 'eve', 'bob', 'cleo'].map((name) =>
      request('POST', path, { token, ...first, name, email: `${name}@example.com` }),
    ),
  )
  expect(answers.map((one) => one.status).sort()).toEqual([201, 403, 403, 403])
  expect(await deps.control.db.select().from(people)).toHaveLength(1)
  expect(await deps.control.db.select().from(workspaces)).toHaveLength(1)
})

test('a link works once, and not after a newer one or once somebody is there', async () => {
  const { request, deps, clock } = await testApp({ isEmpty: true })
  const old = await createSetupToken(deps.control.db, clock.now)
  const token = await createSetupToken(deps.control.db, clock.now)
  const refusal = {
    error: { code: 'forbidden', message: 'This link is used up: start Brim again for a new one' },
  }
  for (const wrong of [old, 'guess', `${token}x`]) {
    const refused = await request('POST', path, { token: wrong, ...first })
    expect(refused.status).toBe(403)
    expect(await refused.json()).toEqual(refusal)
  }
  expect((await request('POST', path, { token, ...first })).status).toBe(201)
  expect((await request('POST', path, { token, ...first })).status).toBe(403)
  const late = await createSetupToken(deps.control.db, clock.now)
  expect((await request('POST', path, { token: late, ...first })).status).toBe(403)
})

test('a mistake in the form does not use the link up', async () => {
  const { request, deps, clock } = await testApp({ isEmpty: true })
  const token = await createSetupToken(deps.control.db, clock.now)
  const wrong = { token, ...first, email: 'ada', password: 'short' }
  const refused = await request('POST', path, wrong)
  expect(refused.status).toBe(400)
  const { error } = (await refused.json()) as { error: { issues: { path: string }[] } }
  expect(error.issues.map((one) => one.path)).toEqual(['email', 'password'])
  expect((await request('POST', path, { token, ...first })).status).toBe(201)
})
