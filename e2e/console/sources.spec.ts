// A marketer lets a tool's library send to Brim, sees what came, and says what it means. The library is
// Segment's own for browsers, on a page of another origin: what a browser lets it send, only a browser tells.

import { startShop } from '../sources/shop.ts'
import { addSource } from './add-source.ts'
import { expect, findFaults, test } from './console.ts'
import { expectSound } from './sound.ts'

const who = { user: { id: 'nora' }, account: { id: 'shop-co' } }
/** What a page of a shop that has analytics.js from npm says, told nothing but where Brim is. */
const shopCode = (brim: string, writeKey: string) => `
  import { AnalyticsBrowser } from '@segment/analytics-next'
  const analytics = AnalyticsBrowser.load({ writeKey: '${writeKey}', cdnURL: '${brim}/in/segment' })
  analytics.identify('nora', { role: 'buyer' })
  analytics.group('shop-co', { plan: 'enterprise' })
  function onExport() { analytics.track('Wall Seen', { area: 'export' }) }`

test('what Segment’s library sends from a page arrives, and becomes what its mapping says', async ({
  console,
  page,
  brim,
  visitor,
  problems,
}) => {
  problems.allow(/502/)
  await console.open('/sources')
  const writeKey = await addSource(page, {
    ...{ tool: 'Segment', name: 'The shop', shows: /^wk_\w+$/ },
    fill: async (dialog) => {
      await dialog.getByRole('radio', { name: 'Browsers' }).check()
      await dialog.getByLabel('Name', { exact: true }).fill('The shop')
      expect(await findFaults(page)).toEqual([])
    },
  })
  await expect(page.getByText('Nothing yet. Once the tool sends')).toBeVisible()

  const shop = await startShop(who, shopCode(brim.url, writeKey))
  const nora = await visitor('nora')
  // Its first answer is lost on the way back, and it sends the same again.
  let lost = 0
  await nora.page.route('**/in/segment/v1/t', async (route) => {
    const answer = await route.fetch()
    if (answer.ok() && lost++ === 0) return route.fulfill({ response: answer, status: 502 })
    return route.fulfill({ response: answer })
  })
  await nora.page.goto(shop.url)
  const sent = nora.page.waitForResponse(
    (one) => one.url().endsWith('/t') && one.request().method() === 'POST' && one.ok(),
  )
  await nora.page.getByRole('button', { name: 'Export' }).click()
  const answer = await sent
  expect([answer.status(), await answer.json()]).toEqual([200, { success: true }])
  shop.close()
  expect(lost).toBeGreaterThan(1)
  const happened = await page.request.get(`${brim.url}/console/api/w/demo/recent?limit=100`)
  expect((await happened.text()).split('"Wall Seen"')).toHaveLength(2)

  await page.getByRole('button', { name: 'Look again' }).click()
  const recent = page.getByRole('region', { name: 'What came last' })
  await expect(recent).toContainText('Wall Seen of nora in shop-co')
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Rule 6, event').fill('Wall Seen')
  await page.getByLabel('Rule 6, meaning').selectOption('a paywall hit')
  await expect(recent).toContainText('its property "feature" is missing or not a text')
  await page.getByLabel('Property with the feature').last().fill('area')
  await expect(recent).toContainText('paywall_hit “export” of nora in shop-co')
  await expectSound(page)
  await page.getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByText('Saved: it holds for what comes from now on')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Rule 6, event')).toHaveValue('Wall Seen')

  await page.getByRole('button', { name: 'Revoke the source The shop' }).click()
  await page.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(page.getByText('Nothing is taken in from “The shop” any more')).toBeVisible()
})

test('a mapping is not saved over somebody else’s: both are shown, and both rules stay', async ({
  console,
  page,
  brim,
  problems,
}) => {
  problems.allow(/409/)
  const api = `${brim.url}/console/api/w/demo/sources`
  const headers = { origin: new URL(brim.url).origin }
  const wanted = { vendor: 'mixpanel', sender: 'server', name: 'The warehouse' }
  const { source } = await (await page.request.post(api, { data: wanted, headers })).json()
  await console.open(`/sources/${source.id}`)
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Rule 6, event').fill('Wall Seen')
  await page.getByLabel('Rule 6, meaning').selectOption('nothing to us')

  const { mapping } = source
  const theirs = {
    ...mapping,
    user: [{ in: 'trait', name: 'email' }],
    rules: [...mapping.rules, { means: 'nothing', event: 'Theirs' }],
  }
  const saved = await page.request.put(`${api}/${source.id}`, {
    data: { mapping: theirs, revision: 0 },
    headers,
  })
  expect(saved.ok()).toBe(true)

  await page.getByRole('button', { name: 'Save mapping' }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved this mapping' })
  await expect(dialog.getByRole('group', { name: 'The user is' })).toContainText(
    'in the trait “email”',
  )
  await expect(dialog.getByRole('group', { name: 'The event “Wall Seen” is' })).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  await expect(page.getByLabel('Rule 6, event')).toHaveValue('Wall Seen')

  await page.getByRole('button', { name: 'Save mapping' }).click()
  await dialog.getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Saved: it holds for what comes from now on')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Rule 6, event')).toHaveValue('Theirs')
  await expect(page.getByLabel('Rule 7, event')).toHaveValue('Wall Seen')
  await expect(page.getByLabel('Name of the trait').last()).toHaveValue('email')
})
