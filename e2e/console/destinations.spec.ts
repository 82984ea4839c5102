// A team is told of signals: a destination is added, tried, fails, and is sent what it has missed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect, findFaults } from './console.ts'

/** Somebody else's backend: what it was sent, and what it answers. */
type Backend = { url: string; heard: { type: string }[]; answer: { status: number; body: string } }

const test = base.extend<{ backend: Backend }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  backend: async ({}, use) => {
    const heard: { type: string }[] = []
    const answer = { status: 500, body: '<h1>Down for repair</h1>' }
    const server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      heard.push(JSON.parse(text))
      response.writeHead(answer.status).end(answer.body)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    await use({ url: `http://127.0.0.1:${port}/brim`, heard, answer })
    server.closeAllConnections()
    server.close()
  },
})

test('a backend is added, its answers are shown, and what it missed is sent again', async ({
  console,
  page,
  backend,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/400/)
  await console.open('/destinations')
  await expect(page.getByText('Nobody is told yet')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Add a destination' }).click()
  await page.getByRole('button', { name: /^Webhook/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Add Webhook' })
  await dialog.getByLabel('Name').fill('Our backend')
  await dialog.getByLabel('Address').fill('not an address')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription('An http or https address')
  await dialog.getByLabel('Address').fill(backend.url)
  await dialog.getByLabel('An account buys, or pays less').check()
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()

  const secret = page.getByRole('dialog', { name: 'Keep this secret' })
  await expect(secret.locator('pre')).toHaveText(/^whsec_/)
  await secret.getByRole('button', { name: 'I have kept it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our backend')

  await page.getByRole('button', { name: 'Send a sample' }).click()
  const tried = page.getByRole('region', { name: 'Try it' })
  await expect(tried.getByText('Answered 500')).toBeVisible()
  // Shown as it is, and not as a page.
  await expect(tried.getByText('<h1>Down for repair</h1>')).toBeVisible()
  expect(backend.heard).toMatchObject([{ type: 'signal_fired', isSample: true }])

  // It wants nothing any more: what was to be told has failed, and can be sent again.
  backend.answer.status = 410
  const bought = { account: 'acme-of-destinations', kind: 'seats', mrrDelta: 900, currency: 'EUR' }
  await console.send('/v1/conversions', { conversions: [bought] })
  const deliveries = page.getByRole('region', { name: 'Deliveries' })
  await expect(page.getByText('It has said that it wants nothing more')).toBeVisible({
    timeout: 15_000,
  })
  await deliveries.getByText('An account buys, or pays less').click()
  await expect(deliveries.getByText('Answered 410')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  backend.answer.status = 200
  await deliveries.getByRole('button', { name: 'Send 1 failed one again' }).click()
  await expect(deliveries.getByText('Taken (200)')).toBeVisible({ timeout: 15_000 })
  expect(backend.heard.map((one) => one.type)).toEqual(['signal_fired', 'conversion', 'conversion'])

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Our backend is paused')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
  await expect(page.getByText('Nobody is told yet')).toBeVisible()
})

test('whoever adds one by e-mail is told before that no mail goes out yet', async ({
  console,
  page,
}) => {
  await console.open('/destinations')
  await page.getByRole('button', { name: 'Add a destination' }).click()
  await page.getByRole('button', { name: /^E-mail/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Add E-mail' })
  await expect(dialog.getByText('Brim has no mail server')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Another kind' }).click()
  await page.getByRole('button', { name: /^Webhook/ }).click()
  await expect(page.getByRole('dialog', { name: 'Add Webhook' })).toBeVisible()
  await expect(page.getByText('Brim has no mail server')).toHaveCount(0)
})
