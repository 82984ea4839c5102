/** Plays by the API, their alerts, whether these were worth it, and what a play would have made. */
import { expect, test } from 'vitest'
import { home, testApp } from '../test-app.ts'

const trigger = {
  name: 'Keeps hitting the wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 1 },
  cooldown: '1h',
}
const play = {
  name: 'To the owner',
  when: { triggers: ['wall'] },
  actions: [{ kind: 'alert' }],
}

async function withPlay() {
  const app = await testApp()
  const { api, clock, deps } = app
  const made = await api('POST', '/destinations', {
    kind: 'slack',
    name: 'Sales',
    hears: {},
    settings: {},
    credentials: { url: 'https://hooks.slack.com/services/T/B/x' },
  })
  const { destination } = await made.json()
  const read = await (await api('GET', '/settings')).json()
  const sales = { ...read.sales, destination: destination.id, defaultOwner: 'ada@x.io' }
  expect((await api('PUT', '/settings', { sales })).status).toBe(200)
  expect((await api('PUT', '/triggers/wall?publish=true', trigger)).status).toBe(200)
  const hit = async (account: string) => {
    const event = { name: 'paywall_hit', properties: { feature: 'export' }, user: 'mara', account }
    expect((await api('POST', '/events', { events: [event] })).status).toBeLessThan(300)
  }
  const turn = () =>
    deps.pipeline.turnOutbox('w1', { at: clock.now, settlements: [], leases: true })
  const alerts = async (query = '') => (await (await api('GET', `/alerts${query}`)).json()).alerts
  return { ...app, sales, hit, turn, alerts, destination: destination.id as string }
}

async function told() {
  const app = await withPlay()
  await app.api('PUT', '/plays/to-owner?publish=true', play)
  await app.api('PUT', '/accounts/acme', { traits: { name: 'Acme' } })
  await app.hit('acme')
  await app.turn()
  const [alert] = await app.alerts()
  return { ...app, alert }
}

test('a play is saved, published, paused, and its versions are kept', async () => {
  const { api } = await withPlay()
  expect((await api('PUT', '/plays/to-owner', play)).status).toBe(200)
  expect((await api('POST', '/plays/to-owner/publish')).status).toBe(200)
  const saved = await (await api('POST', '/plays/to-owner/pause')).json()
  expect(saved).toMatchObject({
    status: 'paused',
    version: 1,
    published: { ...play, priority: 0, stops: true, for: {} },
  })
  const versions = await (await api('GET', '/plays/to-owner/versions')).json()
  expect(versions.versions).toHaveLength(1)
  // Its trigger cannot go while it is about it.
  expect((await api('DELETE', '/triggers/wall')).status).toBe(409)
})

test.each([
  [{ when: {} }, 'when.triggers'],
  [{ when: { triggers: ['none'] } }, 'when.triggers.0'],
  [{ actions: [] }, 'actions'],
  [{ actions: [{ kind: 'alert' }, { kind: 'digest' }] }, 'actions.1.kind'],
  [{ actions: [{ kind: 'task' }] }, 'actions.0.destination'],
  [{ actions: [{ kind: 'task', destination: 'dest_none' }] }, 'actions.0.destination'],
  [{ actions: [{ kind: 'nudge', nudges: ['none'] }] }, 'actions.0.nudges.0'],
  [{ for: { people: { atLeast: 1, within: '7d' } } }, 'for.people.atLeast'],
  [{ for: { readiness: { atLeast: 101 } } }, 'for.readiness.atLeast'],
  [{ for: { readiness: { atLeast: -1 } } }, 'for.readiness.atLeast'],
  [{ for: { readiness: {} } }, 'for.readiness.atLeast'],
  [{ for: { accounts: { trait: 'user.role', eq: 'x' } } }, 'for.accounts.trait'],
  [
    { for: { accounts: { all: [{ measure: { count: { event: 'x', within: '7d' } }, gte: 1 }] } } },
    'for.accounts.all.0.measure',
  ],
])('%o is refused at %s', async (given, path) => {
  const { api } = await withPlay()
  const response = await api('PUT', '/plays/to-owner?publish=true', { ...play, ...given })
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect(error.issues.map((one: { path: string }) => one.path)).toContain(path)
})

test('a destination that cannot do it is refused by what can', async () => {
  const { api, destination } = await withPlay()
  const actions = [{ kind: 'task', destination }]
  const response = await api('PUT', '/plays/to-owner', { ...play, actions })
  expect((await response.json()).error.issues).toEqual([
    { path: 'actions.0.destination', message: 'A task goes to HubSpot or Salesforce' },
  ])
})

test('a destination is named by its key; by its id it is understood, and kept as its key', async () => {
  const { api, destination } = await withPlay()
  const actionsOf = (one: string) => [{ kind: 'alert', destination: one }]
  for (const named of ['sales', destination]) {
    const response = await api('PUT', '/plays/to-owner', { ...play, actions: actionsOf(named) })
    expect((await response.json()).draft.actions).toEqual(actionsOf('sales'))
  }
  const both = [...actionsOf('sales'), ...actionsOf(destination)]
  const response = await api('PUT', '/plays/to-owner', { ...play, actions: both })
  expect((await response.json()).error.issues).toMatchObject([{ path: 'actions.1.kind' }])
  expect((await api('POST', '/plays/to-owner/publish')).status).toBe(200)
})

test('a file with plays fits into a workspace that has destinations with these keys', async () => {
  const { api, destination } = await withPlay()
  const actions = [{ kind: 'alert', destination }]
  await api('PUT', '/plays/to-channel?publish=true', { ...play, actions })
  const file = await (await api('GET', '/definitions?state=published')).text()
  expect(file).toContain('"destination": "sales"')
  expect(file).not.toContain(destination)
  const pushTo = ({ api: ask }: Pick<Awaited<ReturnType<typeof testApp>>, 'api'>) =>
    ask('PUT', '/definitions?publish=true', JSON.parse(file))
  const what = async (pushed: Response) =>
    (await pushed.json()).definitions.map((one: { key: string; what: string }) => [
      one.key,
      one.what,
    ])
  // Here nothing is another.
  expect(await what(await pushTo({ api }))).toEqual([
    ['wall', 'unchanged'],
    ['to-channel', 'unchanged'],
  ])
  const other = await testApp()
  const refused = await pushTo(other)
  expect(refused.status).toBe(400)
  expect((await refused.json()).error.issues).toMatchObject([
    {
      path: 'plays.to-channel.actions.0.destination',
      message: 'There is no destination "sales": choose another, or set up one with this key',
    },
  ])
  await other.api('POST', '/destinations', {
    kind: 'slack',
    key: 'sales',
    name: 'Another channel',
    hears: {},
    settings: {},
    credentials: { url: 'https://hooks.slack.com/services/T/B/y' },
  })
  expect(await what(await pushTo(other))).toEqual([
    ['wall', 'new'],
    ['to-channel', 'new'],
  ])
})

test.each([
  [{ timeZone: 'Mars/Olympus' }, 'sales.timeZone'],
  [{ digestAt: '25:00' }, 'sales.digestAt'],
  [{ reps: [{ email: 'a@x.io' }, { email: 'A@x.io ' }] }, 'sales.reps.1.email'],
  [
    { rules: [{ when: { trait: 'page.path', eq: '/' }, rep: 'a@x.io' }] },
    'sales.rules.0.when.trait',
  ],
])('a sales team of %o is refused at %s', async (given, path) => {
  const { api, sales } = await withPlay()
  const response = await api('PUT', '/settings', { sales: { ...sales, ...given } })
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect(error.issues.map((one: { path: string }) => one.path)).toEqual([path])
})

test('an alert tells whom, when and why, and what came of its play', async () => {
  const { api, alert, clock, alerts } = await told()
  expect(alert).toMatchObject({
    play: 'to-owner',
    playName: 'To the owner',
    name: 'Keeps hitting the wall',
    account: 'acme',
    accountName: 'Acme',
    rep: 'ada@x.io',
    state: 'told',
    reason: null,
    toldAt: clock.now,
    worth: null,
    evidence: [{ value: 1, verdict: 'true' }],
  })
  expect(await alerts('?state=waiting')).toEqual([])
  expect(await alerts('?rep=ada@x.io&account=acme&play=to-owner')).toHaveLength(1)
  const figures = async () => (await api('GET', '/plays/to-owner/figures')).json()
  expect(await figures()).toMatchObject({ alerts: 1, told: 1, voted: 0, worth: 0 })
  expect((await api('PUT', `/alerts/${alert.id}/worth`, { worth: 'yes' })).status).toBe(200)
  expect(await figures()).toMatchObject({ voted: 1, worth: 1 })
  expect((await api('PUT', `/alerts/${alert.id}/worth`, { worth: 'maybe' })).status).toBe(400)
  expect((await api('PUT', '/alerts/alert_none/worth', { worth: 'no' })).status).toBe(404)
  const { plays } = await (await api('GET', '/accounts/acme/plays')).json()
  expect(plays).toMatchObject([{ play: 'to-owner', outcome: 'acted' }])
})

test('a play that asks how ready accounts are says so before it is published, and of each account', async () => {
  const { api, hit } = await withPlay()
  const asking = { ...play, for: { readiness: { atLeast: 40 } } }
  const findings = async () =>
    (await (await api('POST', '/plays/lint', { key: 'to-owner', ...asking })).json()).findings
  expect(await findings()).toMatchObject([
    {
      code: 'nobody_ready',
      level: 'warning',
      path: 'for.readiness.atLeast',
      sentence: 'No account has a readiness score yet, so it is for none.',
    },
  ])
  expect((await api('PUT', '/plays/to-owner?publish=true', asking)).status).toBe(200)
  await hit('acme')
  const { plays } = await (await api('GET', '/accounts/acme/plays')).json()
  expect(plays).toMatchObject([{ play: 'to-owner', outcome: 'no_score', readiness: null }])
})

test('alerts are read page by page', async () => {
  const { api, hit } = await told()
  for (const account of ['b', 'c', 'd', 'e']) await hit(account)
  const seen: string[] = []
  let before: string | null = ''
  while (before !== null) {
    const page: { alerts: { account: string }[]; before: string | null } = await (
      await api('GET', `/alerts?limit=2${before === '' ? '' : `&before=${before}`}`)
    ).json()
    seen.push(...page.alerts.map((one) => one.account))
    before = page.before
  }
  expect(seen.sort()).toEqual(['acme', 'b', 'c', 'd', 'e'])
  expect((await api('GET', '/alerts?before=x')).status).toBe(400)
})

test('an alert that nobody was told of is judged by nobody', async () => {
  const { api, hit, alerts } = await withPlay()
  await api('PUT', '/plays/to-owner?publish=true', play)
  await hit('acme')
  const [alert] = await alerts()
  expect((await api('PUT', `/alerts/${alert.id}/worth`, { worth: 'no' })).status).toBe(409)
})

/** Where the link leads of which the rep was told. */
async function linked() {
  const app = await told()
  const link = app.deps.votes.linkFrom(home)('w1')(app.alert.id, 'yes')
  const post = (address: string, body: string) =>
    app.app.request(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const worth = async () => (await app.alerts())[0].worth
  return { ...app, link, post, worth }
}

test('opening the link says nothing, and its button does', async () => {
  const { app, link, post, worth } = await linked()
  const page = await app.request(link)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const html = await page.text()
  expect(html).toContain('Acme: Keeps hitting the wall')
  expect(html).toContain('<form method="post">')
  expect(html).not.toContain('<script')
  expect(await worth()).toBeNull()
  expect(await (await post(link, 'worth=yes')).text()).toContain('Thank you')
  expect(await worth()).toBe('yes')
  await post(link, 'worth=no')
  expect(await worth()).toBe('no')
})

test.each([
  ['another alert', (link: string) => link.replace(/alert_[^/]+/, 'alert_other')],
  ['another workspace', (link: string) => link.replace('/w1/', '/w2/')],
  ['a signature that is cut', (link: string) => link.replace(/.(?=\?)/, '')],
  ['no signature', (link: string) => link.replace(/[^/]+(?=\?)/, 'x')],
])('a link for %s leads nowhere', async (_, changed) => {
  const { app, link, post, worth } = await linked()
  expect((await app.request(changed(link))).status).toBe(404)
  expect((await post(changed(link), 'worth=yes')).status).toBe(404)
  expect(await worth()).toBeNull()
})

test.each(['', 'worth=maybe', 'worth=%00', `worth=${'x'.repeat(2_000)}`])(
  'what is no answer is not taken for one: %#',
  async (body) => {
    const { link, post, worth } = await linked()
    expect((await post(link, body)).status).toBeGreaterThanOrEqual(400)
    expect(await worth()).toBeNull()
  },
)

test('a member says it in the console, and one who may only look does not', async () => {
  const { signIn, alert, deps, worth } = await linked()
  const send = await signIn()
  const path = `/w/w1/alerts/${alert.id}/worth`
  expect((await send('PUT', path, { worth: 'yes' })).status).toBe(200)
  expect(await worth()).toBe('yes')
  const figures = await (await send('GET', '/w/w1/play-figures')).json()
  expect(figures).toMatchObject([{ play: 'to-owner', told: 1, voted: 1, worth: 1 }])
  await deps.control.client.execute("UPDATE members SET role = 'viewer'")
  expect((await send('PUT', path, { worth: 'no' })).status).toBe(403)
  expect((await send('GET', '/w/w1/alerts')).status).toBe(200)
})

test('a dry run of a draft tells whom it would have told; a draft that is none is refused', async () => {
  const { api, hit, clock } = await withPlay()
  for (const account of ['a', 'b', 'c']) await hit(account)
  clock.now += 60_000
  const draft = { ...play, key: 'draft' }
  const run = async (body: unknown) => api('POST', '/plays/dry-run', body)
  const lines = (await (await run({ play: draft, days: 7 })).text()).trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    type: 'report',
    signals: 3,
    accounts: 3,
    told: 3,
    reps: [{ rep: 'ada@x.io', alerts: 3, most: 3 }],
  })
  const refused = await run({ play: { ...draft, when: { triggers: ['none'] } } })
  expect(refused.status).toBe(400)
  expect((await refused.json()).error.issues[0].path).toBe('play.when.triggers.0')
})

test('each that judges an alert stands in the audit log, with what was said before; said again, nothing does', async () => {
  const { api, signIn, alert, link, post, deps } = await linked()
  const send = await signIn()
  await post(link, 'worth=yes')
  await post(link, 'worth=yes')
  const says = (worth: string) => send('PUT', `/w/w1/alerts/${alert.id}/worth`, { worth })
  expect((await says('no')).status).toBe(200)
  expect((await api('PUT', `/alerts/${alert.id}/worth`, { worth: 'yes' })).status).toBe(200)
  expect((await api('PUT', '/alerts/alert_none/worth', { worth: 'no' })).status).toBe(404)
  const { entries } = await (await send('GET', '/w/w1/audit?group=accounts')).json()
  const judged = { action: 'alert_judged', subject: { kind: 'play', key: 'to-owner' } }
  const as = (worth: string) => ({ alert: alert.id, worth })
  expect(entries).toMatchObject([
    { ...judged, by: { kind: 'key' }, before: as('no'), after: as('yes') },
    { ...judged, by: { kind: 'person', name: 'Ada' }, before: as('yes'), after: as('no') },
    { ...judged, by: { kind: 'link', id: 'link' }, before: null, after: as('yes') },
  ])
  expect(entries[0].subject.name).toBe('To the owner')
  const { client } = await deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT worth_by FROM alerts')
  expect(rows[0]?.worth_by).toBe(entries[0].by.id)
})
