import { expect, findFaults, test } from './console.ts'

test('a timeline says why nothing was shown and what would have changed it', async ({
  console,
  page,
  brim,
}) => {
  const account = 'reasoned'
  const put = await page.request.put(`${brim.url}/v1/accounts/${account}`, {
    data: { traits: { name: 'Reasoned Ltd', plan: 'free' } },
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
  })
  expect(put.ok(), await put.text()).toBe(true)
  const hit = { name: 'paywall_hit', account, user: 'r-1', properties: { feature: 'export' } }
  await console.send('/v1/events', { events: [hit, hit] })
  const { decisions } = (await console.send('/v1/decide', {
    user: 'r-1',
    account,
    placements: ['paywall:export'],
  })) as { decisions: { id: string; reason: string }[] }
  expect(decisions[0]?.reason).toBe('no_signal')

  await console.open('/accounts')
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('reasoned')
  await page.getByRole('link', { name: /Reasoned Ltd/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reasoned Ltd')
  const line = page
    .getByRole('listitem')
    .filter({ hasText: 'Nothing at the paywall “export”: its trigger hasn’t fired' })
    .first()
  await line.getByText('Nothing at the paywall').click()
  await expect(line.getByText('What would have let it through:').first()).toBeVisible()
  await expect(line.getByText(/at least 3/).first()).toBeVisible()
  await line.getByRole('link', { name: 'The whole receipt' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing was shown')
  await expect(page).toHaveURL(new RegExp(`/decisions/${decisions[0]?.id}$`))
})

test('a third hit makes the account ready, and the page says by what', async ({
  console,
  page,
  brim,
}) => {
  const account = 'ready-now'
  await page.request.put(`${brim.url}/v1/accounts/${account}`, {
    data: { traits: { plan: 'free' } },
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
  })
  const hit = { name: 'paywall_hit', account, user: 'n-1', properties: { feature: 'export' } }
  await console.send('/v1/events', { events: [hit, hit, hit] })
  await console.open(`/accounts/${account}`)
  const ready = page.getByRole('region', { name: 'Ready for more' })
  await expect(ready).toContainText('An account keeps reaching for the export')
  await expect(ready).toContainText('at least 3')
})

test('an account is erased by who types its id, and is refused from then on', async ({
  console,
  page,
  brim,
}) => {
  const account = 'soon-gone'
  const headers = { authorization: `Bearer ${brim.ready.secretKey}` }
  const say = () =>
    page.request.put(`${brim.url}/v1/accounts/${account}`, {
      data: { traits: { name: 'Soon Gone Ltd' } },
      headers,
    })
  expect((await say()).ok()).toBe(true)
  await console.open(`/accounts/${account}`)
  const stored = page.getByRole('region', { name: 'What is stored' })
  const download = page.waitForEvent('download')
  await stored.getByRole('link', { name: 'Export' }).click()
  expect((await download).suggestedFilename()).toBe('account.ndjson')
  await stored.getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase for good' })
  const erase = dialog.getByRole('button', { name: 'Erase for good' })
  await expect(erase).toBeDisabled()
  expect(await findFaults(page)).toEqual([])
  await dialog.getByLabel('Type the id to confirm').fill(account)
  await erase.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  expect((await say()).status()).toBe(410)
  await expect
    .poll(
      async () => {
        const url = `${brim.url}/v1/accounts/${account}/erasure`
        return (await (await page.request.get(url, { headers })).json()).status
      },
      { timeout: 20_000 },
    )
    .toBe('erased')
})

test('a link to what is not there any more leads on', async ({ console, page, problems }) => {
  // What the server does not find stands in the browser's log.
  problems.allow(/404/)
  await console.open('/accounts/nobody-of-that-name')
  await expect(page.getByText('There is no such account')).toBeVisible()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  await console.open('/decisions/dec_gone')
  await expect(page.getByText('There is no such receipt')).toBeVisible()
  await page.getByRole('link', { name: 'What is decided now' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Live/)
})
