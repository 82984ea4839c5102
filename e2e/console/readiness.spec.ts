// Why an account stands where it does, and what it is made of: what a browser shows of both, in one go.
import { expect, findFaults, test } from './console.ts'

test('sales reads why an account is ready; a marketer learns the weights and says what fits', async ({
  console,
  page,
  brim,
}) => {
  const headers = { authorization: `Bearer ${brim.ready.secretKey}` }
  const tell = (account: string, traits: object) =>
    page.request.put(`${brim.url}/v1/accounts/${account}`, { data: { traits }, headers })
  await tell('fit-large', { name: 'Fit Large', plan: 'free', employees: 900, mrr: 0 })
  await tell('fit-small', { name: 'Fit Small', plan: 'free', employees: 2, mrr: 0 })
  await console.send('/v1/meters', {
    readings: [{ account: 'fit-small', meter: 'boards', used: 56, limit: 100 }],
  })

  await console.open('/accounts?query=fit-')
  const list = page.getByRole('region', { name: 'Accounts' }).getByRole('link')
  await expect(list).toHaveText([/Readiness \d+Fit Small/, /Readiness 0Fit Large/])
  await page.getByRole('link', { name: 'What readiness is made of' }).click()

  // The demo's history is long enough to learn from.
  await page.getByRole('button', { name: 'Learn from our conversions' }).click()
  const learned = page.getByRole('region', { name: 'Weights, now and learned' })
  await expect(learned.getByRole('row')).toHaveCount(5)
  await page.getByRole('button', { name: 'Adopt these weights' }).click()
  await expect(page.getByText('The learned weights are in the draft')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()

  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByRole('group', { name: 'Rule 1' }).getByLabel('Value').fill('500')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved: accounts are put in order anew')).toBeVisible()

  await page.getByRole('link', { name: 'Accounts', exact: true }).first().click()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('fit-')
  await expect(list.first()).toContainText('Fit Large')
  await list.first().click()
  const why = page.getByRole('region', { name: /^Why \d+/ })
  await expect(why).toContainText('1 of 1 rule holds')
  await expect(why).toContainText('employees at least 500')
  expect(await findFaults(page)).toEqual([])

  await page.goto(`${brim.url}/console/readiness`)
  await page.getByRole('button', { name: 'Remove rule 1' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved: accounts are put in order anew')).toBeVisible()
})
