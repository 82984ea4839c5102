import { test as signedOut } from '../harness/fixtures.ts'
import { expect, login, test } from './console.ts'

signedOut(
  'logs in and arrives at the page that was asked for',
  async ({ page, brim, problems }) => {
    problems.allow(/401/)
    await page.goto(`${brim.url}/console/nudges`)
    await page.getByLabel('E-mail').fill(login.email)
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('alert')).toHaveText(/don’t belong together/)
    await page.getByLabel('Password').fill(login.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nudges')
    expect(new URL(page.url()).pathname).toBe('/console/nudges')
  },
)

test('a session that ends asks for the login, and what was typed is still there after it', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/401/)
  await console.open('/nudges/export-trial')
  await expect(page.getByText('With example values')).toBeVisible()
  await page.context().clearCookies()
  await page.getByLabel('Name', { exact: true }).fill('Typed as the session ended')
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(login.email)
  await expect(page.getByLabel('Password')).toBeFocused()
  await page.getByLabel('Password').fill(login.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed as the session ended')
})

test('who logs in where somebody else’s session has ended sees nothing of what they typed', async ({
  console,
  page,
  brim,
  playwright,
  problems,
}) => {
  problems.allow(/401/)
  const eve = { name: 'Eve', email: 'eve-next@example.com', password: 'quite long enough' }
  const origin = new URL(brim.url).origin
  const root = `${brim.url}/console/api`
  const [{ id }] = (await (await page.request.get(`${root}/me`)).json()).workspaces
  const { token } = await (
    await page.request.post(`${root}/w/${id}/people/invitations`, {
      data: { role: 'admin' },
      headers: { origin },
    })
  ).json()
  const elsewhere = await playwright.request.newContext()
  const joined = await elsewhere.post(`${root}/join`, {
    data: { token, newcomer: eve },
    headers: { origin },
  })
  expect(joined.status()).toBe(201)
  await elsewhere.dispose()

  await console.open('/settings')
  await page.getByLabel('Holdout').fill('33')
  await page.getByRole('link', { name: 'Nudges', exact: true }).click()
  await page.getByRole('link', { name: 'New nudge' }).click()
  await expect(page.getByText('With example values')).toBeVisible()
  await page.context().clearCookies()
  await page.getByLabel('Name', { exact: true }).fill('Nobody else’s business')
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await page.getByLabel('E-mail').fill(eve.email)
  await page.getByLabel('Password').fill(eve.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New nudge')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('')
  await page.getByRole('link', { name: 'Nudges', exact: true }).first().click()
  await expect(page.getByRole('link', { name: 'New nudge' })).toBeVisible()
  await expect(page.getByText('Nobody else’s business')).toBeHidden()
  await page.getByRole('link', { name: 'Set up', exact: true }).click()
  await page
    .getByRole('link', { name: /Settings/ })
    .first()
    .click()
  await expect(page.getByLabel('Holdout')).toBeVisible()
  await expect(page.getByLabel('Holdout')).not.toHaveValue('33')
})

test('logging out ends the session, and a signed-out visit is no error', async ({
  console,
  page,
}) => {
  await console.open()
  await page.getByRole('button', { name: 'You and the looks' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in')
})

signedOut(
  'a script that is slipped into a page does not run, whatever host it comes from',
  async ({ page, brim, problems }) => {
    const refused: string[] = []
    page.on('console', (message) => refused.push(message.text()))
    problems.allow(/policy|TrustedHTML|TrustedScript|Content Security Policy/)
    // The widget's own script, of this very host, as a fault of the server's would let it in.
    await page.route('**/console', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace(
        '</head>',
        '<script src="/b/brim.js"></script><script>window.evil = 1</script></head>',
      )
      await route.fulfill({ response, body })
    })
    await page.goto(`${brim.url}/console`)
    await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible()
    expect(await page.evaluate(() => ['brim' in window, 'evil' in window])).toEqual([false, false])
    const told = refused.filter((text) => text.startsWith('policy: script-src-elem forbids'))
    expect(told).toEqual([expect.stringContaining('/b/brim.js'), expect.stringContaining('inline')])
    // Nor does a text become markup once the page is there.
    const outcomes = await page.evaluate(() =>
      [
        () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="evil=1">'),
        () => document.createElement('script').setAttribute('src', '/b/brim.js'),
        () => Reflect.get(window, 'trustedTypes').createPolicy('any', {}),
      ].map((run) => {
        try {
          run()
          return 'done'
        } catch {
          return 'refused'
        }
      }),
    )
    expect(outcomes).toEqual(['refused', 'refused', 'refused'])
  },
)
