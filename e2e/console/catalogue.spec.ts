// The catalogue is edited, kept from harm, taken out as a file and brought in again.
import { expect, findFaults, findFaultsInBoth, test } from './console.ts'

test.use({ changesDemo: 'catalogue' })

test('a plan is written with its price, published, and known to offers', async ({
  console,
  page,
}) => {
  await console.open('/catalogue')
  expect(await findFaults(page)).toEqual([])
  const plans = page.getByRole('region', { name: 'Plans' })
  await plans.getByRole('link', { name: 'New plan' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Harbour')
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('harbour')
  await page.getByRole('button', { name: 'Add a price' }).click()
  await page.getByLabel('Price 1, amount').fill('49,90')
  await page.getByLabel('Price 1, paid for').selectOption('seat')
  await expect(page.getByText('Shown as €49.90 per seat and')).toBeVisible()
  await page.getByLabel('Price 1, amount').fill('49.999')
  await expect(page.getByText('is no amount of EUR')).toBeVisible()
  await page.getByLabel('Price 1, amount').fill('49.90')
  await page.getByLabel('Price 1, currency').selectOption('JPY')
  await expect(page.getByText('Shown as ¥49 per seat and')).toBeVisible()
  await page.getByLabel('Price 1, currency').selectOption('EUR')
  await page.getByLabel('Meter', { exact: true }).fill('berths')
  await page.getByRole('button', { name: 'Add a limit' }).click()
  await page.getByRole('spinbutton', { name: 'Limit of berths' }).fill('40')
  await page.getByRole('textbox', { name: 'Features' }).fill('export\nmoorings')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('button', { name: 'Published' })).toBeVisible()

  await page.getByRole('link', { name: 'Catalogue' }).first().click()
  await expect(plans.getByRole('listitem').filter({ hasText: 'Harbour' })).toContainText(
    '40 berths',
  )
  const offers = page.getByRole('region', { name: 'Offers' })
  await offers.getByRole('link', { name: 'New offer' }).click()
  await page.getByLabel('What it proposes').selectOption('trial')
  await page.getByLabel('Plan', { exact: true }).selectOption('harbour')
  await page.getByLabel('Name', { exact: true }).fill('Try Harbour')
  await expect(page.getByText('Try Harbour for 14 days.')).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('button', { name: 'Published' })).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  // The plan is in use now: it says by what, and stays until that is gone.
  await console.open('/catalogue/plans/harbour')
  const uses = page.getByRole('region', { name: 'Where it is used' })
  await expect(uses.getByRole('link', { name: 'Try Harbour' })).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Delete: see what uses it' }).click()
  await uses.getByRole('link', { name: 'Try Harbour' }).click()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('“Try Harbour” is deleted')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(offers.getByRole('link', { name: 'Try Harbour' })).toBeVisible()
})

test('what two people changed is put together', async ({ console, page, brim, problems }) => {
  problems.allow(/409/)
  await console.open('/catalogue/plans/business')
  await page.getByLabel('Name', { exact: true }).fill('Enterprise')
  const headers = { authorization: `Bearer ${brim.ready.secretKey}` }
  const address = `${brim.url}/v1/plans/business`
  const { draft } = await (await page.request.get(address, { headers })).json()
  await page.request.put(address, { headers, data: { ...draft, features: ['sso'] } })
  await page.getByRole('button', { name: 'Save draft' }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved this plan' })
  await expect(dialog.getByText('Features')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Saved with both changes')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Features' })).toHaveValue('sso')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Enterprise')
})

test('a meter is made of events, with what is wrong said', async ({ console, page, problems }) => {
  problems.allow(/400/)
  await console.open('/catalogue/meters/new')
  await page.getByLabel('Name', { exact: true }).fill('CSV exports')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('region', { name: 'To be fixed' })).toBeVisible()
  await page.getByLabel('Event', { exact: true }).fill('report_exported')
  await page.getByLabel('Property of the event').fill('format')
  await page.getByLabel('Value').fill('csv')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('format is csv')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('button', { name: 'Published' })).toBeVisible()
})

test('definitions go out as a file and in again, after it was seen what that changes', async ({
  console,
  page,
}) => {
  await console.open('/file')
  expect(await findFaults(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download brim.json' }).click()
  const path = await (await download).path()
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(path, 'utf8')
  const choose = (name: string, content: string) =>
    page.getByLabel(/Choose/).setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
  await choose('brim.json', text)
  await page.getByRole('radio', { name: 'Published at once' }).check()
  await expect(page.getByRole('button', { name: 'Nothing to change' })).toBeDisabled()

  // A plan of its own: other tests on this server name the demo's.
  const file = JSON.parse(text)
  file.plans.pilot = { name: 'Pilot', tier: 8 }
  await choose('brim.json', JSON.stringify(file, null, 2))
  await page.getByRole('button', { name: 'Publish 1 definition' }).click()
  await expect(page.getByText('1 definition taken, and live')).toBeVisible()

  file.plans.pilot.name = 'Helmsman'
  file.plans.harbourmaster = { name: 'Harbourmaster', tier: 9 }
  await choose('brim.json', JSON.stringify(file, null, 2))
  const changed = page.getByRole('listitem').filter({ hasText: 'Helmsman' })
  await expect(changed).toContainText('changed')
  await expect(changed.getByRole('deletion')).toHaveText('Pilot')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish 2 definitions' }).click()
  await expect(page.getByText('2 definitions taken, and live')).toBeVisible()
})

test('what a file changes in triggers and plays is said in their own words', async ({
  console,
  page,
  brim,
}) => {
  await console.open('/file')
  const headers = { authorization: `Bearer ${brim.ready.secretKey}` }
  const file = await (await page.request.get(`${brim.url}/v1/definitions`, { headers })).json()
  const [trigger] = Object.keys(file.triggers)
  const [play] = Object.keys(file.plays)
  if (!trigger || !play) throw new Error('the demo has triggers and plays')
  file.triggers[trigger].when = { all: [{ trait: 'account.seats', gte: 12 }] }
  file.triggers[trigger].cooldown = '9d'
  file.plays[play].for = { accounts: { all: [{ trait: 'account.plan', eq: 'free' }] } }
  file.plays[play].actions = [{ kind: 'alert' }, { kind: 'nudge', nudges: [] }]
  await page.getByLabel(/Choose/).setInputFiles({
    name: 'brim.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  // Nothing is taken: other specs look at these.
  const list = page.getByRole('list').filter({ hasText: 'changed' })
  await expect(
    list.getByRole('insertion').filter({ hasText: 'seats is at least 12' }),
  ).toBeVisible()
  await expect(list.getByRole('insertion').filter({ hasText: /^9 days$/ })).toBeVisible()
  // What is different in many places is opened by whoever wants to see them.
  const closed = page.locator('details.plan-row:not([open]) > summary')
  while ((await closed.count()) > 0) await closed.first().click()
  await expect(list.getByRole('insertion').filter({ hasText: 'plan is free' })).toBeVisible()
  await expect(list).toContainText('For which accounts')
  await expect(list).toContainText('What it does')
  await expect(list).not.toContainText(/[{}]/)
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Leave it' }).click()
})

test('a file with faults names each line, and one that is too large is not read', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/400/)
  await console.open('/file')
  const choose = (content: string | Buffer) =>
    page.getByLabel(/Choose/).setInputFiles({
      name: 'brim.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
  await choose('{\n  "format": 1,\n  "plans": {\n    "a": { "name": "A", "tier": 1, }\n  }\n}')
  await expect(page.getByText('Line 4:')).toBeVisible()
  await expect(page.getByText('1 fault in the file. Nothing was changed.')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await choose(Buffer.alloc(10_000_000, 32))
  await expect(page.getByText('has 10.0 MB: at most 2.0 MB are read')).toBeVisible()
})

test('settings say what they mean, are saved, and taken back', async ({ console, page }) => {
  await console.open('/settings')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('radio', { name: 'Asked for first' }).check()
  await expect(page.getByText('Nobody sees a prompt before they have agreed.')).toBeVisible()
  await page.getByLabel('One user sees at most, modals').fill('2')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Saved: it holds from the next decision on')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByLabel('One user sees at most, modals')).toHaveValue('1')
  await page.getByRole('button', { name: 'Pause everything' }).click()
  await expect(page.getByText('Everything is paused.')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Prompts are shown.')).toBeVisible()
})

test('what is out of bounds is told in the unit of its field', async ({
  console,
  page,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/400/)
  await console.open('/settings')
  const holdout = page.getByLabel('Holdout')
  const save = page.getByRole('button', { name: 'Save settings' })
  for (const [typed, told] of [
    ['60', 'At most 50 %'],
    ['', 'A number is needed'],
  ] as const) {
    await holdout.fill(typed)
    await save.click()
    await expect(holdout).toHaveAccessibleDescription(told)
  }
})

test('each of its pages is readable for everybody, light and dark, wide and narrow', async ({
  console,
  page,
}) => {
  test.setTimeout(90_000)
  const pages = [
    '/catalogue',
    '/catalogue/plans/team',
    '/catalogue/offers/team-trial',
    '/catalogue/meters/new',
    '/file',
    '/settings',
    '/start',
  ]
  for (const path of pages) {
    await console.open(path)
    await expect(page.locator('.waiting')).toHaveCount(0)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await findFaultsInBoth(page), `${path} ${width}`).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${path} ${width}`).toBeLessThanOrEqual(0)
    }
  }
})
