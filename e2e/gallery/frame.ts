// The gallery's frame as these specs use it: a page of its own, of any size.
import type { Page } from '@playwright/test'
import { test as base, expect } from '../harness/fixtures.ts'
import { bringInspector } from './inspector.ts'

/** A phone that is held upright, a tablet, a laptop. */
export const windows = [
  { width: 320, height: 568 },
  { width: 768, height: 1024 },
  { width: 1440, height: 810 },
] as const

type Open = (query?: string, size?: { width: number; height: number }) => Promise<Page>

export const test = base.extend<{ openFrame: Open }>({
  openFrame: async ({ page }, use) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await use(async (query = '', size = windows[2]) => {
      await page.setViewportSize(size)
      await page.goto(`/console/gallery/frame.html${query}`)
      await bringInspector(page)
      return page
    })
  },
})

export { expect }
