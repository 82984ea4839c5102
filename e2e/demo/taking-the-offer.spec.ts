import type { Brim } from '../harness/brim.ts'
import { expect, test } from '../harness/fixtures.ts'
import {
  boardsCard,
  exportBoard,
  exportPrompt,
  fillBoards,
  hitExportTwice,
  newUser,
  untilTold,
} from './tideboard.ts'

const placements = ['paywall:export', 'paywall:boards', 'slot:billing', 'page']

/** What Brim would show this person now, at any of the demo's places. */
const offered = async (brim: Brim, user: string): Promise<(string | undefined)[]> => {
  const answer = await fetch(new URL('/v1/decide', brim.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${brim.ready.secretKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ user, account: `team-of-${user}`, placements, dryRun: true }),
  })
  const { decisions } = (await answer.json()) as {
    decisions: { prompt: { nudge: string } | null }[]
  }
  return decisions.flatMap(({ prompt }) => (prompt ? [prompt.nudge] : []))
}

test('a trial opens the export, and its offer is gone', async ({ visitor, brim }) => {
  const user = newUser()
  const { page, openDemo } = await visitor(user)
  await openDemo()
  await hitExportTwice(page)
  await exportBoard(page)
  await untilTold(page, 'trial_started', () =>
    exportPrompt(page).getByRole('button', { name: 'Start the free trial' }).click(),
  )
  await expect(page.getByTestId('plan')).toHaveText('Team trial')
  expect(await offered(brim, user)).toEqual([])

  const download = page.waitForEvent('download')
  await exportBoard(page)
  expect((await download).suggestedFilename()).toBe('Spring launch.csv')
  await expect(exportPrompt(page)).toHaveCount(0)
})

test('an upgrade opens everything, and no offer is left', async ({ visitor, brim }) => {
  const user = newUser()
  const { page, openDemo } = await visitor(user)
  await openDemo()
  await fillBoards(page)
  await page.getByRole('link', { name: 'New board' }).click()
  await expect(boardsCard(page)).toBeVisible()

  await page.getByRole('link', { name: 'Plan and billing' }).click()
  await page.getByRole('button', { name: 'Choose Team' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change to Team' }).click()
  await expect(page.getByTestId('plan')).toHaveText('Team')
  expect(await offered(brim, user)).toEqual([])

  await page.getByRole('link', { name: 'New board' }).click()
  await page.getByLabel('What is it about?').fill('Winter campaign')
  await page.getByRole('button', { name: 'Create board' }).click()
  await expect(page.getByRole('heading', { name: 'Winter campaign' })).toBeVisible()
  const download = page.waitForEvent('download')
  await exportBoard(page)
  expect((await download).suggestedFilename()).toBe('Winter campaign.csv')
})

test('the card’s own button leads to the purchase', async ({ visitor }) => {
  const { page, openDemo } = await visitor(newUser())
  await openDemo()
  await fillBoards(page)
  await page.getByRole('link', { name: 'New board' }).click()
  await page.getByRole('button', { name: 'Upgrade to Team' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change to Team' }).click()
  await expect(page.getByLabel('What is it about?')).toBeVisible()
})
