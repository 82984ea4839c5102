// WCAG 2.2 AA, as far as a machine can tell.
import type { Page } from '@playwright/test'
import { linesOf, ofColours, violationsIn } from '../harness/axe.ts'
import { card, expect, hitWall, paywall, test, untilReady, wall } from './fixtures.ts'
import { allFormats, laden, modal, sheet, text } from './prompts.ts'

const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const expectReachable = async (page: Page) => {
  const across = await card(page).boundingBox()
  expect(across?.x).toBeGreaterThanOrEqual(0)
  expect((across?.x ?? 0) + (across?.width ?? 0)).toBeLessThanOrEqual(320)
  const scrolled = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(scrolled).toBeLessThanOrEqual(320)
  for (const target of await card(page).locator('button, .button').all()) {
    const size = await target.boundingBox()
    expect(size?.height).toBeGreaterThanOrEqual(24)
    expect(size?.width).toBeGreaterThanOrEqual(24)
    await target.scrollIntoViewIfNeeded()
    await expect(target).toBeInViewport({ ratio: 0.99 })
  }
}

for (const prompt of allFormats) {
  const { format } = prompt

  for (const dir of ['ltr', 'rtl'] as const) {
    test(`axe finds nothing in the ${format}, ${dir}, light and dark`, async ({ open, brim }) => {
      brim.armed = [{ ...prompt, ...laden(), dir }]
      const page = await open({
        head: '<style>:root{color-scheme:light dark}</style>',
        body: wall,
      })
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await hitWall(page)
      expect(linesOf(await violationsIn(page, { runOnly })), 'light').toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(linesOf(await violationsIn(page, ofColours)), 'dark').toEqual([])
    })
  }

  test(`the ${format} fits 320 px and a zoom of 400 %, with targets of 24 px that can all be reached`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, ...laden(), title: text('W'.repeat(140)) }]
    const page = await open({ body: wall })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 320, height: 640 })
    await hitWall(page)
    await expectReachable(page)
    // 1280 by 1024, four times as large.
    await page.setViewportSize({ width: 320, height: 256 })
    await expectReachable(page)
  })

  test(`the ${format} keeps its edges and its bar where colours are forced`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, ...laden() }]
    const page = await open({ body: wall })
    await page.emulateMedia({ forcedColors: 'active' })
    await hitWall(page)
    const colors = (node: Element) => {
      const { borderTopWidth, borderTopColor, backgroundColor, color } = getComputedStyle(node)
      return { borderTopWidth, borderTopColor, backgroundColor, color }
    }
    const button = await card(page).locator('.primary').evaluate(colors)
    expect(button.color).not.toBe(button.backgroundColor)
    const bar = await card(page).locator('progress').evaluate(colors)
    expect(bar.borderTopWidth).toBe('1px')
    expect(bar.borderTopColor).not.toBe(bar.backgroundColor)
  })
}

test('nothing moves where motion is reduced, and the first frame is whole where it is not', async ({
  open,
  brim,
}) => {
  brim.armed = [sheet()]
  const page = await open()
  await untilReady(page)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  // Within the task that draws it.
  const moves = await page.evaluate(() => {
    void (window as never as { brim: { paywall(name: string): unknown } }).brim.paywall('export')
    const root = document.querySelector('brim-prompt')?.shadowRoot
    const dialog = root?.querySelector('dialog') as HTMLDialogElement
    const [move, ...others] = dialog.getAnimations()
    const effect = move?.effect as KeyframeEffect
    const properties = effect.getKeyframes().flatMap((frame) => Object.keys(frame))
    return {
      others: others.length,
      isBrief: Number(effect.getTiming().duration) <= 180,
      isTransform: properties.includes('transform') && !properties.includes('opacity'),
      opacity: getComputedStyle(dialog).opacity,
    }
  })
  expect(moves).toEqual({ others: 0, isBrief: true, isTransform: true, opacity: '1' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // What keeps clicks that were on their way from answering shows nothing.
  const seen = await page.locator('dialog').evaluate((node) =>
    node
      .getAnimations({ subtree: true })
      .map((one) => (one as CSSAnimation).animationName)
      .filter((name) => name !== 'deaf'),
  )
  expect(seen).toEqual([])
})

test('the dialog keeps its close control in sight however long the text is', async ({
  open,
  brim,
}) => {
  const lines = Array.from({ length: 8 }, (_, at) =>
    text(`Line ${at}: ${'room for everything that a team does '.repeat(6)}`),
  )
  brim.armed = [modal({ list: lines })]
  const page = await open()
  await page.setViewportSize({ width: 375, height: 500 })
  await untilReady(page)
  await paywall(page, 'export')
  await page.getByRole('button', { name: 'Don’t show this again' }).scrollIntoViewIfNeeded()
  await expect(page.getByRole('button', { name: 'Not now' })).toBeInViewport({ ratio: 1 })
})

test('reads right to left, in its own language', async ({ open, brim }) => {
  const labels = { lang: 'ar', later: 'ذكّرني لاحقًا', never: 'لا تعرض هذا مجددًا' }
  brim.armed = [modal({ locale: 'ar', dir: 'rtl', labels })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  const [close, title] = await Promise.all([
    page.locator('.close').boundingBox(),
    page.locator('dialog h2').boundingBox(),
  ])
  expect(close?.x).toBeLessThan(title?.x ?? 0)
  await expect(page.locator('brim-prompt .frame')).toHaveAttribute('lang', 'ar')
  await expect(page.getByRole('button', { name: 'ذكّرني لاحقًا' })).toBeVisible()
})
