// More and longer than a demo has.
import { expect, test } from './console.ts'

test.use({ changesDemo: 'long names' })

test('a nudge is found among many, and what was looked for stays', async ({ console, page }) => {
  await console.open('/nudges')
  const find = page.getByRole('searchbox', { name: 'Find a nudge' })
  const names = page.getByRole('main').locator('.row-title')
  await find.fill('try export')
  await expect(names).toHaveText([/^Export: try Team$/, /^Export on a phone: try Team$/])
  await names.first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Export: try Team')
  await page.goBack()
  await expect(find).toHaveValue('try export')
  await expect(names).toHaveCount(2)
  await find.fill('nobody wrote that')
  await expect(names).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(names.nth(8)).toBeVisible()
})

test('names as long as they may be break no page, on a phone either', async ({
  console,
  page,
  brim,
}) => {
  const name = 'Donaudampfschifffahrtsgesellschaft'.repeat(4).slice(0, 120)
  for (const [kind, key] of [
    ['offer', 'team-trial'],
    ['nudge', 'export-trial'],
    ['trigger', 'export-wanted'],
  ]) {
    const address = `${brim.url}/console/api/w/demo/definitions/${kind}/${key}`
    const { draft, revision } = await (await page.request.get(address)).json()
    const saved = await page.request.put(address, {
      data: { body: { ...draft, name }, revision, publish: false },
      headers: { origin: new URL(brim.url).origin },
    })
    expect(saved.ok(), await saved.text()).toBe(true)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [
    '/nudges',
    '/nudges/export-trial',
    '/nudges/export-trial/results',
    '/nudges/export-trial/versions',
    '/triggers',
    '/triggers/export-wanted',
    '/plays',
    '/plays/new',
    '/catalogue',
    '/catalogue/offers/team-trial',
    '/accounts',
    '/accounts/cobalt-partners',
    '/results',
    '/live',
    '/alerts',
    '/',
  ]) {
    await console.open(path)
    await expect(page.locator('.skeleton')).toHaveCount(0)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, path).toBe(0)
  }
})
