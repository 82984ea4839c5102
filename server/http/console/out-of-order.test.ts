/** The control database is locked by somebody else, or its disk is full: come again, and nothing else. */
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, type TestContext, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { home, testApp } from '../../test-app.ts'
import { takeRoom } from '../../test-room.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Trouble = (app: App, ctx: TestContext) => Promise<() => unknown>

const lock: Trouble = async ({ folder }) => {
  const foreign = createClient({ url: `file:${join(folder, 'control.db')}` })
  onTestFinished(() => foreign.close())
  const held = await foreign.transaction('write')
  return () => held.rollback()
}
const fill: Trouble = async (_, ctx) => takeRoom(ctx)

const troubles: [string, Trouble, string][] = [
  ['locked', lock, 'SQLITE_BUSY'],
  ['full', fill, 'SQLITE_IOERR'],
]

/** What people do that is written there. */
const signIn = ({ request, owner }: App) =>
  request('POST', '/console/api/auth/sign-in/email', owner, { origin: home })

test.for(troubles)(
  'while it is %s what people do is 503, and done afterwards',
  async ([_, trouble, code], ctx) => {
    const app = await testApp()
    const ask = await app.signIn()
    const other = await app.signIn()
    const acts: [string, () => Promise<Response> | Response, number][] = [
      ['sign in', () => signIn(app), 200],
      ['make a key', () => ask('POST', '/w/w1/keys', { kind: 'secret', name: 'More' }), 201],
      ['origins', () => ask('PUT', '/w/w1/keys/k1/origins', { origins: [] }), 200],
      ['revoke', () => ask('DELETE', '/w/w1/keys/k2'), 200],
      ['sign out', () => other('POST', '/auth/sign-out', {}), 200],
      // Last: it ends all other sessions, and this one for another.
      [
        'password',
        () =>
          ask('POST', '/auth/change-password', {
            currentPassword: app.owner.password,
            newPassword: 'another long password',
          }),
        200,
      ],
    ]
    const end = await trouble(app, ctx)
    const refused = await Promise.all(acts.map(([, act]) => act()))
    for (const [i, response] of refused.entries()) {
      const name = acts[i]?.[0]
      expect([response.status, response.headers.get('retry-after')], name).toEqual([503, '1'])
      expect(await response.json(), name).toMatchObject({ error: { code: 'unavailable' } })
    }
    // Who only reads, and what comes in, is served.
    expect((await ask('GET', '/w/w1/keys')).status).toBe(200)
    expect(JSON.stringify(app.logged)).toContain(code)
    await end()
    for (const [name, act, status] of acts) expect((await act()).status, name).toBe(status)
  },
)

test('a wrong password is one, locked or not', async () => {
  const app = await testApp()
  await lock(app, undefined as never)
  const wrong = await app.request(
    'POST',
    '/console/api/auth/sign-in/email',
    { ...app.owner, password: 'wrong password' },
    { origin: home },
  )
  expect(wrong.status).toBe(401)
})

test.for(troubles)(
  'while it is %s who signed in long ago can still read',
  async ([_, trouble], ctx) => {
    const app = await testApp()
    const ask = await app.signIn()
    const ends = async () => {
      const { rows } = await app.deps.control.client.execute('SELECT expires_at FROM sessions')
      return Number(rows[0]?.expires_at)
    }
    // Two days ago by now: reading prolongs it.
    const before = (await ends()) - 2 * dayMs
    await app.deps.control.client.execute({
      sql: 'UPDATE sessions SET expires_at = ?',
      args: [before],
    })
    const end = await trouble(app, ctx)
    expect((await ask('GET', '/w/w1/keys')).status).toBe(200)
    await end()
    expect(await ends()).toBe(before)
    expect((await ask('GET', '/w/w1/keys')).status).toBe(200)
    expect(await ends()).toBeGreaterThan(before)
  },
)
