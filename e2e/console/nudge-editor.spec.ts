import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'

const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const title = (page: Page) => page.getByRole('textbox', { name: 'Title' })

test('the preview shows what is typed, and publishing makes it live', async ({ console, page }) => {
  await console.open('/nudges/timeline-trial')
  await expect(preview(page)).toContainText('The timeline is part of your week now')
  await title(page).fill('Boards to go, **{{account.name|everyone}}**')
  await expect(preview(page)).toContainText('Boards to go, everyone')
  await expect(preview(page)).not.toContainText('The timeline is part of your week now')
  await expect(page.getByText('Unsaved changes')).toBeVisible()

  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Unpublished changes')).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByText('Published: it is live now')).toBeVisible()
  await page.reload()
  await expect(title(page)).toHaveValue('Boards to go, **{{account.name|everyone}}**')
  await expect(page.getByText('Unpublished changes')).toBeHidden()
})

test('the preview speaks with the values of a real account', async ({ console, page }) => {
  await console.open('/nudges/export-trial')
  await title(page).fill('Hello {{account.name|nobody}}')
  await expect(preview(page)).toContainText('Hello nobody')
  await page.getByRole('button', { name: 'As account…' }).click()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('cobalt-partners')
  await page.getByRole('button', { name: /Cobalt Partners/ }).click()
  await expect(preview(page)).toContainText('Hello Cobalt Partners')
})

test('an unknown variable is said at its field, and the preview does not pretend', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await expect(preview(page)).toContainText('Compare plans')
  await title(page).fill('Hello {{acount.name}}')
  await expect(title(page)).toHaveAccessibleDescription(/There is no variable "acount.name"/)
  await expect(preview(page)).toContainText('This can’t be drawn yet')
  await expect(preview(page)).not.toContainText('Compare plans')

  await page.getByRole('button', { name: 'Publish' }).click()
  const summary = page.getByRole('region', { name: 'To be fixed' })
  await expect(summary).toBeFocused()
  await summary.getByRole('button', { name: 'Title (English)' }).click()
  await expect(title(page)).toBeFocused()
})

test('unsaved changes stay when the page is left, and discarding can be undone', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await page.getByLabel('Name', { exact: true }).fill('Half a thought')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Nudges' }).click()
  await expect(page.getByText('Unsaved', { exact: true })).toBeVisible()
  await page.goBack()
  await page.goBack()
  const name = page.getByLabel('Name', { exact: true })
  await expect(name).toHaveValue('Half a thought')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(name).not.toHaveValue('Half a thought')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(name).toHaveValue('Half a thought')
})

test('a save by somebody else is shown beside one’s own, and neither is lost', async ({
  console,
  page,
  brim,
  problems,
}) => {
  problems.allow(/409/)
  await console.open('/nudges/seats-full-card')
  await expect(title(page)).not.toHaveValue('')
  await title(page).fill('Mine')
  const address = `${brim.url}/console/api/w/demo/definitions/nudge/seats-full-card`
  const { draft, revision } = await (await page.request.get(address)).json()
  const theirs = structuredClone(draft)
  theirs.copy.en.title = 'Theirs'
  theirs.snooze = '3d'
  const saved = await page.request.put(address, {
    data: { body: theirs, revision, publish: false },
    headers: { origin: new URL(brim.url).origin },
  })
  expect(saved.ok(), await saved.text()).toBe(true)

  await page.getByRole('button', { name: 'Save draft' }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved this nudge' })
  const fields = dialog.getByRole('group', { name: 'Title (English)' })
  await expect(fields.getByRole('radio', { name: 'Yours Mine' })).toBeChecked()
  await fields.getByRole('radio', { name: 'Theirs Theirs' }).check()
  await dialog.getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Saved with both changes')).toBeVisible()
  await expect(title(page)).toHaveValue('Theirs')
  await expect(page.getByRole('spinbutton', { name: 'Snooze, number' })).toHaveValue('3')
})

test('a limit of its own goes before the workspace’s, and clearing it brings that back', async ({
  console,
  page,
}) => {
  await console.open('/nudges/seats-full-card')
  const inAll = page.getByRole('spinbutton', { name: 'Times in all' })
  const save = page.getByRole('button', { name: 'Save draft' })
  await expect(inAll).toHaveValue('')
  await expect(inAll).toHaveAttribute('placeholder', '3')
  await inAll.fill('12')
  await page.getByRole('checkbox', { name: 'The offer ends' }).uncheck()
  await save.click()
  await expect(page.getByText('Unpublished changes')).toBeVisible()
  await page.reload()
  await expect(inAll).toHaveValue('12')
  await expect(page.getByRole('checkbox', { name: 'The offer ends' })).not.toBeChecked()
  await inAll.fill('')
  await save.click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  await page.reload()
  await expect(inAll).toHaveAttribute('placeholder', '3')
  await expect(inAll).toHaveValue('')
})

test('pausing takes effect at once and can be undone', async ({ console, page }) => {
  await console.open('/nudges')
  const row = page.getByRole('listitem').filter({ hasText: 'Timeline regulars' })
  await row.getByRole('button', { name: /^More for/ }).click()
  await row.getByRole('button', { name: 'Pause' }).click()
  await expect(row.getByText('Paused')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row.getByText('Live', { exact: true })).toBeVisible()
})

test('a new nudge takes its key from its name and is there after saving', async ({
  console,
  page,
}) => {
  await console.open('/nudges')
  await page.getByRole('link', { name: 'New nudge' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Storage: nearly full')
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('storage-nearly-full')
  await page.getByLabel('Feature').fill('storage')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/nudges\/storage-nearly-full$/)
  await page.getByRole('navigation').getByRole('link', { name: 'Nudges' }).click()
  await expect(page.getByRole('link', { name: 'Storage: nearly full' })).toBeVisible()
})

test('a second language starts from the first and shows what is left to translate', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await page.getByRole('button', { name: 'Add a language' }).click()
  await page.getByRole('button', { name: /Arabic/ }).click()
  await expect(page.getByText(/texts still in English/)).toBeVisible()
  await title(page).fill('خذ هذه اللوحة معك')
  await expect(preview(page)).toContainText('خذ هذه اللوحة معك')
  await expect(preview(page).locator('[dir=rtl]').first()).toBeVisible()
})
