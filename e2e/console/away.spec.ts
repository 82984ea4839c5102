// The server is away for a while: a page that could not be filled fills itself once it is back.
import { expect, test } from './console.ts'

test('what could not be reached is asked for again once the browser is online, or the tab turned to', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/)
  await console.open('/nudges')
  const away = page.getByRole('alert').filter({ hasText: 'can’t be reached' })
  const nav = page.getByRole('navigation', { name: 'Console' })

  await page.context().setOffline(true)
  await nav.getByRole('link', { name: 'Destinations' }).click()
  await expect(away).toBeVisible()
  await page.context().setOffline(false)
  await expect(away).toBeHidden()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeHidden()

  // The network is fine and the server is not: nothing tells, until somebody comes back to the tab.
  await page.route('**/people', (route) => route.abort())
  await nav.getByRole('link', { name: 'People' }).click()
  await expect(away).toBeVisible()
  await page.unroute('**/people')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(away).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
})
