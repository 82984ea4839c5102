import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const view = { name: 'Big', isShared: true, filters: {} }

test('of views saved at once no more come in than one may have, and each of them is told once', async () => {
  const { deps, signIn, addMember } = await testApp()
  await addMember('bob', 'w1', 'analyst')
  await deps.control.client.executeMultiple(
    Array.from(
      { length: 98 },
      (_, i) =>
        `INSERT INTO views (id, workspace, person, name, is_shared, filters, created_at)
         VALUES ('v${i}', 'w1', 'ada', 'View', 0, '{}', 1);`,
    ).join('\n'),
  )
  const ask = await signIn()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => ask('POST', '/w/w1/views', view)),
  )
  expect(answers.map((one) => one.status).sort()).toEqual([201, 201, ...Array(6).fill(409)])
  const refused = answers.find((one) => one.status === 409)
  expect(await refused?.json()).toEqual({
    error: {
      code: 'conflict',
      message: 'You have 100 views: remove one that you no longer use',
    },
  })
  const { rows } = await deps.control.client.execute(
    "SELECT count(*) AS told FROM audit WHERE action = 'view_shared'",
  )
  expect(rows).toMatchObject([{ told: 2 }])
  // What others have saved counts for them.
  const bob = await signIn('bob@example.com')
  expect((await bob('POST', '/w/w1/views', view)).status).toBe(201)
})

test('what somebody shared who is a member no more is everybody’s, and then whose who changes it', async () => {
  const { signIn, addMember, deps } = await testApp()
  await addMember('bob', 'w1', 'analyst')
  const [ada, bob] = [await signIn(), await signIn('bob@example.com')]
  const saved = async () => ((await (await bob('POST', '/w/w1/views', view)).json()) as Saved).id
  type Saved = { id: string; isOwn: boolean }
  const [first, second] = [await saved(), await saved()]
  await bob('POST', '/w/w1/views', { ...view, isShared: false })
  const listed = async () => (await (await ada('GET', '/w/w1/views')).json()) as Saved[]
  expect((await listed()).map((one) => one.isOwn)).toEqual([false, false])
  expect((await ada('DELETE', `/w/w1/views/${first}`)).status).toBe(404)

  expect((await ada('DELETE', '/w/w1/people/bob')).status).toBe(200)
  expect((await listed()).map((one) => one.isOwn)).toEqual([true, true])
  expect((await ada('DELETE', `/w/w1/views/${first}`)).status).toBe(200)
  const changed = await ada('PUT', `/w/w1/views/${second}`, { ...view, name: 'Ours' })
  expect(await changed.json()).toMatchObject({ id: second, name: 'Ours', isOwn: true })
  const { rows } = await deps.control.client.execute(
    'SELECT person, is_shared AS shared FROM views ORDER BY person',
  )
  expect(rows).toMatchObject([
    { person: 'ada', shared: 1 },
    { person: 'bob', shared: 0 },
  ])
})
