/**
 * The browser's own cache of pages, from which a page comes back with all that it held. Playwright
 * switches it off unless it is asked not to, and its locators don’t find their way back.
 */
import { findBrowser } from '../harness/chromium.ts'
import { expect, test } from './fixtures.ts'
import { banner } from './prompts.ts'

const browser = findBrowser()
test.skip(!browser, 'Only the shell of Chromium is here, which keeps no pages')

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      ...(browser ? { executablePath: browser } : {}),
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
})

test('a page with the widget in it is kept when it is left, and is at work when it comes back', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  const page = await open()
  await expect.poll(() => brim.listening.length).toBe(1)
  await page.evaluate(() => void Object.assign(window, { isKept: true }))
  await page.goto('data:text/html,elsewhere')
  await expect.poll(() => brim.listening).toEqual([])
  const before = brim.received.length

  brim.armed = [banner()]
  await page.evaluate(() => void setTimeout(() => history.back()))
  await page.waitForURL(/boards/, { waitUntil: 'commit' })
  const seen = () =>
    page.evaluate(() => ({
      isKept: 'isKept' in window,
      isShown: Boolean(document.querySelector('brim-prompt')?.shadowRoot?.querySelector('.card')),
    }))
  await expect.poll(seen).toEqual({ isKept: true, isShown: true })
  const viewed = expect.objectContaining({
    name: 'page_viewed',
    properties: { path: '/boards' },
  })
  const since = () => brim.received.slice(before).flatMap(({ body }) => body.items ?? [])
  await expect.poll(since).toContainEqual(viewed)
  await expect.poll(() => brim.listening.length).toBe(1)
})
