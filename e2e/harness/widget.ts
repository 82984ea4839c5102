import type { Page } from '@playwright/test'

/** Waits until the widget's view runs on the page: from then on an armed prompt needs no network. */
export const untilDrawable = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => customElements.get('brim-slot') !== undefined)
}
