// What a person does in the demo's product, and what its page hears from Brim meanwhile.
import { randomUUID } from 'node:crypto'
import type { Page, Response } from '@playwright/test'
import { untilDrawable } from '../harness/widget.ts'

/** Somebody whom no other test knows. */
export const newUser = (): string => `e2e-${randomUUID()}`

const isArmed = (placement: string) => async (response: Response) => {
  if (!/\/b\/v1\/(open|sync)$/.test(response.url()) || !response.ok()) return false
  const { armed } = (await response.json()) as { armed: { placement: string }[] }
  return armed.some((one) => one.placement === placement)
}

/** Does something, and waits until the page holds a prompt for the placement and can draw it. */
export const untilArmed = async (
  page: Page,
  placement: string,
  act: () => Promise<unknown>,
): Promise<void> => {
  await Promise.all([page.waitForResponse(isArmed(placement)), act()])
  await untilDrawable(page)
}

/** Does something, and waits until Brim has acknowledged an outcome of that kind. */
export const untilTold = async (
  page: Page,
  outcome: string,
  act: () => Promise<unknown>,
): Promise<void> => {
  const isTold = (response: Response) =>
    response.url().endsWith('/b/v1/sync') &&
    response.ok() &&
    (response.request().postData() ?? '').includes(`"outcome":"${outcome}"`)
  await Promise.all([page.waitForResponse(isTold), act()])
}

export const exportBoard = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Export' }).click()

export const ownExportNote = (page: Page) => page.getByText('Export is part of Team. See plans')

export const exportPrompt = (page: Page) =>
  page.getByRole('dialog', { name: 'Take this board with you' })

/** Two clicks that the product answers itself; after them the third is armed. */
export const hitExportTwice = async (page: Page): Promise<void> => {
  await exportBoard(page)
  await ownExportNote(page).waitFor()
  await untilArmed(page, 'paywall:export', () => exportBoard(page))
}

export const fillBoards = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'New board' }).click()
  await page.getByLabel('What is it about?').fill('Autumn campaign')
  await untilArmed(page, 'paywall:boards', () =>
    page.getByRole('button', { name: 'Create board' }).click(),
  )
}

export const boardsCard = (page: Page) =>
  page.getByTestId('boards-full').getByRole('heading', { name: 'All 3 boards are in use' })

export const ownBoardsNote = (page: Page) => page.getByText('The free plan holds 3 boards.')
