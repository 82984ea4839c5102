import { test as signedOut } from '../harness/fixtures.ts'
import { expect, login, test } from './console.ts'

signedOut(
  'logs in and arrives at the page that was asked for',
  async ({ page, brim, problems }) => {
    problems.allow(/401/)
    await page.goto(`${brim.url}/console/nudges`)
    await page.getByLabel('Email').fill(login.email)
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('alert')).toHaveText(/don’t belong together/)
    await page.getByLabel('Password').fill(login.password)
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nudges')
    expect(new URL(page.url()).pathname).toBe('/console/nudges')
  },
)

test('a session that ends asks for the login, and what was typed is still there after it', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/401/)
  await console.open('/nudges/export-trial')
  await expect(page.getByText('With example values')).toBeVisible()
  await page.context().clearCookies()
  await page.getByLabel('Name', { exact: true }).fill('Typed as the session ended')
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await page.getByLabel('Email').fill(login.email)
  await page.getByLabel('Password').fill(login.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed as the session ended')
})

test('logging out ends the session, and a signed-out visit is no error', async ({
  console,
  page,
}) => {
  await console.open()
  await page.getByRole('button', { name: 'You and the looks' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log in')
})
