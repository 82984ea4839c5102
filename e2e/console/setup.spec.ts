import { startBrim } from '../harness/brim.ts'
import { expect, test } from '../harness/fixtures.ts'
import { setUp } from './set-up.ts'

test('the first person sets Brim up and sees the keys once', async ({ page, problems }) => {
  // How often it would have been shown may still be counted when the server stops.
  problems.allow(/503.*\/forecast/)
  const brim = await startBrim()
  await setUp(page, brim, 'Engines')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('It’s yours')
  await expect(page.getByText(/\/b\/brim\.js" data-key="pk_/)).toBeVisible()
  await expect(page.getByText(/^sk_/)).toBeVisible()

  await page.getByRole('button', { name: /go on/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first prompt')
  await page.getByRole('navigation').getByRole('link', { name: 'Set up' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up')
  await expect(page.getByText(/\/b\/brim\.js" data-key="pk_/)).toBeVisible()
  await expect(page.getByText('Nothing has been refused.')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Nudges' }).click()
  await expect(page.getByText('No nudge yet')).toBeVisible()

  await page.getByRole('link', { name: 'New nudge' }).first().click()
  // That there is no offer yet is no fault before somebody wants to save it.
  await expect(page.getByText('It is drawn here once it offers something.')).toBeVisible()
  await expect(page.getByLabel('Offer', { exact: true })).not.toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('region', { name: 'To be fixed' })).toContainText(
    'Choose what it offers',
  )
  await expect(page.getByLabel('Offer', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Name', { exact: true }).fill('First')
  await page.getByLabel('Feature').fill('export')
  await page.getByRole('button', { name: 'Begin with “Learn more”' }).click()
  // The offer is there, and chosen.
  await expect(page.getByText('This workspace has no offers yet')).toBeHidden()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published: it is live now')).toBeVisible()
  await brim.stop()
})
