// Where the keyboard is: at once where a page or a dialog is drawn, and back where it came from.
import { expect, test } from './console.ts'

test('what is typed the moment that a page is there is not lost', async ({ console, page }) => {
  // A key in the task that draws the list: no hand is quicker.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('input[type=search]')) return
      observer.disconnect()
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }),
      )
    }).observe(document, { childList: true, subtree: true })
  })
  await console.open('/accounts')
  await expect(page.getByRole('searchbox', { name: 'Find an account' })).toBeFocused()
})

test('a dialog gives the focus back to what opened it, however it is left', async ({
  console,
  page,
}) => {
  await console.open('/destinations')
  const opener = page.getByRole('button', { name: 'Add a destination' })
  const first = page.getByRole('dialog', { name: 'Add a destination' })
  await opener.click()
  await page.keyboard.press('Escape')
  await expect(first).toBeHidden()
  await expect(opener).toBeFocused()

  await opener.click()
  await first.getByRole('button', { name: 'Cancel' }).click()
  await expect(opener).toBeFocused()

  await opener.click()
  await first.getByRole('button', { name: /Webhook/ }).click()
  const second = page.getByRole('dialog', { name: 'Add Webhook' })
  await second.getByRole('button', { name: 'Another kind' }).click()
  await expect(first).toBeVisible()
  await first.getByRole('button', { name: /Webhook/ }).click()
  await page.keyboard.press('Escape')
  await expect(second).toBeHidden()
  await expect(opener).toBeFocused()
})
