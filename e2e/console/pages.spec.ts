import type { Page } from '@playwright/test'
import { expect, findFaultsInBoth, test } from './console.ts'

const pages = [
  ['/', 'Overview'],
  ['/nudges', 'Nudges'],
  ['/nudges/export-trial', 'Export: try Team'],
  ['/triggers', 'Triggers'],
  ['/triggers/export-wanted', 'An account keeps reaching for the export'],
  ['/nudges/export-trial/versions', 'Versions'],
  ['/live', 'Live'],
  ['/accounts', 'Accounts'],
  ['/accounts/cobalt-partners', 'Cobalt Partners'],
  ['/people', 'People'],
  ['/me', 'Your sign-in'],
  ['/audit', 'Audit log'],
  ['/theme', 'Theme'],
  ['/gallery', 'Gallery'],
  ['/install', 'Set up'],
  ['/sources', 'Sources'],
] as const

for (const [path, heading] of pages) {
  test(`${heading} is accessible, light and dark, and fits a phone`, async ({ console, page }) => {
    await console.open(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page.getByText('Loading')).toHaveCount(0)
    expect(await findFaultsInBoth(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    await expect.poll(() => overflowOf(page)).toBe(0)
  })
}

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('a page that was seen before comes back without waiting', async ({ console, page }) => {
  await console.open('/nudges')
  await expect(page.getByRole('link', { name: 'Export: try Team' })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Accounts' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  // Whatever is asked for now is never answered: the list must come from memory.
  await page.route('**/console/api/**', () => {})
  await page.getByRole('navigation').getByRole('link', { name: 'Nudges' }).click()
  await expect(page.getByRole('link', { name: 'Export: try Team' })).toBeVisible()
})

test('each page is there at once, whatever the server does', async ({ console, page }) => {
  await console.open()
  await expect(page.getByText('Loading')).toHaveCount(0)
  await page.route('**/console/api/**', () => {})
  const links = page.getByRole('navigation', { name: 'Console' }).getByRole('link')
  const names = await links.allTextContents()
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    // In the task of the click itself: nothing is waited for before the page stands.
    const heading = await links.filter({ hasText: name }).evaluate(async (link: HTMLElement) => {
      link.click()
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return document.querySelector('h1')?.textContent
    })
    expect(heading, name).toBe(name)
  }
})

test('the looks that were chosen stay', async ({ console, page }) => {
  await console.open()
  await page.getByRole('button', { name: 'You and the looks' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
