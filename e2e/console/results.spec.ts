// Results as a marketer reads them: of the seeded demo, cut, exported; and as they grow by what people do.
import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Page } from '@playwright/test'
import { hit, hitUntilArmed, test as onSite } from '../customer-site.ts'
import type { Brim } from '../harness/brim.ts'
import { expect, findFaults, findFaultsInBoth, test } from './console.ts'

const figure = (page: Page, name: string) =>
  page.locator('.results-figures > div', { has: page.getByText(name, { exact: true }) })

/** What stands large in a figure. */
async function numberIn(page: Page, name: string): Promise<number> {
  const text = await figure(page, name).locator('dd').textContent()
  return Number(/^[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''))
}

async function csvOf(page: Page, name: string): Promise<string[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name }).click()
  const file = await (await download).path()
  return (await readFile(file, 'utf8')).trimEnd().split('\r\n')
}

/** A nudge with a control, seen by some people; the demo has none. */
async function addExperiment(request: APIRequestContext, brim: Brim, people = 60) {
  const placement = 'slot:results-trial'
  const arms = [
    { key: 'words', weight: 1 },
    { key: 'nothing', weight: 1, control: true },
  ]
  const actions = [{ kind: 'callback', label: 'Yes', name: 'yes' }]
  const saved = await request.put(`${brim.url}/v1/nudges/results-trial?publish=true`, {
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
    data: {
      ...{ name: 'With a control', format: 'inline', placement, offer: 'team-upgrade' },
      ...{ copy: { en: { title: 'Try', actions } }, experiment: { key: 'results-trial', arms } },
    },
  })
  expect(saved.ok(), await saved.text()).toBe(true)
  const sync = async (who: string, more: object) => {
    const response = await request.post(`${brim.url}/b/v1/sync`, {
      headers: { origin: new URL(brim.url).origin },
      data: {
        ...{ v: 1, key: brim.ready.publishableKey, sentAt: new Date().toISOString(), page: '/' },
        ...{ user: { id: who }, account: { id: `${who}-co` }, items: [], ...more },
      },
    })
    expect(response.ok(), await response.text()).toBe(true)
    return response.json()
  }
  for (let i = 0; i < people; i++) {
    const { answers } = await sync(`tried-${i}`, { ask: [placement] })
    const { decisionId } = answers[0].prompt
    const item = { type: 'outcome', messageId: `${decisionId}-shown`, decisionId, outcome: 'shown' }
    await sync(`tried-${i}`, { items: [item] })
  }
}

test('a person chooses days and a cut, and takes both tables along', async ({ console, page }) => {
  await console.open()
  await page.getByRole('navigation').getByRole('link', { name: 'Results' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results')
  await expect(page.getByRole('link', { name: 'Export: try Team' })).toBeVisible()
  await expect(page.getByText(/saw a prompt/)).toBeVisible()
  await page.getByRole('radio', { name: '90 days' }).check()
  await expect(page).toHaveURL(/days=90/)
  const all = await numberIn(page, 'Shown')
  expect(all).toBeGreaterThan(100)
  await expect(figure(page, 'Monthly revenue added')).toContainText(
    /€[\d,.]+ each, -?€[\d,.]+ to €[\d,.]+/,
  )
  await expect(page.locator('.results-chart canvas')).toBeVisible()
  await page.getByRole('radio', { name: 'Plan' }).check()
  await expect(page.getByRole('heading', { name: 'By plan' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Free' })).toBeVisible()

  const rows = await csvOf(page, 'Table as CSV')
  expect(rows[0]).toContain('plan,shown,shown people,shown accounts')
  expect(rows.at(-1)).toMatch(new RegExp(`^total,${all},`))
  const days = await csvOf(page, 'Days as CSV')
  expect(days).toHaveLength(91)
  const sum = days.slice(1).reduce((total, line) => total + Number(line.split(',')[1]), 0)
  expect(sum).toBe(all)
})

test('a link to results shows the same days, and a row leads to its nudge', async ({
  console,
  page,
}) => {
  await console.open('/results?days=90&by=nudge')
  await page.getByRole('link', { name: 'Export: try Team' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Export: try Team')
  await page.getByRole('radio', { name: 'From – to' }).check()
  const first = page.getByLabel('First day')
  const day = await first.inputValue()
  await page.reload()
  await expect(page.getByLabel('First day')).toHaveValue(day)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Results' }).click()
  await expect(page).toHaveURL(/\/nudges\/export-trial\/results/)
})

test('days without a prompt say so', async ({ console, page }) => {
  await console.open('/results?from=2020-01-01&to=2020-01-31')
  await expect(page.getByRole('heading', { name: 'Nothing was shown in these days' })).toBeVisible()
})

test('days that end before they begin are refused in words', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/400/)
  await console.open('/results?from=2026-02-01&to=2026-01-01')
  await expect(page.getByText(/Ends before it begins/)).toBeVisible()
})

test('an experiment is told apart, with what isn’t known yet', async ({
  console,
  page,
  request,
  brim,
}) => {
  await addExperiment(request, brim)
  await console.open('/nudges/results-trial/results')
  await expect(page.getByRole('heading', { name: 'Experiment' })).toBeVisible()
  await expect(page.getByText('Control: sees nothing')).toBeVisible()
  await expect(page.getByText(/Too early to say/).first()).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Held back' })).toBeVisible()
  expect(await findFaults(page)).toEqual([])
})

for (const path of ['/results?days=90', '/nudges/export-trial/results?days=90']) {
  test(`${path} is accessible, light and dark`, async ({ console, page }) => {
    await console.open(path)
    await expect(page.locator('.results-chart canvas')).toBeVisible()
    expect(await findFaultsInBoth(page)).toEqual([])
    await page.getByRole('button', { name: /how it is reckoned/ }).click()
    await expect(page.getByText('Each person counts once.')).toBeVisible()
  })
}

test('results fit a phone', async ({ console, page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await console.open('/results?days=90')
  await expect(page.locator('.results-chart canvas')).toBeVisible()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
})

onSite(
  'a prompt that is shown and clicked is one more of both, to the number',
  async ({ page, context, brim, site }) => {
    const counts = async () => {
      const desk = await context.newPage()
      await desk.goto(`${brim.url}/console/nudges/${site.feature}/results`)
      await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Second hit')
      await expect(desk.getByText('Loading')).toHaveCount(0)
      const isEmpty = await desk.getByRole('heading', { name: 'Nothing was shown' }).isVisible()
      const valueIn = async (name: string) => (isEmpty ? 0 : numberIn(desk, name))
      const found = [await valueIn('Shown'), await valueIn('Clicked'), await valueIn('Closed')]
      await desk.close()
      return found
    }
    const seeAndClick = async () => {
      await site.open(page)
      await hitUntilArmed(page)
      await hit(page)
      const told = page.waitForRequest(
        (one) => one.url().includes('/b/v1/') && (one.postData() ?? '').includes('"clicked"'),
      )
      await page.getByRole('dialog').getByRole('link', { name: 'See plans' }).click()
      await told
    }
    expect(await counts()).toEqual([0, 0, 0])
    await seeAndClick()
    await expect.poll(counts).toEqual([1, 1, 0])
    await seeAndClick()
    await expect.poll(counts).toEqual([2, 2, 0])
  },
)
