// Somebody changes a nudge, and whoever keeps the workspace finds who, what and when.
import { readFile } from 'node:fs/promises'
import { expect, findFaults, test } from './console.ts'

test('a change stands in the audit log in words, with its difference, and goes out as a file', async ({
  console,
  page,
}) => {
  await console.send('/v1/nudges', {
    key: 'audited',
    name: 'Audited before',
    format: 'inline',
    placement: 'slot:audited',
    offer: 'team-trial',
    copy: { en: { title: 'Try it', actions: [{ kind: 'trial', label: 'Start' }] } },
  })
  await console.open('/nudges/audited')
  await page.getByLabel('Name', { exact: true }).fill('Audited after')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible()

  await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).click()
  const log = page.getByRole('region', { name: 'What was changed, newest first' })
  const line = log.locator('summary', { hasText: 'edited the draft of the nudge Audited after' })
  await expect(line).toContainText('Demo')
  await line.click()
  const change = log.getByRole('definition').filter({ has: page.locator('ins') })
  await expect(change.locator('del')).toHaveText('before')
  await expect(change.locator('ins')).toHaveText('after')
  expect(await findFaults(page)).toEqual([])

  await log.getByRole('button', { name: 'All changes of Audited after' }).click()
  await expect(log.locator('summary')).toHaveText([/edited the draft/, /created the nudge/])
  await page.getByRole('combobox', { name: 'Kind of change' }).selectOption('Privacy')
  await expect(log.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
  await log.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('combobox', { name: 'Who' }).selectOption('Demo')

  const file = page.getByRole('link', { name: 'CSV' })
  await expect(file).toHaveAttribute('href', /actor=person_demo/)
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain('Demo edited the draft of the nudge Audited after')
  expect(csv).not.toContain('created the nudge Audited before')
})
