// Two tabs, or two people, change what holds for the whole workspace: nobody's change is lost without a word.
import type { Page } from '@playwright/test'
import { expect, findFaults, test } from './console.ts'

// The holdout that it leaves behind would keep other tests' accounts from their prompts.
test.use({ changesDemo: 'together' })

/** Another tab, on the same page. */
const beside = async (page: Page): Promise<Page> => {
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
  return other
}

const dialogIn = (page: Page) => page.getByRole('dialog', { name: 'Changed meanwhile' })

test('settings that two edit are put together, place by place', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/409/)
  await console.open('/settings')
  const other = await beside(page)
  await page.getByLabel('Times in all').fill('7')
  await other.getByLabel('Times in all').fill('9')
  await other.getByLabel('Holdout').fill('20')
  await other.getByRole('button', { name: 'Save settings' }).click()
  await expect(other.getByText('Saved: it holds from the next decision on')).toBeVisible()

  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(dialogIn(page)).toContainText('You, elsewhere, changed this meanwhile')
  await expect(dialogIn(page).getByRole('group')).toHaveCount(1)
  await expect(dialogIn(page).getByRole('group')).toHaveText(/^Usually.*Theirs9Yours7$/)
  expect(await findFaults(page)).toEqual([])
  await dialogIn(page).getByRole('button', { name: 'Back to editing' }).click()
  await expect(page.getByLabel('Times in all')).toHaveValue('7')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await dialogIn(page).getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Saved: it holds from the next decision on')).toBeVisible()
  await expect(page.getByLabel('Holdout')).toHaveValue('20')

  // What nobody else has touched goes through, though the other tab knows nothing of it.
  await other.getByLabel('Holdout').fill('10')
  await other.getByRole('button', { name: 'Save settings' }).click()
  await expect(other.getByLabel('Times in all')).toHaveValue('7')
  await expect(other.getByText('Unsaved changes')).toBeHidden()
})

test('so are the sales team, the weights of readiness, and the theme', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/409/)
  await console.open('/sales-team')
  const other = await beside(page)
  await page.getByLabel('Alerts a day, at most', { exact: true }).first().fill('7')
  await other.getByLabel('Owner of all others').fill('ada@example.com')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('Unsaved changes')).toBeHidden()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialogIn(page)).toContainText('Sales team, owner of all others')
  await dialogIn(page).getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByLabel('Owner of all others')).toHaveValue('ada@example.com')
  await expect(page.getByText('Unsaved changes')).toBeHidden()

  await console.open('/readiness')
  await other.goto(page.url())
  await page.getByLabel('Signals').fill('50')
  await other.getByLabel('Headroom').fill('10')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('Unsaved changes')).toBeHidden()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await dialogIn(page).getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  await expect(page.getByLabel('Headroom')).toHaveValue('10')

  await console.open('/theme')
  await other.goto(page.url())
  await page.getByRole('radio', { name: /^Ink/ }).check()
  await other.getByRole('radio', { name: /^Soft/ }).check()
  await other.getByRole('button', { name: 'Save theme' }).click()
  await expect(other.getByText('Unsaved changes')).toBeHidden()
  await page.getByRole('button', { name: 'Save theme' }).click()
  await expect(dialogIn(page)).toContainText('Theme, look')
  await dialogIn(page).getByRole('radio', { name: 'Theirs' }).check()
  await dialogIn(page).getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  await expect(page.getByRole('radio', { name: /^Soft/ })).toBeChecked()
})
