// An owner lets a colleague in, and takes them out again.
import { expect, findFaults, test } from './console.ts'

test('an editor comes in by a link, may what an editor may, and is out at once', async ({
  console,
  page,
  browser,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/40[034]/)
  await console.open('/people')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await dialog.getByLabel('As', { exact: true }).selectOption('Editor')
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const handOver = page.getByRole('dialog', { name: 'Hand over this link' })
  const link = (await handOver.locator('pre').textContent()) ?? ''
  expect(link).toContain('/console/join#token=')
  await handOver.getByRole('button', { name: 'I have it' }).click()
  await expect(page.getByRole('region', { name: 'Invitations' })).toContainText('As editor')

  const theirs = await browser.newContext()
  problems.watch(theirs)
  const colleague = await theirs.newPage()
  await colleague.goto(link)
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText(/^Join /)
  expect(await findFaults(colleague)).toEqual([])
  await colleague.getByLabel('Your name').fill('Eve Editor')
  await colleague.getByLabel('E-mail').fill('eve@example.com')
  await colleague.getByLabel('Password').fill('short')
  await colleague.getByRole('button', { name: /^Join / }).click()
  await expect(colleague.getByText('At least 8 characters')).toBeVisible()
  await colleague.getByLabel('Password').fill('quite long enough')
  await colleague.getByRole('button', { name: /^Join / }).click()
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Overview')
  // Used up: whoever opens it now is told so.
  const late = await theirs.newPage()
  await late.goto(link)
  await expect(late.getByText('This invitation is used up or over')).toBeVisible()

  const home = new URL(page.url()).origin
  await colleague.goto(`${home}/console/install`)
  await expect(colleague.getByRole('button', { name: 'New key' }).first()).toBeDisabled()
  await colleague.goto(`${home}/console/people`)
  await expect(colleague.getByRole('button', { name: 'Invite somebody' })).toBeDisabled()
  await colleague.goto(`${home}/console/nudges/export-trial`)
  // Not saved: other specs look at it under its name.
  await colleague.getByLabel('Name', { exact: true }).fill('Export: Eve was here')
  await expect(colleague.getByRole('button', { name: 'Save draft' })).toBeEnabled()
  await colleague.getByRole('button', { name: 'Discard' }).click()

  await page.reload()
  const role = page.getByRole('combobox', { name: 'Role of Eve Editor' })
  await role.selectOption('Viewer')
  await expect(page.getByText('Eve Editor is viewer now')).toBeVisible()
  await colleague.reload()
  await expect(colleague.getByRole('button', { name: /Saved|Save draft/ })).toBeDisabled()
  // They read every field, and are told once why they write none.
  await expect(colleague.getByText('Your role is Viewer')).toHaveCount(1)
  await expect(colleague.getByLabel('Name', { exact: true })).toBeDisabled()
  await expect(colleague.getByLabel('Title', { exact: true })).toBeDisabled()
  expect(await findFaults(colleague)).toEqual([])
  await colleague.goto(`${home}/console/settings`)
  await expect(colleague.getByText('Your role is Viewer')).toHaveCount(1)
  await expect(colleague.getByRole('button', { name: 'Pause everything' })).toBeDisabled()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(role).toHaveValue('editor')

  await page.getByRole('button', { name: 'Remove Eve Editor' }).click()
  await page.getByRole('button', { name: 'Take out' }).click()
  await expect(page.getByText('Eve Editor is no member any more')).toBeVisible()
  await colleague.reload()
  await expect(colleague.getByText('You aren’t a member of a workspace yet.')).toBeVisible()
  await theirs.close()
})

test('who changes their password is signed out everywhere else', async ({
  console,
  page,
  browser,
  problems,
}) => {
  problems.allow(/40[01]/)
  await console.open('/people')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = (await page.getByRole('dialog').locator('pre').textContent()) ?? ''
  const [one, other] = await Promise.all([browser.newContext(), browser.newContext()])
  for (const context of [one, other]) problems.watch(context)
  const here = await one.newPage()
  await here.goto(link)
  await here.getByLabel('Your name').fill('Pat')
  await here.getByLabel('E-mail').fill('pat@example.com')
  await here.getByLabel('Password').fill('a first password')
  await here.getByRole('button', { name: /^Join / }).click()
  await expect(here.getByRole('heading', { level: 1 })).toHaveText('Overview')

  const there = await other.newPage()
  await there.goto(new URL('/console', page.url()).href)
  await there.getByLabel('E-mail').fill('pat@example.com')
  await there.getByLabel('Password').fill('a first password')
  await there.getByRole('button', { name: 'Log in' }).click()
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('Overview')

  await here.getByRole('button', { name: 'You and the looks' }).click()
  await here.getByRole('button', { name: 'Your sign-in' }).click()
  const sessions = here.getByRole('region', { name: 'Where you are signed in' })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await expect(sessions.getByText('This one')).toHaveCount(1)
  expect(await findFaults(here)).toEqual([])
  await here.getByLabel('The password you have').fill('not this one')
  await here.getByLabel('The new one').fill('a second password')
  await here.getByRole('button', { name: 'Change the password' }).click()
  await expect(here.getByText('This is not your password')).toBeVisible()
  await here.getByLabel('The password you have').fill('a first password')
  await here.getByRole('button', { name: 'Change the password' }).click()
  await expect(here.getByText('The password is changed')).toBeVisible()
  await here.reload()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await there.reload()
  await expect(there.getByRole('button', { name: 'Log in' })).toBeVisible()
})
