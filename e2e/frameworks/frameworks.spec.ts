// The recipes of docs/embedding.md in apps that are built from npm, in development, where frameworks do
// effects twice and complain of what they find changed.
import { card, events, paywall, untilReady } from '../widget/fixtures.ts'
import { inline, modal, text } from '../widget/prompts.ts'
import { expect, test } from './fixtures.ts'

const press = 'Start the free trial'

for (const name of ['react', 'vue', 'svelte', 'angular'] as const) {
  test(`${name}: renders on a server, and the wall shows its offer`, async ({
    app,
    page,
    brim,
    built,
  }) => {
    const { render } = await built(name)
    expect(await render('/billing')).toContain('<h2>Billing</h2>')
    brim.armed = [modal()]
    await app.open(name, '/boards')
    await untilReady(page)
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(card(page)).toBeVisible()
    await page.getByRole('button', { name: press }).click()
    await expect(page.locator('output')).toHaveText('trial')
    await expect(page.getByText('Export is part of Team.')).toHaveCount(0)
    expect(events(brim.items()).filter((one) => one === 'page_viewed')).toHaveLength(1)
    expect(brim.received[0]?.body).toMatchObject({
      user: { id: 'mira' },
      account: { id: 'harbour' },
    })
  })

  test(`${name}: a wall without an offer is the app’s own`, async ({ app, page }) => {
    await app.open(name, '/boards')
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(page.getByText('Export is part of Team.')).toBeVisible()
  })

  test(`${name}: a slot is filled, goes with its route, and is filled anew`, async ({
    app,
    page,
    brim,
  }) => {
    brim.armed = [inline()]
    await app.open(name, '/billing')
    await expect(page.locator('brim-slot .card')).toBeVisible()
    brim.armed = [inline({ decisionId: 'dec_9' })]
    await page.getByRole('button', { name: 'Boards' }).click()
    await expect(page.locator('brim-prompt')).toHaveCount(0)
    await page.getByRole('button', { name: 'Billing' }).click()
    await expect(page.locator('brim-slot .card')).toHaveCount(1)
    await page.getByRole('button', { name: press }).click()
    await expect(page.locator('output')).toHaveText('trial')
    await expect(page.locator('brim-prompt')).toHaveCount(0)
  })

  test(`${name}: another person sees nothing of the one before`, async ({ app, page, brim }) => {
    brim.armed = [inline()]
    await app.open(name, '/billing')
    await expect(page.locator('brim-slot .card')).toBeVisible()
    await page.getByRole('button', { name: 'Noor' }).click()
    await expect(page.locator('brim-prompt')).toHaveCount(0)
    await expect.poll(() => brim.received.at(-1)?.body.user.id).toBe('noor')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect
      .poll(() => paywall(page, 'export'))
      .toMatchObject({ shown: false, reason: 'no_identity' })
  })

  test(`${name}: an app that goes takes its slots along, and comes back whole`, async ({
    app,
    page,
    brim,
  }) => {
    brim.armed = [inline()]
    await app.open(name, '/billing')
    await expect(page.locator('brim-slot .card')).toBeVisible()
    await page.evaluate('unmount()')
    await expect(page.locator('#app *')).toHaveCount(0)
    await page.evaluate('mount()')
    await expect(page.locator('brim-slot .card')).toHaveCount(1)
    await page.getByRole('button', { name: press }).click()
    await expect(page.locator('output')).toHaveText('trial')
  })

  test(`${name}: an app that hydrates when Brim is at work already finds nothing changed`, async ({
    app,
    context,
    page,
    brim,
  }) => {
    brim.armed = [inline()]
    let comes = () => {}
    const isDue = new Promise<void>((resolve) => {
      comes = resolve
    })
    await context.route('**/client.js', async (route) => {
      await isDue
      await route.continue()
    })
    const tag = 'src="/upgrade/brim.js" data-key="pk_…" data-user="mira" data-account="harbour"'
    await app.open(name, '/billing', `<script async ${tag}></script>`)
    // A slot that the server has rendered is filled before; React's recipe brings it along.
    if (name === 'react') await untilReady(page)
    else await expect(page.locator('brim-slot .card')).toBeVisible()
    await page.evaluate('sent = document.querySelector("h2")')
    comes()
    await expect.poll(() => page.evaluate(() => 'mount' in window)).toBe(true)
    await expect(page.locator('brim-slot .card')).toHaveCount(1)
    expect(await page.evaluate('sent.isConnected')).toBe(true)
    await page.getByRole('button', { name: press }).click()
    await expect(page.locator('output')).toHaveText('trial')
  })
}

test('angular: what Brim does by itself has the app look for nothing', async ({
  app,
  page,
  brim,
}) => {
  const endsAt = Date.now() + 1_800_000
  brim.armed = [modal({ countdown: { endsAt, text: text('The offer ends in') } })]
  await app.open('angular', '/boards')
  await untilReady(page)
  // Timers, promises and fetch are patched.
  expect(await page.evaluate('Promise.name')).toBe('ZoneAwarePromise')
  await expect.poll(() => page.evaluate('window.looks')).toBe(0)
  await page.getByRole('button', { name: 'Export' }).click()
  const left = page.getByRole('timer')
  const nextSecond = async () => expect(left).not.toHaveText((await left.textContent()) ?? '')
  await nextSecond()
  const looks = await page.evaluate('looks')
  expect(looks).toBeGreaterThan(0)
  await nextSecond()
  expect(await page.evaluate('looks')).toBe(looks)
})
