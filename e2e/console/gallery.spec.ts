import { expect as base, test as visit } from '../harness/fixtures.ts'
import { expect, findFaults, test } from './console.ts'

const frame = 'iframe'

test('a state is chosen, drawn in a real page, and kept in the address', async ({
  console,
  page,
}) => {
  await console.open('/gallery')
  const drawn = page.frameLocator(frame)
  await expect(drawn.getByRole('dialog')).toContainText('Take this board with you')
  await page.getByLabel('Format').selectOption('Toast')
  await page.getByLabel('Language').selectOption('German')
  await page.getByLabel('Content').selectOption('Comparison of plans')
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.getByRole('radio', { name: '320' }).check({ force: true })
  await expect(page).toHaveURL(
    /\/console\/gallery\?format=toast&content=comparison&scheme=dark&locale=de&width=320$/,
  )
  await expect(drawn.locator('.toast')).toContainText('Was sich mit Team ändert')
  await page.reload()
  await expect(page.getByLabel('Format')).toHaveValue('toast')
  await expect(drawn.locator('.toast')).toContainText('Was sich mit Team ändert')
  expect(await drawn.locator('html').evaluate(() => innerWidth)).toBe(320)
})

test('what is drawn takes no focus from the control that asked for it, and can be used then', async ({
  console,
  page,
}) => {
  await console.open('/gallery?format=toast&width=320')
  const drawn = page.frameLocator(frame)
  await expect(drawn.locator('.toast')).toBeVisible()
  await page.getByLabel('Format').focus()
  await page.getByLabel('Format').selectOption('Modal')
  await expect(drawn.getByRole('dialog')).toBeVisible()
  await expect(page.getByLabel('Format')).toBeFocused()
  await drawn.getByRole('button', { name: 'Not now' }).click()
  await expect(drawn.getByRole('dialog')).toHaveCount(0)
  await drawn.getByRole('button', { name: 'Export' }).click()
  await expect(drawn.getByRole('dialog')).toBeVisible()
})

test('a wall shows every format, and each of its cells leads to itself', async ({
  console,
  page,
}) => {
  await console.open('/gallery?show=locale&content=minimal')
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(12)
  await expect(page.locator(frame)).toHaveCount(48)
  await expect(page.frameLocator(frame).first().getByRole('dialog')).toBeVisible()
  await page.getByRole('link', { name: 'Modal, Arabic' }).click()
  await expect(page).toHaveURL(/\/gallery\?content=minimal&locale=ar$/)
  await expect(page.frameLocator(frame).getByRole('dialog')).toContainText('اللوحات الثلاث')
  await page.goBack()
  await expect(page.locator(frame)).toHaveCount(48)
})

test('a wall can be read by a screen reader, and fits a phone', async ({ console, page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await console.open('/gallery?show=width&content=minimal')
  await expect(page.frameLocator(frame).first().getByRole('dialog')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
})

visit('a demo shows its gallery to whoever comes by', async ({ page }) => {
  await page.goto('/gallery?format=banner&position=before&locale=ja')
  const drawn = page.frameLocator(frame)
  await base(page.getByRole('heading', { level: 1 })).toHaveText('Gallery')
  await base(drawn.locator('.banner')).toContainText('このボードを書き出しましょう')
  await page.getByLabel('Position').selectOption('Last in its container')
  await base(page).toHaveURL(/\/gallery\?format=banner&position=last&locale=ja$/)
})
