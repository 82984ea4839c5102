import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { roles } from '../../../shared/workspace/role.ts'
import { removeMember, setRole } from '../../store/control/members.ts'
import { home, testApp } from '../../test-app.ts'

const newcomer = { name: 'Eve', email: 'eve@example.com', password: 'a long enough one' }

async function invited(role = 'editor') {
  const app = await testApp()
  const ask = await app.signIn()
  const made = await ask('POST', '/w/w1/people/invitations', { role })
  expect(made.status).toBe(201)
  const { token } = (await made.json()) as { token: string }
  const stranger = (path: string, body: unknown) =>
    app.request('POST', `/console/api${path}`, body, { origin: home })
  return { ...app, ask, token, stranger }
}

const membersOf = async (ask: Awaited<ReturnType<typeof invited>>['ask'], workspace = 'w1') => {
  const { members } = (await (await ask('GET', `/w/${workspace}/people`)).json()) as {
    members: { id: string; email: string; role: string }[]
  }
  return members.map(({ email, role }) => [email, role])
}

test('somebody new comes in by a link, once, as what they were invited', async () => {
  const { ask, token, stranger, signIn, clock } = await invited()
  expect(await (await stranger('/join/look', { token })).json()).toEqual({
    workspace: 'First',
    role: 'editor',
    by: 'Ada',
    expiresAt: clock.now + 7 * dayMs,
    person: null,
  })
  expect((await stranger('/join', { token })).status).toBe(401)
  const answers = await Promise.all(
    ['eve', 'eva', 'ewa'].map((name) =>
      stranger('/join', { token, newcomer: { ...newcomer, email: `${name}@example.com` } }),
    ),
  )
  expect(answers.map((one) => one.status).sort()).toEqual([201, 403, 403])
  const members = await membersOf(ask)
  expect(members).toEqual([
    ['ada@example.com', 'owner'],
    [expect.stringMatching(/^e[vw][ea]@example\.com$/), 'editor'],
  ])
  const eve = await signIn(members[1]?.[0], newcomer.password)
  expect((await eve('GET', '/w/w1/keys')).status).toBe(200)
  expect((await eve('POST', '/w/w1/keys', { kind: 'secret' })).status).toBe(403)
  expect(await (await ask('GET', '/w/w1/people')).json()).toMatchObject({ invitations: [] })
  expect((await stranger('/join/look', { token })).status).toBe(403)
})

test('who is late leaves nobody behind', async () => {
  const { deps, token, stranger } = await invited()
  const join = (email: string) => stranger('/join', { token, newcomer: { ...newcomer, email } })
  await Promise.all(['eve@example.com', 'eva@example.com'].map(join))
  const { rows } = await deps.control.client.execute(
    "SELECT count(*) AS n FROM people WHERE email LIKE 'ev%'",
  )
  expect(rows[0]?.n).toBe(1)
})

test('somebody who is here already joins as who they are', async () => {
  const { ask, token, signIn, stranger } = await invited('analyst')
  const taken = await stranger('/join', {
    token,
    newcomer: { ...newcomer, email: 'BOB@example.com' },
  })
  expect([taken.status, await taken.json()]).toMatchObject([409, { error: { code: 'conflict' } }])
  const bob = await signIn('bob@example.com', 'a long password')
  expect(await (await bob('POST', '/join/look', { token })).json()).toMatchObject({
    person: { email: 'bob@example.com' },
  })
  expect((await bob('POST', '/join', { token })).status).toBe(200)
  expect(await membersOf(ask)).toEqual([
    ['ada@example.com', 'owner'],
    ['bob@example.com', 'analyst'],
  ])
  // A member stays what they are, whatever another link says.
  const more = await ask('POST', '/w/w1/people/invitations', { role: 'admin' })
  const { token: second } = (await more.json()) as { token: string }
  expect((await bob('POST', '/join', { token: second })).status).toBe(200)
  expect(await membersOf(ask)).toContainEqual(['bob@example.com', 'analyst'])
})

test('a link ends by itself, and is revoked at once', async () => {
  const { ask, token, stranger, clock } = await invited()
  const { invitations } = (await (await ask('GET', '/w/w1/people')).json()) as {
    invitations: { id: string; by: string }[]
  }
  expect(invitations).toMatchObject([{ role: 'editor', by: 'Ada' }])
  const id = invitations[0]?.id
  const bob = await (await invited()).signIn('bob@example.com', 'a long password')
  expect((await bob('DELETE', `/w/w2/people/invitations/${id}`)).status).toBe(404)
  clock.now += 7 * dayMs
  expect((await stranger('/join', { token, newcomer })).status).toBe(403)
  clock.now -= 7 * dayMs
  expect((await ask('DELETE', `/w/w1/people/invitations/${id}`)).status).toBe(200)
  expect((await ask('DELETE', `/w/w1/people/invitations/${id}`)).status).toBe(404)
  expect((await stranger('/join', { token, newcomer })).status).toBe(403)
})

test.each([
  [{ ...newcomer, name: ' ' }, 'newcomer.name'],
  [{ ...newcomer, email: 'eve' }, 'newcomer.email'],
  [{ ...newcomer, password: 'short' }, 'newcomer.password'],
])('a newcomer %j is refused at %s, and the link stays good', async (who, path) => {
  const { token, stranger } = await invited()
  const response = await stranger('/join', { token, newcomer: who })
  expect(await response.json()).toMatchObject({ error: { issues: [{ path }] } })
  expect((await stranger('/join', { token, newcomer })).status).toBe(201)
})

test('a role counts from the next request on', async () => {
  const { ask, addMember, signIn } = await invited()
  await addMember('bob', 'w1', 'viewer')
  const bob = await signIn('bob@example.com', 'a long password')
  const save = () =>
    bob('PUT', '/w/w1/definitions/plan/p', { body: { name: 'P', tier: 1 }, revision: 0 })
  expect((await save()).status).toBe(403)
  for (const role of roles.filter((one) => one !== 'owner')) {
    expect((await ask('PUT', '/w/w1/people/bob', { role })).status).toBe(200)
    expect(await membersOf(ask)).toContainEqual(['bob@example.com', role])
  }
  expect((await ask('PUT', '/w/w1/people/bob', { role: 'editor' })).status).toBe(200)
  expect((await save()).status).toBe(200)
  expect((await ask('DELETE', '/w/w1/people/bob')).status).toBe(200)
  expect((await bob('GET', '/w/w1/keys')).status).toBe(404)
  expect((await ask('DELETE', '/w/w1/people/bob')).status).toBe(404)
  expect((await ask('PUT', '/w/w1/people/bob', { role: 'king' })).status).toBe(400)
})

test('a workspace keeps an owner, also when two take each other out at once', async () => {
  const { ask, addMember, signIn } = await invited()
  expect((await ask('PUT', '/w/w1/people/ada', { role: 'viewer' })).status).toBe(409)
  expect((await ask('DELETE', '/w/w1/people/ada')).status).toBe(409)
  await addMember('bob', 'w1', 'owner')
  const bob = await signIn('bob@example.com', 'a long password')
  const answers = await Promise.all([
    ask('DELETE', '/w/w1/people/bob'),
    bob('PUT', '/w/w1/people/ada', { role: 'viewer' }),
  ])
  expect(answers.filter((one) => one.ok)).toHaveLength(1)
  const stillIn = answers[0]?.ok ? ask : bob
  expect((await membersOf(stillIn)).filter(([, role]) => role === 'owner')).toHaveLength(1)
})

test('only an owner says who else is one', async () => {
  const { ask, addMember, signIn } = await invited()
  await addMember('bob', 'w1', 'admin')
  const bob = await signIn('bob@example.com', 'a long password')
  expect((await bob('PUT', '/w/w1/people/bob', { role: 'owner' })).status).toBe(403)
  expect((await bob('PUT', '/w/w1/people/ada', { role: 'viewer' })).status).toBe(403)
  expect((await bob('DELETE', '/w/w1/people/ada')).status).toBe(403)
  expect((await bob('POST', '/w/w1/people/invitations', { role: 'owner' })).status).toBe(403)
  expect((await bob('POST', '/w/w1/people/invitations', { role: 'viewer' })).status).toBe(201)
  expect((await ask('PUT', '/w/w1/people/bob', { role: 'owner' })).status).toBe(200)
})

test('who may invite nobody any more has no link to come back by, nor to let others in', async () => {
  const { ask, addMember, signIn, stranger } = await invited()
  await addMember('bob', 'w1', 'owner')
  const bob = await signIn('bob@example.com', 'a long password')
  const linkAs = async (role: string) => {
    const made = await bob('POST', '/w/w1/people/invitations', { role })
    return ((await made.json()) as { token: string }).token
  }
  const [asAdmin, asOwner] = [await linkAs('admin'), await linkAs('owner')]
  const look = async () => {
    const all = [asAdmin, asOwner].map((token) => stranger('/join/look', { token }))
    return (await Promise.all(all)).map((one) => one.status)
  }
  const become = (role: string) => ask('PUT', '/w/w1/people/bob', { role })
  expect(await look()).toEqual([200, 200])
  await become('admin')
  expect(await look()).toEqual([200, 403])
  expect((await stranger('/join', { token: asOwner, newcomer })).status).toBe(403)
  await become('editor')
  expect(await look()).toEqual([403, 403])
  expect((await ask('DELETE', '/w/w1/people/bob')).status).toBe(200)
  expect(await look()).toEqual([403, 403])
  expect((await bob('POST', '/join', { token: asAdmin })).status).toBe(403)
  const { invitations } = (await (await ask('GET', '/w/w1/people')).json()) as {
    invitations: { by: string }[]
  }
  expect(invitations.map((one) => one.by)).toEqual(['Ada'])
})

test('an admin has no say about who has just become an owner', async () => {
  const { deps, addMember, clock } = await invited()
  await addMember('bob', 'w1', 'owner')
  const { db } = deps.control
  const doing = { by: { kind: 'person', id: 'eve', name: 'Eve' }, at: clock.now } as const
  const which = { workspace: 'w1', person: 'bob' }
  expect(await setRole(db, which, 'viewer', { ...doing, as: 'admin' })).toBe(false)
  expect(await removeMember(db, which, { ...doing, as: 'admin' })).toBe(false)
  expect(await setRole(db, which, 'viewer', { ...doing, as: 'owner' })).toBe(true)
  expect(await removeMember(db, which, { ...doing, as: 'admin' })).toBe(true)
})

test('no token stands in the database', async () => {
  const { deps, token } = await invited()
  const { rows } = await deps.control.client.execute('SELECT * FROM invitations')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})
