// A marketer who uses no mouse makes a nudge in two languages, looks it over, publishes it and finds it
// in the list: by Tab, letters, Enter and Escape alone.
import type { Locator, Page } from '@playwright/test'
import { expect, findFaults, test } from './console.ts'

test.use({ changesDemo: 'keyboard' })

const mostSteps = 150

/** Goes there as a keyboard does; what is on the way is passed, and what has the focus shows it. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  // Looked for by its role once, not at each step: that reads the names of all that is on the page.
  let element = await target.elementHandle({ timeout: 5000 })
  for (let step = 0; step < mostSteps; step++) {
    const at = await element?.evaluate((one) =>
      one.isConnected ? one === document.activeElement : undefined,
    )
    if (at === undefined) {
      element = await target.elementHandle({ timeout: 5000 })
      continue
    }
    if (at) {
      expect(await element?.evaluate(showsFocus), `the focus is seen on ${target}`).toBe(true)
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`No ${key} led to ${target}`)
}

function showsFocus(element: Element): boolean {
  // A radio button that is drawn otherwise shows it on what stands for it.
  const drawn = [element, element.parentElement as Element, element.nextElementSibling]
  return drawn.some((one) => {
    if (!one) return false
    const { outlineStyle, boxShadow } = getComputedStyle(one)
    return outlineStyle !== 'none' || boxShadow !== 'none'
  })
}

const replaceWith = async (page: Page, text: string) => {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

test('a nudge in two languages is made, looked over and published by the keyboard alone', async ({
  console,
  page,
}) => {
  test.setTimeout(120_000)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const textbox = (name: RegExp) => page.getByRole('textbox', { name })
  await console.open('/nudges')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'New nudge' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New nudge')

  await tabTo(page, textbox(/^Name/))
  await page.keyboard.type('By hand')
  await expect(textbox(/^Key/)).toHaveValue('by-hand')
  await tabTo(page, textbox(/^Title/))
  await replaceWith(page, 'Take the board along')
  await tabTo(page, textbox(/^Body/))
  await replaceWith(page, 'As a PDF, or as a picture.')
  await tabTo(page, page.getByRole('radio', { name: /^Modal/ }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: /^Sheet/ })).toBeChecked()
  await tabTo(page, page.getByRole('combobox', { name: 'Feature' }))
  await page.keyboard.type('export')
  await tabTo(page, page.getByRole('combobox', { name: /^Trigger/ }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('combobox', { name: /^Trigger/ })).not.toHaveValue('')
  expect(await findFaults(page)).toEqual([])

  // The second language, from a list that is searched by typing.
  await tabTo(page, button('Add a language'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Find a language' })).toBeFocused()
  await page.keyboard.type('german')
  expect(await findFaults(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await expect(button(/^German/)).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^German/ })).toBeChecked()
  await expect(page.getByText(/texts still in English/)).toBeVisible()
  await tabTo(page, textbox(/^Title/))
  await replaceWith(page, 'Nimm das Board mit')
  await tabTo(page, textbox(/^Body/))
  await replaceWith(page, 'Als PDF oder als Bild.')
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await expect(preview).toContainText('Nimm das Board mit')
  expect(await findFaults(page)).toEqual([])

  await tabTo(page, button('Save draft'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/nudges\/by-hand$/)
  await tabTo(page, button('Publish'))
  await page.keyboard.press('Enter')
  // Others are live at that place: it is said, and Escape leads back to where it was asked.
  const review = page.getByRole('dialog', { name: 'Before it goes live' })
  await expect(review).toContainText('is live at the same place')
  expect(await findFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(review).toBeHidden()
  await expect(button('Publish')).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, button('Publish anyway'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Published: it is live now')).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  // A menu is walked through by arrows, and what it did is taken back by its undo.
  await tabTo(page, button(/^More/))
  await page.keyboard.press('Enter')
  await tabTo(page, button('Pause'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('“By hand” is paused')).toBeVisible()
  await tabTo(page, button('Undo'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()

  await page.goBack()
  await expect(page.getByRole('link', { name: 'By hand' })).toBeVisible()
})
