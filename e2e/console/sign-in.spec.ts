// Coming in as people do: with a second factor, after a forgotten password, and not from elsewhere.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from '@playwright/test'
import { linkIn, startTestSmtp } from '../../server/mail/test-smtp.ts'
import { codeAt } from '../../server/second-factor/totp.ts'
import { type Brim, startBrim } from '../harness/brim.ts'
import { test as base } from '../harness/fixtures.ts'
import { expect, findFaults } from './console.ts'

type Smtp = Awaited<ReturnType<typeof startTestSmtp>>
type Own = { brim: Brim; smtp: Smtp }

/** A Brim of their own: whom it lets in is changed here, and it can send mail. */
const test = base.extend<{ own: Own; another(): Promise<{ context: BrowserContext; page: Page }> }>(
  {
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter, and nothing else is needed
    own: async ({}, use) => {
      const smtp = await startTestSmtp()
      // Its own address has to be known before it starts.
      const port = await freePort()
      const brim = await startBrim({
        env: {
          PORT: String(port),
          BRIM_URL: `http://127.0.0.1:${port}`,
          BRIM_SMTP_URL: smtp.url,
          BRIM_MAIL_FROM: 'Brim <brim@example.com>',
        },
      })
      await use({ brim, smtp })
      await brim.stop()
      await smtp.close()
    },
    another: async ({ browser, problems }, use) => {
      const contexts: BrowserContext[] = []
      await use(async () => {
        const context = await browser.newContext()
        contexts.push(context)
        problems.watch(context)
        return { context, page: await context.newPage() }
      })
      await Promise.all(contexts.map((one) => one.close()))
    },
  },
)

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

const ada = { email: 'ada@example.com', password: 'a long password' }

async function setUp(page: Page, { brim }: Own) {
  const token = new URL(brim.ready.setup ?? '').hash.replace('#token=', '')
  const response = await page.request.post(`${brim.url}/console/api/setup`, {
    data: { token, name: 'Ada', ...ada, workspace: 'Harbour' },
    headers: { origin: brim.url },
  })
  expect(response.ok(), await response.text()).toBe(true)
}

async function logIn(page: Page, password = ada.password) {
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('a second factor is set up with an app, required of everybody, and asked for at the login', async ({
  page,
  own,
  another,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/40[013]/)
  // Three people in three browsers, one of whom comes in twice.
  test.slow()
  const { brim } = own
  await setUp(page, own)
  await page.goto(`${brim.url}/console/me`)
  await logIn(page)
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByLabel('Your password').fill('not this one')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('This is not your password')).toBeVisible()
  await page.getByLabel('Your password').fill(ada.password)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  const secret = ((await page.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '')
  const now = Date.now()
  await page.getByLabel('The code that the app shows').fill(codeAt(secret, now))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  const codes = page.getByRole('region', { name: 'Your backup codes' })
  await expect(codes.getByRole('listitem')).toHaveCount(10)
  expect(await findFaults(page)).toEqual([])
  const [backup = ''] = await codes.getByRole('listitem').allTextContents()
  const saving = page.waitForEvent('download')
  await codes.getByRole('button', { name: 'Download' }).click()
  expect((await saving).suggestedFilename()).toBe('brim-backup-codes.txt')
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 backup codes are left')).toBeVisible()

  await page.goto(`${brim.url}/console/people`)
  await page.getByRole('button', { name: 'Require it of everybody' }).click()
  await expect(page.getByText('Required', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel('Mail it to').fill('eve@example.com')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByText('It is on its way to eve@example.com')).toBeVisible()

  const { page: eve } = await another()
  await eve.goto(linkIn(await own.smtp.next()))
  await eve.getByLabel('Your name').fill('Eve')
  await eve.getByLabel('E-mail').fill('eve@example.com')
  await eve.getByLabel('Password').fill('another long one')
  await eve.getByRole('button', { name: /^Join / }).click()
  await expect(heading(eve)).toHaveText('Set up a second factor')
  await expect(eve.getByRole('navigation')).toHaveCount(0)
  expect(await findFaults(eve)).toEqual([])

  const { page: there } = await another()
  await there.goto(`${brim.url}/console`)
  await logIn(there)
  await expect(heading(there)).toHaveText('Your second factor')
  expect(await findFaults(there)).toEqual([])
  await there.getByLabel('Code', { exact: true }).fill('000000')
  await there.getByRole('button', { name: 'Log in' }).click()
  await expect(there.getByRole('alert')).toContainText('This code is wrong')
  await there.getByRole('button', { name: 'Use a backup code instead' }).click()
  await there.getByLabel('Backup code').fill(backup)
  await there.getByRole('button', { name: 'Log in' }).click()
  await expect(heading(there)).toHaveText('Overview')
})

test('who has forgotten their password gets a link by mail, and comes in by a new one', async ({
  page,
  own,
  problems,
}) => {
  problems.allow(/403/)
  const { brim, smtp } = own
  await setUp(page, own)
  await page.goto(`${brim.url}/console`)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(heading(page)).toHaveText('Look into your mail')
  const link = linkIn(await smtp.next())
  await page.goto(link)
  await expect(page.getByText(ada.email)).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await expect(page.getByLabel('New password')).toBeFocused()
  await page.getByLabel('New password').fill('a password that is new')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(heading(page)).toHaveText('Log in')
  await logIn(page, 'a password that is new')
  await expect(heading(page)).toHaveText('Overview')
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('This link is used up or over')).toBeVisible()
})

test('a page of another site changes nothing with the session of who visits it', async ({
  page,
  own,
  problems,
}) => {
  // What is refused, and what a page may not read, stands in its log.
  problems.allow(/403|CORS|ERR_FAILED|Failed to load|Refused to|policy/)
  const { brim } = own
  await setUp(page, own)
  await page.goto(`${brim.url}/console`)
  await logIn(page)
  await expect(heading(page)).toHaveText('Overview')
  const [{ id }] = (await (await page.request.get(`${brim.url}/console/api/me`)).json()).workspaces
  const keys = `${brim.url}/console/api/w/${id}/keys`
  const before = await (await page.request.get(keys)).text()
  const signOut = `${brim.url}/console/api/auth/sign-out`
  // Another port is another origin on the same site: its requests come with the cookie.
  const evil = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end(`<!doctype html>
      <form method="post" action="${signOut}" enctype="text/plain">
        <input name='{"x":"' value='"}'><button>Win a prize</button>
      </form>`)
  })
  await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done))
  const { port } = evil.address() as AddressInfo
  const from = `http://127.0.0.1:${port}`
  try {
    for (const type of ['text/plain', 'application/json']) {
      await page.goto(from)
      const outcome = await page.evaluate(
        async ([keys, signOut, type]) => {
          const send = (url: string, method: string, mode: RequestMode) =>
            fetch(url, {
              method,
              mode,
              credentials: 'include',
              headers: { 'content-type': String(type) },
              ...(method === 'POST' && { body: '{"kind":"secret","name":"Mine"}' }),
            }).then(
              (answer) => answer.type,
              () => 'failed',
            )
          return [
            await send(String(keys), 'POST', 'cors'),
            await send(String(keys), 'POST', 'no-cors'),
            await send(`${keys}/x`, 'DELETE', 'cors'),
            await send(String(signOut), 'POST', 'no-cors'),
          ]
        },
        [keys, signOut, type],
      )
      expect(outcome).not.toContain('cors')
    }
    await page.goto(from)
    const refused = page.waitForResponse(signOut)
    await page.getByRole('button', { name: 'Win a prize' }).click()
    // It was asked with the cookie, and refused.
    const answer = await refused
    expect(answer.status()).toBe(403)
    expect((await answer.request().allHeaders()).cookie).toContain('session_token')
  } finally {
    evil.close()
  }
  expect(await (await page.request.get(keys)).text()).toBe(before)
})
