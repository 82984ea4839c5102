// WCAG 2.2 AA, as far as a machine can tell.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Prompt } from '../../shared/prompt.ts'
import { card, expect, paywall, test, untilReady } from './fixtures.ts'
import { banner, inline, modal, text } from './prompts.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const formats: Prompt[] = [modal(), banner(), inline({ placement: 'paywall:export' })]

for (const prompt of formats) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the ${prompt.format}, ${colorScheme}`, async ({ open, brim }) => {
      brim.armed = [prompt]
      const page = await open({
        head: '<style>:root{color-scheme:light dark}</style>',
        body: '<section data-brim-paywall="export"><h2>Export</h2></section>',
      })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await untilReady(page)
      if (prompt.placement === 'paywall:export') await page.getByText('Export').last().click()
      await expect(card(page)).toBeVisible()
      await page.evaluate(axe)
      const { violations } = (await page.evaluate(
        (only) =>
          (window as never as { axe: { run(options: object): Promise<unknown> } }).axe.run({
            runOnly: only,
          }),
        tags,
      )) as AxeResults
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    })
  }
}

for (const prompt of formats) {
  test(`the ${prompt.format} fits 320 px, with targets of 24 px`, async ({ open, brim }) => {
    brim.armed = [{ ...prompt, title: text('W'.repeat(140)) }]
    const page = await open({ body: '<section data-brim-paywall="export">Locked</section>' })
    await page.setViewportSize({ width: 320, height: 480 })
    await untilReady(page)
    if (prompt.placement === 'paywall:export') await page.getByText('Locked').click()
    await expect(card(page)).toBeVisible()
    const box = await card(page).boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 320).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    for (const target of await card(page).locator('button, .button').all()) {
      const size = await target.boundingBox()
      expect(size?.height).toBeGreaterThanOrEqual(24)
      expect(size?.width).toBeGreaterThanOrEqual(24)
    }
  })
}

test('the dialog keeps its close control in sight however long the text is', async ({
  open,
  brim,
}) => {
  const lines = Array.from({ length: 8 }, (_, at) => [
    {
      kind: 'text' as const,
      text: `Line ${at}: ${'room for everything that a team does '.repeat(6)}`,
    },
  ])
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
