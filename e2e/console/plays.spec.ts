// A play from its author to the rep: it is written, tried on history, published, a signal sets it off,
// the owner is told, and says that it was worth it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect, findFaults } from './console.ts'

type Heard = { type: string; data: { account: string; rep: string; evidence: unknown[] } }

const test = base.extend<{ inbox: { url: string; heard: Heard[] } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  inbox: async ({}, use) => {
    const heard: Heard[] = []
    const server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      heard.push(JSON.parse(text))
      response.writeHead(200).end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    await use({ url: `http://127.0.0.1:${port}/alerts`, heard })
    server.closeAllConnections()
    server.close()
  },
})

test('a large account’s signal is told to its owner, who says that it was worth it', async ({
  console,
  page,
  brim,
  inbox,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/400/)
  const put = (path: string, data: unknown) =>
    page.request.put(`${brim.url}/v1${path}`, {
      data,
      headers: { authorization: `Bearer ${console.secretKey}` },
    })
  await console.send('/v1/destinations', {
    kind: 'webhook',
    name: 'Sales inbox',
    hears: {},
    settings: { url: inbox.url },
  })
  const trigger = {
    name: 'Reaches for the vault',
    family: 'paywall',
    subject: 'account',
    when: {
      measure: {
        count: { event: 'paywall_hit', where: { feature: { eq: 'vault' } }, within: '7d' },
      },
      gte: 2,
    },
  }
  expect((await put('/triggers/vault-wall?publish=true', trigger)).ok()).toBe(true)
  const traits = { name: 'Granite', plan: 'enterprise', owner_email: 'ada@sales.example' }
  expect((await put('/accounts/granite', { traits })).ok()).toBe(true)
  expect((await put('/accounts/pebble', { traits: { name: 'Pebble', plan: 'free' } })).ok()).toBe(
    true,
  )

  await console.open('/plays')
  // Who sells, by which way, and at any hour: this may run at night.
  await page.getByRole('link', { name: 'Sales team' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sales team')
  await page.getByLabel('By', { exact: true }).selectOption({ label: 'Sales inbox' })
  await page.getByLabel('Quiet from').fill('00:00')
  await page.getByLabel('Quiet until').fill('00:00')
  await page.getByLabel('And all of Saturday and Sunday').uncheck()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved: it holds from the next decision on')).toBeVisible()

  // Written in parts, from a template.
  await console.open('/plays')
  await page.getByRole('link', { name: /^Large accounts go to their owner/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Vault for the large')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('region', { name: 'To be fixed' })).toContainText('Which signals?')
  await page.getByLabel('Reaches for the vault').check()
  await expect(page.locator('.page-head p')).toContainText(
    'When “Reaches for the vault” fires, where the account’s plan is enterprise: tell its owner.',
  )
  const dryRun = page.getByRole('complementary', { name: 'Dry run' })
  await expect(dryRun.getByText('no rep would have been told')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('See what changed')).toBeVisible()

  // Its signal comes, of an account that it is for and of another.
  const hit = (account: string) => ({
    name: 'paywall_hit',
    properties: { feature: 'vault' },
    user: `kim-of-${account}`,
    account,
  })
  const hits = ['granite', 'pebble'].flatMap((one) => [hit(one), hit(one)])
  await console.send('/v1/events', { events: hits })
  await expect.poll(() => inbox.heard.length, { timeout: 15_000 }).toBe(1)
  expect(inbox.heard[0]).toMatchObject({
    type: 'alert',
    data: { account: 'granite', rep: 'ada@sales.example', evidence: [{ value: 2 }] },
  })

  // It stands among the alerts, and is judged there.
  await page.getByRole('link', { name: 'Alerts', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alerts')
  await page.getByRole('radio', { name: 'Everybody’s' }).check()
  const row = page.getByRole('listitem').filter({ hasText: 'Reaches for the vault' })
  await expect(row).toContainText('for ada@sales.example')
  expect(await findFaults(page)).toEqual([])
  await row.getByRole('button', { name: /^Worth it/ }).click()
  await expect(page.getByText('Noted: it was worth it')).toBeVisible()

  await console.open('/plays')
  const play = page.getByRole('listitem').filter({ hasText: 'Vault for the large' })
  await expect(play).toContainText('100%')
  await expect(play).toContainText('worth it, of 1 judged')
  expect(await findFaults(page)).toEqual([])

  // Why, and why not, on the pages of both accounts.
  await console.open('/accounts/pebble')
  await page.getByRole('radio', { name: 'Plays' }).check()
  await expect(page.getByText('The account is not one that it is for')).toBeVisible()
  await console.open('/accounts/granite')
  await page.getByRole('radio', { name: 'Plays' }).check()
  await expect(page.getByText('It acted')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Alerts' })).toContainText('Told')
  expect(await findFaults(page)).toEqual([])

  // On what is stored now, the dry run says what it has done.
  await console.open('/plays/vault-for-the-large')
  await expect(dryRun.getByText('ada@sales.example')).toBeVisible()
  await expect(dryRun).toContainText('of accounts that it is not for')
})

test('a play for ready accounts says so, is tried without guessing, and tells why it waited', async ({
  console,
  page,
  brim,
}) => {
  const trigger = {
    name: 'Asks for the archive',
    family: 'paywall',
    subject: 'account',
    when: {
      measure: {
        count: { event: 'paywall_hit', where: { feature: { eq: 'archive' } }, within: '7d' },
      },
      gte: 1,
    },
  }
  const headers = { authorization: `Bearer ${console.secretKey}` }
  const at = `${brim.url}/v1/triggers/archive-wall?publish=true`
  expect((await page.request.put(at, { data: trigger, headers })).ok()).toBe(true)
  const hit = (account: string) => ({
    name: 'paywall_hit',
    properties: { feature: 'archive' },
    user: `kim-of-${account}`,
    account,
  })
  await console.send('/v1/events', { events: [hit('basalt')] })

  await console.open('/plays')
  await page.getByRole('link', { name: /^Large accounts go to their owner/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('Archive for the ready')
  await page.getByLabel('Asks for the archive').check()
  await page.getByRole('button', { name: /^Remove: / }).click()
  await page.getByLabel('Only while the account is ready enough').check()
  await page.getByLabel('How ready').fill('95')
  await expect(page.locator('.page-head p')).toContainText(
    'and the account’s readiness is 95 or more',
  )
  const dryRun = page.getByRole('complementary', { name: 'Dry run' })
  await expect(dryRun).toContainText('How ready accounts were is not kept.')
  await expect(dryRun).toContainText('of accounts of which nobody knows how ready they were')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Before it goes live' })
  await expect(dialog).toContainText('No account is that ready now')
  await dialog.getByRole('button', { name: 'Publish anyway' }).click()
  await expect(page.getByText('See what changed')).toBeVisible()

  await console.send('/v1/events', { events: [hit('gneiss')] })
  await console.open('/accounts/gneiss')
  await page.getByRole('radio', { name: 'Plays' }).check()
  await expect(page.getByText('The account had no readiness score yet')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
})
