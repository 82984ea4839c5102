import type { Page } from '@playwright/test'

/** Waits until the widget's view runs on the page: from then on an armed prompt needs no network. */
export const untilDrawable = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => customElements.get('brim-slot') !== undefined)
  // An answer that the test has seen is in the page a task later.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
}
