// The tools' own libraries for browsers, with the code that the console says to paste and a line of traits
// beside it, on a page of another origin. What a browser lets them send, only a browser tells.
import { recipeOf } from '../../server/console/page/sources/recipes.ts'
import type { Vendor } from '../../shared/event/source.ts'
import type { LiveEvent, LiveMessage } from '../../shared/protocol/live.ts'
import { expect, test } from '../console/console.ts'
import { startShop } from './shop.ts'

type Library = {
  vendor: Vendor
  /** What is set besides, where something is. */
  beside?: string
  /** In the recipe, as it stands then. */
  said?: [string, string]
  /** After the recipe: traits, and what somebody does on the page. */
  code: string
  /** Whether the page ends before it has sent what it has: then it is sent as it ends. */
  ends: boolean
  /**
   * It names the account in the call for groups alone, and sends each call by itself: what it sends in the
   * same moment may come before that one, and is of the person alone then.
   */
  mayComeBeforeItsGroup?: true
}

const ofSegment = `analytics.identify(user.id, { role: 'buyer' })
  analytics.group(account.id, { plan: 'enterprise', industry: 'shops' })
  function onExport() { analytics.track('Feature Used', { feature: 'export' }) }`

const ofMixpanel = `mixpanel.people.set({ role: 'buyer' })
  mixpanel.get_group('company', account.id).set({ plan: 'enterprise', industry: 'shops' })
  function onExport() { mixpanel.track('Feature Used', { feature: 'export' }) }`

const libraries: Library[] = [
  { vendor: 'segment', code: ofSegment, ends: false },
  { vendor: 'rudderstack', code: ofSegment, ends: false, mayComeBeforeItsGroup: true },
  {
    vendor: 'rudderstack',
    beside: ' by beacons',
    said: ['  configUrl', '  useBeacon: true, configUrl'],
    code: ofSegment,
    ends: true,
  },
  {
    vendor: 'amplitude',
    code: `amplitude.identify(new amplitude.Identify().set('role', 'buyer'))
      const facts = new amplitude.Identify().set('plan', 'enterprise').set('industry', 'shops')
      amplitude.groupIdentify('company', account.id, facts)
      function onExport() { amplitude.track('Feature Used', { feature: 'export' }) }`,
    // Before it has begun to work it keeps what it is told, and sends nothing of it as the page ends.
    ends: false,
  },
  {
    vendor: 'posthog',
    // It takes a browser that is driven for a robot, of which it sends nothing.
    said: ['{ api_host', '{ opt_out_useragent_filter: true, api_host'],
    code: `posthog.setPersonProperties({ role: 'buyer' })
      posthog.group('company', account.id, { plan: 'enterprise', industry: 'shops' })
      function onExport() { posthog.capture('Feature Used', { feature: 'export' }) }`,
    ends: true,
  },
  {
    vendor: 'mixpanel',
    said: ['{ api_host', '{ batch_flush_interval_ms: 500, api_host'],
    code: ofMixpanel,
    // Of what it has not sent as the page ends it sends the events; the rest waits for the next page.
    ends: false,
  },
  {
    vendor: 'mixpanel',
    beside: ' by beacons',
    said: ['{ api_host', "{ api_transport: 'sendBeacon', batch_requests: false, api_host"],
    code: ofMixpanel,
    ends: true,
  },
]

for (const library of libraries) {
  const { vendor, beside = '', said: [from, to] = ['', ''], code, ends } = library

  test(`${vendor}${beside}: who is there, what they are and what they did arrive, and no plan is raised`, async ({
    console,
    page,
    brim,
    visitor,
  }) => {
    const demo = `${brim.url}/console/api/w/demo`
    const read = async (path: string) => (await page.request.get(`${demo}/${path}`)).json()
    const made = await page.request.post(`${demo}/sources`, {
      data: { vendor, sender: 'browser', name: `Pages by ${vendor}` },
      headers: { origin: new URL(brim.url).origin },
    })
    const { source } = await made.json()
    const [user, account] = ['nora', 'shop'].map((one) => one + source.id) as [string, string]
    // What a backend has said of the plan no page overrules.
    const backend = await page.request.put(`${brim.url}/v1/accounts/${account}`, {
      data: { traits: { plan: 'free' } },
      headers: { authorization: `Bearer ${console.secretKey}` },
    })
    expect(backend.ok()).toBe(true)

    const recipe = recipeOf[vendor].browser({ origin: brim.url, key: source.text }).code ?? ''
    const who = { user: { id: user }, account: { id: account } }
    const shop = await startShop(who, `${recipe.replace(from, () => to)}\n${code}`)
    const { page: nora } = await visitor(user)
    const hosts = new Set<string>()
    nora.on('request', (one) => hosts.add(new URL(one.url()).host))
    await nora.goto(shop.url)
    await nora.getByRole('button', { name: 'Export' }).click()
    if (ends) await nora.getByRole('link').click()

    const places = library.mayComeBeforeItsGroup ? [account, user] : [account]
    const arrived = async () => {
      const told = places.map(
        (one) => read(`accounts/${one}/timeline`) as Promise<Partial<Timeline>>,
      )
      const items = (await Promise.all(told)).flatMap((one) => one.items ?? [])
      const { traits, users } = await read(`accounts/${account}`)
      const events = items.flatMap((one) => (one.type === 'event' ? [wordsOf(one.event)] : []))
      const { plan, industry } = traits
      return { events: events.filter((one) => /export/.test(one)).sort(), plan, industry, users }
    }
    await expect.poll(arrived).toMatchObject({
      events: [`feature_used export of ${user}`, `paywall_hit export of ${user}`],
      ...{ plan: 'free', industry: 'shops' },
      users: [{ id: user, traits: { role: 'buyer' } }],
    })
    shop.close()
    expect([...hosts].sort()).toEqual([new URL(brim.url).host, new URL(shop.url).host].sort())
  })
}

type Timeline = { items: LiveMessage[] }

const wordsOf = ({ name, properties, user }: LiveEvent) =>
  `${name} ${properties.feature ?? ''} of ${user}`
