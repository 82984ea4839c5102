import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'

const audience = (page: Page) => page.getByRole('region', { name: 'Audience' })
const condition = (page: Page, number: number) =>
  audience(page).getByRole('group', { name: `Condition ${number}`, exact: true })

test('an audience is written in rows, faults stand at their field, and it is saved', async ({
  console,
  page,
  brim,
}) => {
  await console.open('/nudges/timeline-trial')
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await expect(preview).toContainText('The timeline is part of your week')
  await expect(audience(page)).toContainText('Everyone.')

  await audience(page).getByRole('button', { name: 'Add a condition' }).click()
  const plan = condition(page, 1)
  await page.getByRole('button', { name: 'Save draft' }).click()
  const summary = page.getByRole('region', { name: 'To be fixed' })
  await summary.getByRole('button', { name: 'Condition 1, trait (Audience)' }).click()
  const trait = plan.getByLabel('Condition 1, trait')
  await expect(trait).toBeFocused()
  await expect(trait).toHaveAccessibleDescription(/Which trait/)
  await expect(preview).toContainText('The timeline is part of your week')
  await trait.fill('plan')
  await plan.getByLabel('Condition 1, value').fill('free')

  await audience(page).getByRole('button', { name: 'Add a condition' }).click()
  const role = condition(page, 2)
  await role.getByLabel('Condition 2, of').selectOption('User trait')
  await role.getByLabel('Condition 2, trait').fill('role')
  await role.getByLabel('Condition 2, comparison').selectOption('is one of')
  await role.getByLabel('Condition 2, value').pressSequentially('owner, admin')
  await audience(page).getByRole('radio', { name: 'any' }).check()
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('The draft is saved')).toBeVisible()

  const address = `${brim.url}/console/api/w/demo/definitions/nudge/timeline-trial`
  const { draft } = await (await page.request.get(address)).json()
  expect(draft.audience).toEqual({
    any: [
      { trait: 'account.plan', eq: 'free' },
      { trait: 'user.role', in: ['owner', 'admin'] },
    ],
  })
  await page.reload()
  await expect(page.getByLabel('Condition 2, value')).toHaveValue('owner, admin')
})

test('an audience that rows can’t say is told in words and kept', async ({
  console,
  page,
  brim,
}) => {
  const address = `${brim.url}/console/api/w/demo/definitions/nudge/limits-conversation`
  const kept = {
    all: [{ trait: 'account.plan', eq: 'free' }, { not: { trait: 'user.role', eq: null } }],
  }
  const { draft, revision } = await (await page.request.get(address)).json()
  const saved = await page.request.put(address, {
    data: { body: { ...draft, audience: kept }, revision, publish: false },
    headers: { origin: new URL(brim.url).origin },
  })
  expect(saved.ok(), await saved.text()).toBe(true)

  await console.open('/nudges/limits-conversation')
  await expect(audience(page)).toContainText(
    'Only where the account’s plan is free and not (the user’s role is not known).',
  )
  await page.getByLabel('Priority').fill('7')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('The draft is saved')).toBeVisible()
  const after = await (await page.request.get(address)).json()
  expect(after.draft).toMatchObject({ priority: 7, audience: kept })
})

test('conditions go into groups, and a group can be what must not be', async ({
  console,
  page,
  brim,
}) => {
  await console.open('/nudges/export-trial')
  await expect(audience(page)).toBeVisible()
  const before = await audience(page)
    .getByRole('group', { name: /^Condition/ })
    .count()
  await audience(page).getByRole('button', { name: 'Add a condition' }).click()
  const first = condition(page, before + 1)
  await first.getByLabel(/, of$/).selectOption('Days since the account was first seen')
  await first.getByLabel(/, value$/).fill('30')
  await audience(page).getByRole('button', { name: 'Add a group' }).click()
  const number = before + 2
  const group = audience(page).getByRole('group', { name: `Group ${number}`, exact: true })
  await group.getByRole('radio', { name: 'none', exact: true }).check()
  const inner = group.getByRole('group', { name: `Condition ${number}.1` })
  await inner.getByLabel(/, trait$/).fill('plan')
  await page.getByRole('button', { name: 'Save draft' }).click()
  const summary = page.getByRole('region', { name: 'To be fixed' })
  await summary.getByRole('button', { name: /value \(Audience\)$/ }).click()
  await expect(inner.getByLabel(/, value$/)).toBeFocused()
  await inner.getByLabel(/, value$/).fill('team')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('The draft is saved')).toBeVisible()
  const address = `${brim.url}/console/api/w/demo/definitions/nudge/export-trial`
  const { draft } = await (await page.request.get(address)).json()
  expect(JSON.stringify(draft.audience)).toContain(
    '{"measure":{"age":{"of":"account"}},"gte":30},{"not":{"trait":"account.plan","eq":"team"}}',
  )
})
