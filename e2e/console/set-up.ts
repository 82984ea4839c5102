// The first person of a server: from its set-up link to the keys.
import type { Page } from '@playwright/test'
import type { Brim } from '../harness/brim.ts'

export const setUp = async (page: Page, brim: Brim, workspace: string): Promise<void> => {
  const { setup } = brim.ready as { setup?: string | null }
  if (!setup) throw new Error('a server without people prints no setup link')
  await page.goto(setup)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByLabel('Workspace').fill(workspace)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
}
