import { expect, test } from './console.ts'

const hit = (account: string, feature: string) => ({
  events: [{ name: 'paywall_hit', account, user: `${account}-1`, properties: { feature } }],
})

test('an event that is sent appears in the stream, with its facts', async ({ console, page }) => {
  await console.open('/live')
  await expect(page.getByText('Listening')).toBeVisible()
  await console.send('/v1/events', hit('live-account', 'telescope'))
  const line = page.getByRole('listitem').filter({ hasText: 'Hit the paywall telescope' })
  await expect(line).toBeVisible()
  await line.getByText('Hit the paywall').click()
  await expect(line.getByText('Your backend')).toBeVisible()
  await line.getByRole('link', { name: 'All of live-account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('live-account')
})

test('pausing holds new lines back, and going on shows them', async ({ console, page }) => {
  await console.open('/live')
  await expect(page.getByText('Listening')).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await console.send('/v1/events', hit('paused-account', 'microscope'))
  await expect(page.getByRole('button', { name: /new lines? waiting/ })).toBeVisible()
  await expect(page.getByText('Hit the paywall microscope')).toBeHidden()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('Hit the paywall microscope')).toBeVisible()
})

test('the filter leaves what matches', async ({ console, page }) => {
  await console.open('/live')
  await expect(page.getByText('Listening')).toBeVisible()
  await console.send('/v1/events', hit('filtered-account', 'periscope'))
  await console.send('/v1/events', hit('other-account', 'kaleidoscope'))
  await expect(page.getByText('Hit the paywall kaleidoscope')).toBeVisible()
  await page.getByRole('searchbox').fill('PERISCOPE')
  await expect(page.getByText('Hit the paywall periscope')).toBeVisible()
  await expect(page.getByText('Hit the paywall kaleidoscope')).toBeHidden()
})

test('the set-up page turns green with the first event', async ({ console, page }) => {
  await console.open('/install')
  await expect(page.getByText('Listening for the next event')).toBeVisible()
  await expect(page.getByText(/\/b\/brim\.js" data-key="pk_/)).toBeVisible()
  const response = page.waitForResponse(/\/live/)
  await page.reload()
  await response
  await console.send('/v1/events', hit('install-account', 'gyroscope'))
  await expect(page.getByText('We hear you.')).toBeVisible()
})
