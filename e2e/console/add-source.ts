/** Adds a source of a tool, as an admin does: its page is open then. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './console.ts'

type Wanted = {
  tool: string
  /** As it is called then. */
  name: string
  /** What its page shows to be pasted into the tool. */
  shows: RegExp
  /** What is looked at and filled in before it is added. */
  fill(dialog: Locator): Promise<void>
}

/** Answers what is to be pasted. */
export async function addSource(page: Page, { tool, name, shows, fill }: Wanted): Promise<string> {
  await page.getByRole('button', { name: 'Add a source' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a source' })
  await dialog.getByLabel('The tool').selectOption(tool)
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  return (await page.getByText(shows).textContent()) ?? ''
}
