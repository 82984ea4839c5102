// One nudge, and what it is to a control, to one who may not buy, to an admin, and beside sales.
import type { Page } from '@playwright/test'
import { expect, hit, hitUntilArmed, nudgeOf, test } from './customer-site.ts'

type BrimOnPage = {
  brim: {
    identify(who: object): void
    paywall(feature: string, options: object): Promise<{ reason: string; decisionId: string }>
  }
}

const identify = (page: Page, user: object, account: string) =>
  page.evaluate((who) => (window as never as BrimOnPage).brim.identify(who), {
    user,
    account: { id: account },
  })

test('a control sees nothing, and is counted once against the nudge’s caps', async ({
  page,
  site,
  backend,
}) => {
  const { feature } = site
  const arms = [
    { key: 'control', weight: 1, control: true },
    { key: 'treatment', weight: 0 },
  ]
  const experiment = { key: feature, arms }
  const body = { ...nudgeOf(feature, {}), experiment }
  await backend.call('PUT', `/v1/nudges/${feature}?publish=true`, body)
  const paywall = () =>
    page.evaluate(
      (name) => (window as never as BrimOnPage).brim.paywall(name, { deadlineMs: 5_000 }),
      feature,
    )

  await site.open(page)
  await hitUntilArmed(page)
  const withheld = await paywall()
  expect(withheld).toMatchObject({ shown: false, reason: 'control' })
  await expect(page.locator('brim-prompt')).toHaveCount(0)
  await expect
    .poll(async () => (await backend.call('GET', `/v1/decisions/${withheld.decisionId}`)).body)
    .toMatchObject({
      shownAt: expect.any(Number),
      receipt: { winner: null, ghost: feature, arm: 'control' },
      outcomes: [{ outcome: 'shown' }],
    })
  expect(await paywall()).toMatchObject({ shown: false, reason: 'capped_nudge' })
})

test('who may not buy asks in one click, and the admin sees who asks', async ({
  page,
  site,
  backend,
}) => {
  const { feature } = site
  const ask = { title: 'Ask for Team', actions: [{ kind: 'ask_admin', label: 'Ask my admin' }] }
  const wall = { ...nudgeOf(feature, {}), forms: { ask_admin: { copy: { en: ask } } } }
  const { trigger: _, ...rest } = nudgeOf(feature, { title: '{{requests.names}} would like Team' })
  const relay = { ...rest, key: `${feature}-relay`, relay: true, priority: 1 }
  await backend.call('PUT', `/v1/nudges/${feature}?publish=true`, wall)
  await backend.call('PUT', `/v1/nudges/${relay.key}?publish=true`, relay)

  const { user } = await site.open(page)
  const account = `${user}-co`
  await identify(page, { id: user, name: 'Mira', role: 'member' }, account)
  await hitUntilArmed(page)
  await hit(page)
  await page.getByRole('button', { name: 'Ask my admin' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect
    .poll(async () => (await backend.call('GET', `/v1/accounts/${account}/requests`)).body)
    .toMatchObject({ requests: [{ offer: 'team-upgrade', count: 1, users: [{ name: 'Mira' }] }] })

  const opened = page.waitForResponse((response) => response.url().endsWith('/b/v1/open'))
  await identify(page, { id: `${user}-admin`, role: 'admin' }, account)
  await (await opened).finished()
  await hit(page)
  await expect(page.getByRole('dialog', { name: 'Mira would like Team' })).toBeVisible()
})

test('while sales has the account, the form that leads there is drawn', async ({
  page,
  site,
  backend,
}) => {
  const { feature } = site
  const talk = { title: 'Talk to Ann', actions: [{ kind: 'link', label: 'Talk', url: '/talk' }] }
  const body = { ...nudgeOf(feature, {}), forms: { contact: { copy: { en: talk } } } }
  await backend.call('PUT', `/v1/nudges/${feature}?publish=true`, body)
  const { user } = await site.open(page)
  await backend.call('PUT', `/v1/accounts/${user}-co/claim`, { by: 'Ann' })
  await hitUntilArmed(page)
  await hit(page)
  await expect(page.getByRole('dialog', { name: 'Talk to Ann' })).toBeVisible()
})
