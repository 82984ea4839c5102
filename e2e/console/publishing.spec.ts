// From a draft to what is live and back: looked over, published, read, reverted, scheduled, put away.
import type { Page } from '@playwright/test'
import type { Nudge } from '../../shared/definition/nudge.ts'
import { expect, findFaults, login, test } from './console.ts'

test.use({ changesDemo: 'publishing' })

const title = (page: Page) => page.getByRole('textbox', { name: 'Title' })
const review = (page: Page) => page.getByRole('region', { name: 'Before it goes live' })
const more = async (page: Page, what: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: what }).click()
}

/** Publishes what is in the editor, whatever there is to know of it. */
async function publish(page: Page) {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const anyway = page.getByRole('button', { name: 'Publish anyway' })
  const done = page.getByText('Published: it is live now')
  await expect(anyway.or(done).first()).toBeVisible()
  if (await anyway.isVisible()) await anyway.click()
  await expect(done).toBeVisible()
}

test('what would lie or break is said beside the draft, and does not go live until it is put right', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await title(page).fill('Team for only €999 per month')
  await expect(review(page)).toContainText('1 thing to fix')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(review(page)).toBeFocused()
  await expect(review(page)).toContainText('No plan costs €999. “Team” costs €9 a seat a month.')
  await expect(review(page)).toContainText(/In the last \d+ days? it would have been shown/)
  expect(await findFaults(page)).toEqual([])

  await review(page).getByRole('button', { name: 'Title (English)' }).click()
  await expect(title(page)).toBeFocused()
  await title(page).fill('Team from {{offer.price}} a seat')
  await expect(review(page)).not.toContainText('to fix')
  await publish(page)
})

test('the server refuses it too, by the field', async ({ console, page, brim }) => {
  await console.open('/nudges')
  const address = `${brim.url}/console/api/w/demo/definitions/nudge/seats-meter`
  const { draft } = (await (await page.request.get(address)).json()) as { draft: Nudge }
  for (const copy of Object.values(draft.copy)) copy.dismiss = '\u200b'
  const saved = await page.request.put(address, {
    data: { body: draft, publish: true },
    headers: { origin: new URL(brim.url).origin },
  })
  expect(saved.status()).toBe(400)
  const { error } = await saved.json()
  expect(error.issues[0].path).toMatch(/^copy\.\w+\.dismiss$/)
})

test('two people edit one nudge: neither overwrites the other, and each is told who was there', async ({
  console,
  page,
  brim,
  browser,
  problems,
}) => {
  problems.allow(/409/)
  const context = await browser.newContext()
  problems.watch(context)
  const theirs = await context.newPage()
  const signedIn = await theirs.request.post(`${brim.url}/console/api/auth/sign-in/email`, {
    data: brim.ready.login ?? login,
    headers: { origin: new URL(brim.url).origin },
  })
  expect(signedIn.ok()).toBe(true)

  await console.open('/nudges/seats-full-card')
  await theirs.goto(`${brim.url}/console/nudges/seats-full-card`)
  await expect(title(page)).not.toHaveValue('')
  await title(page).fill('Mine is better')
  await title(theirs).fill('Theirs is better')
  await theirs.getByRole('button', { name: 'Save draft' }).click()
  await expect(theirs.getByText('The draft is saved')).toBeVisible()

  await more(page, 'Pause')
  await expect(
    page.getByText('Demo changed “The sixth person” meanwhile, so it was not paused.'),
  ).toBeVisible()
  await expect(title(page)).toHaveValue('Mine is better')

  await page.getByRole('button', { name: 'Save draft' }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved this nudge' })
  await expect(dialog).toContainText('Demo saved it just now')
  const fields = dialog.getByRole('group', { name: 'Title (English)' })
  await expect(fields).toContainText('Both changed it')
  expect(await findFaults(page)).toEqual([])
  await fields.getByRole('radio', { name: /^Theirs/ }).check()
  await dialog.getByRole('button', { name: 'Save this' }).click()
  await expect(page.getByText('Saved with both changes')).toBeVisible()
  await expect(title(page)).toHaveValue('Theirs is better')
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a difference is read word by word, and an old version goes live again, in ${colorScheme}`, async ({
    console,
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const path = colorScheme === 'light' ? '/nudges/timeline-trial' : '/nudges/first-month'
    await console.open(path)
    await expect(title(page)).not.toHaveValue('')
    const before = await title(page).inputValue()
    await title(page).fill(`${before} today`)
    await publish(page)
    await page.getByRole('button', { name: 'See what changed' }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Versions')
    const version = page.getByRole('region', { name: /^Version \d/ })
    await expect(version).toContainText('1 thing is different than in version')
    await expect(version.locator('dt')).toHaveText('Title (English)')
    await expect(version.locator('ins')).toHaveText(' today')
    await expect(page.getByRole('navigation', { name: 'Versions' })).toContainText('by Demo')
    expect(await findFaults(page)).toEqual([])

    const list = page.getByRole('navigation', { name: 'Versions' })
    await list.getByRole('button').nth(1).click()
    await page.getByRole('button', { name: 'Put it live again' }).click()
    await expect(page.getByText(/is live again, as version/)).toBeVisible()
    await expect(list.getByRole('button').first()).toContainText('Live')
    await expect(version.locator('del')).toHaveText(' today')

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('It is as it was')).toBeVisible()
    await expect(version.locator('ins')).toHaveText(' today')

    await list.getByRole('button').nth(1).click()
    await page.getByRole('button', { name: 'Make it the draft' }).click()
    await expect(page.getByText(/^The draft is version/)).toBeVisible()
    await expect(list.getByRole('button').first()).toContainText('The draft')
    await console.open(path)
    await expect(title(page)).toHaveValue(before)
    await expect(page.getByText('Unpublished changes')).toBeVisible()
  })
}

test('a draft is set to be published, moved and cancelled, by a clock that is held', async ({
  console,
  page,
}) => {
  const now = new Date()
  await page.clock.setFixedTime(now)
  await console.open('/nudges/billing-team-card')
  await title(page).fill('Team fits you well')
  await more(page, 'Publish at a time…')
  const dialog = page.getByRole('dialog', { name: 'Publish at a time' })
  const time = dialog.getByLabel(/^Day and time in/)
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  await expect(dialog).toContainText(`Day and time in ${zone}`)
  expect(await findFaults(page)).toEqual([])
  await time.fill('2020-01-01T09:00')
  await dialog.getByRole('button', { name: 'Publish it then' }).click()
  await expect(time).toHaveAccessibleDescription('That time has passed')
  const day = new Date(now.getTime() + 3 * 24 * 3_600_000).toISOString().slice(0, 10)
  await time.fill(`${day}T09:30`)
  await dialog.getByRole('button', { name: 'Publish it then' }).click()

  const notice = page.getByRole('region', { name: 'Publication' })
  await expect(notice).toContainText(
    /Will be published on .* 09:30 \(.+\) \(in \d days?\), set by Demo/,
  )
  await title(page).fill('Team fits you better')
  await expect(notice).toContainText('What was changed since is no part of it.')
  await page
    .getByRole('navigation', { name: 'Console' })
    .getByRole('link', { name: 'Nudges' })
    .click()
  const row = page.getByRole('listitem').filter({ hasText: 'Billing: Team fits how you work' })
  await expect(row).toContainText(/Publishes in \d days?/)
  await page.reload()
  await expect(row).toContainText(/Publishes in \d days?/)

  await row.getByRole('link').first().click()
  await notice.getByRole('button', { name: 'Cancel it' }).click()
  await expect(notice).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(notice).toContainText('09:30')
})

test('a copy has a free key and says what it is; what is archived comes back', async ({
  console,
  page,
}) => {
  await console.open('/nudges')
  const row = page.getByRole('listitem').filter({ hasText: 'The fourth board' })
  await row.getByRole('button', { name: /^More for/ }).click()
  await row.getByRole('button', { name: 'Duplicate' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Copy of The fourth board')
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue(/-copy$/)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/-copy$/)
  const { pathname } = new URL(page.url())

  await more(page, 'Archive')
  await expect(page.getByText('“Copy of The fourth board” is archived')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Copy of The fourth board' })).toHaveCount(0)
  // What it did is still called by its name.
  await console.open(`${pathname.replace('/console', '')}/results`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Copy of The fourth board')
  await console.open('/nudges')
  await page.getByText('1 archived nudge').click()
  await expect(page.getByText(/Archived .* by Demo/)).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Restore “Copy of The fourth board”' }).click()
  await expect(page.getByRole('link', { name: 'Copy of The fourth board' })).toBeVisible()
  await expect(page.getByText('“Copy of The fourth board” is back')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByText('1 archived nudge')).toBeVisible()
})
