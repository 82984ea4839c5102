// What nudges stand on goes live as they do: looked over, scheduled, put away, and back to any version.
import type { Page } from '@playwright/test'
import { expect, findFaults, test } from './console.ts'

test.use({ changesDemo: 'publishing-any' })

const more = async (page: Page, what: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: what, exact: true }).click()
}
const publish = (page: Page) => page.getByRole('button', { name: 'Publish', exact: true })
const anyway = (page: Page) => page.getByRole('button', { name: 'Publish anyway' })

test('a price that live words contradict is told before it goes live, and the way back is among its versions', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await page.getByRole('textbox', { name: 'Title' }).fill('Team for €9 a seat a month')
  await publish(page).click()
  const done = page.getByText('Published: it is live now')
  await expect(anyway(page).or(done).first()).toBeVisible()
  if (await anyway(page).isVisible()) await anyway(page).click()
  await expect(done).toBeVisible()

  await console.open('/catalogue/plans/team')
  const price = page.getByLabel('Amount').first()
  await price.fill('12')
  await publish(page).click()
  const dialog = page.getByRole('dialog', { name: 'Before it goes live' })
  await expect(dialog).toContainText('“Export: try Team”: No plan costs €9')
  await expect(dialog.getByRole('link', { name: 'Export: try Team' })).toHaveAttribute(
    'href',
    /\/nudges\/export-trial$/,
  )
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Publish anyway' }).click()
  await page.getByRole('button', { name: 'See what changed' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Versions')
  await expect(page.getByText('1,200')).toBeVisible()

  await page.getByRole('button', { name: /^Version 1/ }).click()
  await page.getByRole('button', { name: 'Put it live again' }).click()
  await expect(page.getByText('Version 1 is live again, as version 3')).toBeVisible()
  await page.getByRole('link', { name: 'Team' }).first().click()
  await expect(page.getByLabel('Amount').first()).toHaveValue('9.00')
})

test('an offer waits for its time; a trigger says who waits for it, and is put away and taken back', async ({
  console,
  page,
}) => {
  await console.open('/catalogue/offers/timeline-guide')
  await page.getByLabel('Name', { exact: true }).fill('The timeline, explained')
  await more(page, 'Publish at a time…')
  await page.getByRole('button', { name: 'Publish it then' }).click()
  await expect(page.getByRole('region', { name: 'Publication' })).toContainText('Will be published')
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await expect(page.getByRole('region', { name: 'Publication' })).toBeHidden()

  await console.open('/triggers/export-wanted')
  const value = page.getByLabel('Value', { exact: true }).first()
  await value.fill('5000')
  // Who publishes waits three seconds for it at most.
  const replay = page.getByRole('complementary', { name: 'Replay' })
  await expect(replay).toContainText('It would not have fired on any day')
  await publish(page).click()
  const dialog = page.getByRole('dialog', { name: 'Before it goes live' })
  await expect(dialog).toContainText('it would have fired on nobody')
  await expect(dialog).toContainText('wait for it')
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()

  await console.open('/triggers/new?from=export-wanted')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/triggers\/export-wanted-copy$/)
  await more(page, 'Archive')
  await expect(page).toHaveURL(/\/triggers$/)
  await page.getByText('1 archived trigger').click()
  await page.getByRole('button', { name: /^Restore/ }).click()
  await expect(page.getByRole('link', { name: /^Copy of/ })).toBeVisible()
  expect(await findFaults(page)).toEqual([])
})
