import { expect, test } from '../harness/fixtures.ts'
import {
  boardsCard,
  exportBoard,
  exportPrompt,
  fillBoards,
  hitExportTwice,
  newUser,
  ownBoardsNote,
  ownExportNote,
  untilArmed,
  untilTold,
} from './tideboard.ts'

test('the third export click opens the prompt; before, the product speaks for itself', async ({
  visitor,
}) => {
  const { page, openDemo } = await visitor(newUser())
  await openDemo()
  await hitExportTwice(page)
  await expect(ownExportNote(page)).toBeVisible()
  await expect(exportPrompt(page)).toHaveCount(0)
  await exportBoard(page)
  await expect(exportPrompt(page)).toBeVisible()
  await expect(ownExportNote(page)).toHaveCount(0)
})

test('the prompt opens without a network once the page has loaded', async ({
  visitor,
  problems,
}) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/)
  const { page, context, openDemo } = await visitor(newUser())
  await openDemo()
  await hitExportTwice(page)
  await untilArmed(page, 'paywall:export', () => page.reload())
  await expect(page.getByRole('heading', { name: 'Spring launch' })).toBeVisible()
  await context.setOffline(true)
  await exportBoard(page)
  await expect(exportPrompt(page)).toBeVisible()
})

test('the fourth board meets a card where the form would have been', async ({ visitor }) => {
  const { page, openDemo } = await visitor(newUser())
  await openDemo()
  await fillBoards(page)
  await page.getByRole('link', { name: 'New board' }).click()
  await expect(boardsCard(page)).toBeVisible()
  await expect(page.getByLabel('What is it about?')).toHaveCount(0)
})

test('a card that was closed stays away, after a reload and in another browser', async ({
  visitor,
}) => {
  const user = newUser()
  const { page, openDemo } = await visitor(user)
  await openDemo()
  await fillBoards(page)
  await page.getByRole('link', { name: 'New board' }).click()
  await expect(boardsCard(page)).toBeVisible()
  await untilTold(page, 'dismissed', () => page.getByRole('button', { name: 'Not now' }).click())
  await expect(boardsCard(page)).toHaveCount(0)

  await page.reload()
  await expect(ownBoardsNote(page)).toBeVisible()
  await expect(boardsCard(page)).toHaveCount(0)

  const elsewhere = await visitor(user)
  await elsewhere.openDemo('#/new')
  await expect(ownBoardsNote(elsewhere.page)).toBeVisible()
  await expect(boardsCard(elsewhere.page)).toHaveCount(0)
})
