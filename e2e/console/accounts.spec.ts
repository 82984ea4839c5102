// Who is ready for more, as somebody in sales looks for them.
import { expect, findFaults, test } from './console.ts'

const hit = (account: string, user: string) => ({
  name: 'paywall_hit',
  account,
  user,
  properties: { feature: 'export' },
})

test('sales finds who is ready, keeps the list as a view and takes the account over', async ({
  console,
  page,
  brim,
}) => {
  const headers = { authorization: `Bearer ${brim.ready.secretKey}` }
  for (const [account, name] of [
    ['ranked-keen', 'Ranked Keen'],
    ['ranked-calm', 'Ranked Calm'],
  ] as const) {
    const data = { traits: { name, plan: 'free' } }
    await page.request.put(`${brim.url}/v1/accounts/${account}`, { data, headers })
  }
  await console.send('/v1/meters', {
    readings: [{ account: 'ranked-keen', meter: 'boards', used: 9, limit: 10 }],
  })
  const keen = hit('ranked-keen', 'rk-1')
  await console.send('/v1/events', { events: [keen, keen, keen, hit('ranked-calm', 'rc-1')] })

  await console.open('/accounts')
  await page.keyboard.press('/')
  await page.keyboard.type('ranked')
  const list = page.getByRole('region', { name: 'Accounts' })
  await expect(list.getByRole('link')).toHaveText([/Ranked Keen/, /Ranked Calm/])
  await expect(list.getByRole('link').first()).toContainText(
    'An account keeps reaching for the export',
  )
  await expect(list.getByRole('link').first()).toContainText('9 of 10')

  await page.getByRole('combobox', { name: 'Usage' }).selectOption('80 % used or more')
  await expect(list.getByRole('link')).toHaveText([/Ranked Keen/])
  await expect(page).toHaveURL(/query=ranked/)
  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save this view' })
  await dialog.getByLabel('Name').fill('Ranked and full')
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save view' }).click()
  const views = page.getByRole('navigation', { name: 'Views' })
  await views.getByRole('button', { name: 'All', exact: true }).click()
  await expect(page).toHaveURL(/\/accounts$/)
  await page.reload()
  await views.getByRole('button', { name: 'Ranked and full' }).click()
  await expect(list.getByRole('link')).toHaveText([/Ranked Keen/])
  await expect(page.getByRole('searchbox', { name: 'Find an account' })).toHaveValue('ranked')

  await list.getByRole('link', { name: /Ranked Keen/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ranked Keen')
  const sales = page.getByRole('region', { name: 'With sales' })
  await sales.getByRole('button', { name: 'Claim it' }).click()
  await sales.getByRole('button', { name: 'For two weeks' }).click()
  await expect(sales).toContainText('You have claimed it')
  await expect(sales).toContainText('ends')

  await page.goBack()
  await views.getByRole('button', { name: 'Mine' }).click()
  await expect(list.getByRole('link')).toHaveText([/Ranked Keen.*with/])
  await list.getByRole('link').first().click()
  await page
    .getByRole('region', { name: 'With sales' })
    .getByRole('button', { name: 'Release' })
    .click()
  await expect(page.getByText('Released: prompts are shown there again')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(sales).toContainText('You have claimed it')
  await sales.getByRole('button', { name: 'Release' }).click()

  await page.goBack()
  await views.getByRole('button', { name: 'Ranked and full' }).click()
  await page.getByRole('button', { name: 'Remove view' }).click()
  await expect(views.getByRole('button', { name: 'Ranked and full' })).toBeHidden()
})

test('an account says why not, and turns as its events come in', async ({
  console,
  page,
  brim,
}) => {
  await page.request.put(`${brim.url}/v1/accounts/turning`, {
    data: { traits: { name: 'Turning Ltd', plan: 'free' } },
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
  })
  await console.send('/v1/events', { events: [hit('turning', 't-1')] })
  await console.open('/accounts/turning')
  await page.getByRole('radio', { name: 'Why, and why not' }).check({ force: true })
  const why = page.getByRole('region', { name: 'Why, and why not' })
  const wall = why.getByRole('region', { name: 'Paywall “export”' })
  await expect(wall.getByText(/trigger hasn’t fired/).first()).toBeVisible()
  await wall
    .getByText(/trigger hasn’t fired/)
    .first()
    .click()
  await expect(wall.getByText('What would have let it through:').first()).toBeVisible()

  // Nobody loads the page again.
  await console.send('/v1/events', { events: [hit('turning', 't-1'), hit('turning', 't-1')] })
  await expect(page.getByRole('region', { name: 'Ready for more' })).toContainText('at least 3')
  await expect(wall.getByText('Chosen')).toBeVisible()
  await page.getByRole('radio', { name: 'What happened' }).check({ force: true })
  const ready = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')
  await expect(ready.filter({ hasText: 'Ready: An account keeps' }).first()).toBeVisible()
})
