// The view in a frame, as the console's preview and the gallery draw it.
import type { Page } from '@playwright/test'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { PreviewOptions } from '../../widget/preview.ts'
import { buildScript } from '../bench/page/build.ts'
import { card, expect, test } from './fixtures.ts'
import { allFormats, laden, link, modal, sheet, trial } from './prompts.ts'

let script = ''
test.beforeAll(async () => {
  script = await buildScript('../widget/preview-page.ts')
})

const frame = '<div id="frame" style="position:relative;width:375px;height:600px"></div>'

/** Draws, or draws anew, in the frame. */
const draw = (page: Page, prompt: Prompt, options: PreviewOptions = {}) =>
  page.evaluate(
    ([next, look]) => {
      const place = window as never as {
        mountPreview(frame: Element | null): { update(...given: unknown[]): void }
        preview?: { update(...given: unknown[]): void }
      }
      place.preview ??= place.mountPreview(document.querySelector('#frame'))
      place.preview.update(next, look)
    },
    [prompt, options] as const,
  )

for (const prompt of allFormats) {
  test(`the ${prompt.format} is previewed within its frame, without focus or answers`, async ({
    open,
  }) => {
    const page = await open({ script: '', body: frame })
    await page.evaluate(script)
    await page.locator('#opener').focus()
    await draw(page, { ...prompt, ...laden(), actions: [trial, link('/billing')] })
    await expect(card(page)).toBeVisible()
    await expect(page.locator('#opener')).toBeFocused()
    const [outer, inner] = [
      await page.locator('#frame').boundingBox(),
      await card(page).boundingBox(),
    ]
    expect(inner?.x).toBeGreaterThanOrEqual(outer?.x ?? 0)
    expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + 375)
    expect(inner?.y).toBeGreaterThanOrEqual(outer?.y ?? 0)
    await card(page).getByRole('link', { name: 'Compare' }).dispatchEvent('click')
    await card(page).getByRole('button', { name: 'Remind me later' }).dispatchEvent('click')
    await expect(card(page)).toBeVisible()
    expect(page.url()).toMatch(/\/boards$/)
  })
}

test('a preview takes another scheme, direction, format and theme while it stands', async ({
  open,
}) => {
  const page = await open({ script: '', body: frame })
  await page.evaluate(script)
  await draw(page, modal(), { theme: 'dark' })
  await expect(card(page)).toHaveCSS('background-color', 'rgb(27, 31, 32)')
  await draw(page, modal(), { theme: 'light', dir: 'rtl' })
  await expect(card(page)).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(card(page)).toHaveCSS('direction', 'rtl')
  await draw(page, modal({ theme: { colors: { surface: ['#fffaf0', '#101010'] } } }), {
    theme: 'light',
  })
  await expect(card(page)).toHaveCSS('background-color', 'rgb(255, 250, 240)')
  await draw(page, sheet())
  await expect(page.locator('.sheet .card')).toBeVisible()
  await page.evaluate(() => (window as never as { preview: { destroy(): void } }).preview.destroy())
  await expect(card(page)).toHaveCount(0)
})

test('a frame as narrow as a phone shows the sheet as a phone does', async ({ open }) => {
  const page = await open({ script: '', body: frame })
  await page.evaluate(script)
  await draw(page, sheet())
  const [outer, inner] = [
    await page.locator('#frame').boundingBox(),
    await page.locator('.sheet').boundingBox(),
  ]
  expect(inner).toMatchObject({ x: outer?.x, width: 375 })
  expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBe((outer?.y ?? 0) + 600)
})
