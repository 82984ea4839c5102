// The main job on a customer's own plain page: hit, signal, prompt; and what must not get through.
import { expect, hit, hitUntilArmed, nudgeOf, test } from './customer-site.ts'

test('one script tag on a plain page answers the second hit in place, without the network', async ({
  page,
  context,
  site,
  problems,
}) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/)
  await site.open(page)
  await hitUntilArmed(page)
  await context.setOffline(true)
  await hit(page)
  await expect(page.getByRole('dialog', { name: `More of ${site.feature}` })).toBeVisible()
})

test('a marketer changes the title, publishes, and the page shows it', async ({
  page,
  context,
  brim,
  site,
}) => {
  const desk = await context.newPage()
  await desk.goto(`${brim.url}/console/nudges/${site.feature}`)
  await desk.getByRole('textbox', { name: 'Title' }).fill('Made for busy harbours')
  await desk.getByRole('button', { name: 'Publish' }).click()
  await expect(desk.getByText('Published: it is live now')).toBeVisible()

  await site.open(page)
  await hitUntilArmed(page)
  await hit(page)
  await expect(page.getByRole('dialog', { name: 'Made for busy harbours' })).toBeVisible()
})

test('hostile words stay words', async ({ page, site, backend }) => {
  const title = '<img src=x onerror="window.hacked=1"> [press](javascript:window.hacked=1)'
  const saved = await backend.call(
    'PUT',
    `/v1/nudges/${site.feature}?publish=true`,
    nudgeOf(site.feature, {
      title,
      body: '<script>window.hacked=1</script> {{user.name|<b>you</b>}}',
    }),
  )
  expect(saved.status).toBe(200)
  await site.open(page)
  await hitUntilArmed(page)
  await hit(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('<img src=x onerror="window.hacked=1">')
  await expect(dialog).toContainText('[press](javascript:window.hacked=1)')
  await expect(dialog).toContainText('<b>you</b>')
  await expect(dialog.locator('img, script, b, a[href^="javascript"]')).toHaveCount(0)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('a link to a script is refused when it is authored', async ({ site, backend }) => {
  const refused = await backend.call(
    'PUT',
    `/v1/nudges/${site.feature}`,
    nudgeOf(site.feature, { actions: [{ kind: 'link', label: 'x', url: 'javascript:alert(1)' }] }),
  )
  expect(refused).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid', issues: [{ path: 'copy.en.actions.0.url' }] } },
  })
})

test('a page of an origin that is not in the list gets nothing, and is told why', async ({
  page,
  foreignSite,
  problems,
}) => {
  problems.allow(/403/)
  problems.allow(/is not in this key's list/)
  const refused = page.waitForResponse((response) => response.url().endsWith('/b/v1/open'))
  await foreignSite.open(page)
  const response = await refused
  expect(response.status()).toBe(403)
  expect(await response.json()).toMatchObject({
    error: { code: 'origin_not_allowed', message: expect.stringContaining(foreignSite.origin) },
  })
  const result = await page.evaluate(() =>
    (window as never as { brim: { paywall(feature: string): Promise<unknown> } }).brim.paywall('x'),
  )
  expect(result).toMatchObject({ shown: false })
})

test('an unknown key gets nothing', async ({ page, site, problems }) => {
  problems.allow(/401/)
  problems.allow(/no such publishable key/)
  const refused = page.waitForResponse((response) => response.url().endsWith('/b/v1/open'))
  await site.open(page, { key: 'pk_wrong' })
  expect((await refused).status()).toBe(401)
})

test('what a browser says of its plan does not take an offer away', async ({
  page,
  site,
  backend,
}) => {
  const { user } = await site.open(page)
  await backend.call('PUT', `/v1/accounts/${user}-co`, { traits: { plan: 'free' } })
  await page.evaluate((id) => {
    const { brim } = window as never as { brim: { identify(who: object): void } }
    brim.identify({ user: { id }, account: { id: `${id}-co`, plan: 'business' } })
  }, user)
  await hitUntilArmed(page)
  const account = await backend.call('GET', `/v1/accounts/${user}-co`)
  expect(account.body).toMatchObject({ traits: { plan: 'free' } })
})
