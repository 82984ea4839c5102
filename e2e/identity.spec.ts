// Where a workspace enforces identity, a page shows its prompts to those whom its backend vouches for.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { SignJWT } from 'jose'
import { test as base, expect, hit, hitUntilArmed } from './customer-site.ts'

type Backing = {
  /** Signs for a user of the site, as its backend does. */
  sign(user: string, claims?: Record<string, unknown>): Promise<string>
}

/** The demo's workspace enforces identity for the length of a test, with one more key. */
const test = base.extend<{ enforced: Backing }>({
  enforced: async ({ page, brim, site: _ }, use) => {
    const ask = async (method: string, path: string, data?: object) => {
      const response = await page.request.fetch(`${brim.url}/console/api/w/demo/identity${path}`, {
        method,
        headers: { origin: brim.url },
        ...(data && { data }),
      })
      expect(response.ok(), await response.text()).toBe(true)
      return response.json()
    }
    const { key, secret } = await ask('POST', '/keys', { algorithm: 'HS256' })
    await ask('PUT', '/mode', { mode: 'enforce' })
    await use({
      sign: (user, claims = {}) => {
        const iat = Math.floor(Date.now() / 1_000)
        return new SignJWT({ account_id: `${user}-co`, iat, exp: iat + 600, ...claims })
          .setProtectedHeader({ alg: 'HS256', kid: key.id })
          .setSubject(user)
          .setAudience('demo')
          .sign(new TextEncoder().encode(secret))
      },
    })
    await ask('PUT', '/mode', { mode: 'report' })
    await ask('DELETE', `/keys/${key.id}`)
  },
})

type Told = { code: string; message: string }

/** What the widget has told the page of its troubles. */
const watchErrors = (page: Page) =>
  page.addInitScript(() => {
    const told: unknown[] = []
    const calls: unknown[] = [['on', ['error', (problem: unknown) => told.push(problem)]]]
    Object.assign(window, { told, brim: { q: calls } })
  })
const errors = (page: Page) => page.evaluate(() => (window as never as { told: Told[] }).told)

test('a page whose backend signs gets its prompt', async ({ page, site, enforced, backend }) => {
  const user = `user-${randomUUID()}`
  await site.open(page, { user, token: await enforced.sign(user, { plan: 'free' }) })
  await hitUntilArmed(page)
  await hit(page)
  await expect(page.getByRole('dialog', { name: `More of ${site.feature}` })).toBeVisible()
  const account = await backend.call('GET', `/v1/accounts/${user}-co/entitlements`)
  expect(account.body).toMatchObject({ plan: 'free' })
})

for (const [name, tokenOf, code, words] of [
  ['without a token', async () => '', 'token_missing', 'sign one in your backend'],
  [
    'with the token of somebody else',
    (backing: Backing) => backing.sign('another'),
    'token_invalid',
    'The token is for the user "another"',
  ],
  [
    'with a token that is over',
    (backing: Backing) => backing.sign('late', { iat: 1, exp: 2 }),
    'token_expired',
    'sign a new one',
  ],
] as const) {
  test(`a page ${name} gets none, and is told what to do`, async ({
    page,
    site,
    enforced,
    backend,
    problems,
  }) => {
    problems.allow(/401/)
    problems.allow(/\[brim\]/)
    const user = code === 'token_expired' ? 'late' : `user-${randomUUID()}`
    await watchErrors(page)
    await site.open(page, { user, token: await tokenOf(enforced) })
    await expect
      .poll(() => errors(page))
      .toEqual([{ code, message: expect.stringContaining(words) }])
    await hit(page)
    await hit(page)
    const shown = await page.evaluate(() =>
      (window as never as { brim: { paywall(feature: string): Promise<unknown> } }).brim.paywall(
        'x',
      ),
    )
    expect(shown).toMatchObject({ shown: false })
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect((await backend.call('GET', `/v1/accounts/${user}-co`)).status).toBe(404)
  })
}

test('the demo goes on where identity is enforced', async ({ page, brim, enforced: _ }) => {
  // With something to tell at once, as the demo has, the question goes along with that.
  const answered = page.waitForResponse((one) => /\/b\/v1\/(open|sync)$/.test(one.url()))
  await page.goto(`${brim.url}/demo/?user=signed-${randomUUID()}`)
  expect((await answered).status()).toBe(200)
})
