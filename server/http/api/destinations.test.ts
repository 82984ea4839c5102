import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Webhook as Receiver } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { mostDestinations } from '../../../shared/destination/kind.ts'
import type { Message } from '../../deliver/call.ts'
import { createSend } from '../../deliver/send.ts'
import { testApp } from '../../test-app.ts'

const hears = { families: ['paywall'], events: ['conversion'] }
const webhook = {
  kind: 'webhook',
  name: 'Our backend',
  hears,
  settings: { url: 'https://hooks.example/brim' },
}
const slackUrl = 'https://hooks.slack.com/services/T000/B000/wallaby'
const slack = {
  kind: 'slack',
  name: '#sales',
  hears,
  settings: {},
  credentials: { url: slackUrl },
}

const pendo = { kind: 'pendo', name: 'x', hears, settings: {}, credentials: { secret: 'wallaby' } }
const appcuesAt = (accountId: string) => ({
  ...{ kind: 'appcues', name: 'x', hears, settings: { accountId } },
  credentials: { apiKey: 'k', apiSecret: 'wallaby' },
})
const intercom = { ...pendo, kind: 'intercom', credentials: { token: 'wallaby' } }
const gainsight = {
  ...{ kind: 'gainsight', name: 'x', hears, credentials: { accessKey: 'wallaby' } },
  settings: { domain: 'https://acme.gainsightcloud.com', owner: 'a@b.example' },
}

/** A server whose messages go nowhere but into `sent`, and are answered `status`. */
async function sending(status = 200, body = 'ok') {
  const sent: Message[] = []
  const app = await testApp({
    send: createSend({
      call: async (message) => {
        sent.push(message)
        return { status, retryAfter: undefined, body }
      },
    }),
  })
  const add = async (one: object) => (await app.api('POST', '/destinations', one)).json()
  return { ...app, sent, add }
}

test('a destination is added, and is told with how it goes', async () => {
  const { api, clock } = await testApp()
  const made = await api('POST', '/destinations', webhook)
  expect(made.status).toBe(201)
  const { destination, secret } = await made.json()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(destination).toEqual({
    ...webhook,
    hears: { families: ['paywall'], triggers: [], events: ['conversion'] },
    id: expect.stringMatching(/^dst_/),
    key: 'our-backend',
    hasCredentials: true,
    lacks: null,
    state: 'on',
    circuit: { state: 'closed', failures: 0, heldUntil: null },
    failingSince: null,
    waiting: 0,
    failed: 0,
    last: null,
    createdAt: clock.now,
    updatedAt: clock.now,
  })
  const listed = await (await api('GET', '/destinations')).json()
  expect(listed).toEqual({ destinations: [destination] })
  const one = await api('GET', `/destinations/${destination.id}`)
  expect(await one.json()).toEqual(destination)
})

test('one by e-mail says that the operator has no mail server, and what helps, until there is one', async () => {
  const email = { kind: 'email', name: 'Sales', hears: {}, settings: { to: 'sales@example.com' } }
  const lackIn = async (app: Awaited<ReturnType<typeof testApp>>) => {
    const added = await (await app.api('POST', '/destinations', email)).json()
    const listed = await (await app.api('GET', '/destinations')).json()
    const seen = await (await app.signIn())('GET', '/w/w1/destinations')
    const all = [added.destination, listed.destinations[0], (await seen.json())[0]]
    expect(new Set(all.map((one) => JSON.stringify(one.lacks))).size).toBe(1)
    // And whoever is about to add one is told before.
    const ofKinds = await (await app.signIn())('GET', '/w/w1/destinations/lacks')
    const message = all[0].lacks?.message
    expect(await ofKinds.json()).toEqual(message ? { email: message } : {})
    return all[0].lacks
  }
  expect(await lackIn(await testApp())).toEqual({
    what: 'mail_server',
    message: expect.stringMatching(/operates.*BRIM_SMTP_URL, BRIM_MAIL_FROM and BRIM_URL/),
  })
  const mail = { send: async () => {}, close: async () => {} }
  expect(await lackIn(await testApp({ mail }))).toBeNull()
})

test('its key is made of its name, or chosen, and then it stays; no other has it', async () => {
  const { api, add } = await sending()
  const keyOf = async (one: object) => (await add(one)).destination.key
  expect(await keyOf(webhook)).toBe('our-backend')
  expect(await keyOf(webhook)).toBe('our-backend-2')
  expect(await keyOf({ ...webhook, name: '日本' })).toBe('webhook')
  const { destination } = await add({ ...webhook, key: 'audit' })
  expect(destination.key).toBe('audit')
  const issuesOf = async (asked: Response | Promise<Response>) => {
    const response = await asked
    expect(response.status).toBe(400)
    return (await response.json()).error.issues
  }
  expect(await issuesOf(api('POST', '/destinations', { ...webhook, key: 'audit' }))).toEqual([
    { path: 'key', message: 'Another destination has this key: choose another' },
  ])
  expect(await issuesOf(api('POST', '/destinations', { ...webhook, key: 'No key' }))).toMatchObject(
    [{ path: 'key' }],
  )
  const at = `/destinations/${destination.id}`
  expect(await issuesOf(api('PUT', at, { ...webhook, key: 'other' }))).toEqual([
    { path: 'key', message: 'Its key is "audit", and stays so' },
  ])
  const renamed = { ...webhook, name: 'Renamed' }
  for (const body of [renamed, { ...renamed, key: 'audit' }]) {
    const changed = await (await api('PUT', at, body)).json()
    expect(changed).toMatchObject({ name: 'Renamed', key: 'audit' })
  }
})

test('what opens it is sealed, and never told again', async () => {
  const { api, add, deps, logged } = await sending()
  const { destination, secret } = await add(slack)
  expect(secret).toBe(null)
  const { secret: signing } = await add(webhook)
  await api('PUT', `/destinations/${destination.id}`, { ...slack, name: '#growth' })
  const { client } = await deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT * FROM destinations')
  const texts = [
    JSON.stringify(rows),
    await (await api('GET', '/destinations')).text(),
    await (await api('GET', `/destinations/${destination.id}`)).text(),
    await (await api('POST', `/destinations/${destination.id}/pause`)).text(),
    JSON.stringify(logged),
  ]
  for (const text of texts) {
    expect(text).not.toContain('wallaby')
    expect(text).not.toContain(signing)
  }
})

test('changed without credentials, it keeps them; with others, it takes those', async () => {
  const { api, add, sent } = await sending()
  const { id } = (await add(slack)).destination
  const { credentials: _, ...without } = slack
  await api('PUT', `/destinations/${id}`, { ...without, name: '#growth' })
  await api('POST', `/destinations/${id}/sample`)
  const credentials = { url: 'https://hooks.slack.com/services/T000/B000/other' }
  await api('PUT', `/destinations/${id}`, { ...slack, credentials })
  await api('POST', `/destinations/${id}/sample`)
  expect(sent.map((one) => one.url)).toEqual([slackUrl, credentials.url])
})

test.each([
  ['a kind that is none', { ...webhook, kind: 'fax' }, 'kind'],
  ['no address', { ...webhook, settings: {} }, 'settings.url'],
  ['an address of files', { ...webhook, settings: { url: 'file:///etc/passwd' } }, 'settings.url'],
  ['a user name in it', { ...webhook, settings: { url: 'https://a:b@c.example' } }, 'settings.url'],
  ['a signal family that is none', { ...webhook, hears: { families: ['x'] } }, 'hears.families.0'],
  ['a secret of one’s own', { ...webhook, credentials: { secret: 'x' } }, 'credentials'],
  ['no credentials', { ...slack, credentials: undefined }, 'credentials'],
  [
    'a Slack that is elsewhere',
    { ...slack, credentials: { url: 'https://hooks.slack.com.evil.example/services/x' } },
    'credentials.url',
  ],
  [
    'a Slack at another port',
    { ...slack, credentials: { url: 'https://hooks.slack.com:8443/services/x' } },
    'credentials.url',
  ],
  [
    'a Salesforce that is elsewhere',
    {
      kind: 'salesforce',
      name: 'x',
      hears,
      settings: { domain: 'https://evil.example/?.my.salesforce.com' },
      credentials: { clientId: 'x', clientSecret: 'y' },
    },
    'settings.domain',
  ],
  [
    'a Gainsight that is elsewhere',
    {
      ...{ kind: 'gainsight', name: 'x', hears, credentials: { accessKey: 'k' } },
      settings: { domain: 'https://gainsightcloud.com.evil.example', owner: 'a@b.example' },
    },
    'settings.domain',
  ],
  ['a region that is none', { ...pendo, settings: { region: 'mars' } }, 'settings.region'],
  ['an Appcues account that is a path', appcuesAt('1/../2'), 'settings.accountId'],
  [
    'half of a pair of credentials',
    { ...appcuesAt('1'), credentials: { apiKey: 'k' } },
    'credentials.apiSecret',
  ],
])('refuses %s', async (_, body, path) => {
  const { api } = await testApp()
  const response = await api('POST', '/destinations', body)
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect(error.issues.map((one: { path: string }) => one.path)).toContain(path)
  expect((await (await api('GET', '/destinations')).json()).destinations).toEqual([])
})

test('its kind stays', async () => {
  const { api, add } = await sending()
  const { id } = (await add(webhook)).destination
  const response = await api('PUT', `/destinations/${id}`, slack)
  expect(response.status).toBe(400)
  expect((await response.json()).error.issues).toEqual([
    { path: 'kind', message: 'It is of the kind "webhook", and stays so' },
  ])
})

test('there are so many at most, however many ask at once', async () => {
  const { api } = await testApp()
  const add = async () => (await api('POST', '/destinations', webhook)).status
  const statuses = await Promise.all(Array.from({ length: mostDestinations + 3 }, add))
  expect(statuses.filter((one) => one === 201)).toHaveLength(mostDestinations)
  expect(statuses.filter((one) => one === 409)).toHaveLength(3)
})

test('a sample is sent now, marked as one, and answers what was said', async () => {
  const { api, add, sent } = await sending(400, 'invalid_token\u0000')
  const { destination, secret } = await add(webhook)
  const answered = await api('POST', `/destinations/${destination.id}/sample`)
  expect(answered.status).toBe(200)
  expect(await answered.json()).toMatchObject({
    outcome: 'failed',
    status: 400,
    answer: 'invalid_token',
    error: 'Answered 400',
  })
  const { body = '', headers } = sent[0] as Message
  // The clock of tests is not the one that the receiver looks at.
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '' } = headers
  const signature = new Receiver(secret).sign(id, new Date(Number(at) * 1000), body)
  expect(headers['webhook-signature']).toBe(signature)
  expect(JSON.parse(body)).toMatchObject({ type: 'signal_fired', isSample: true })
  const { deliveries } = await (await api('GET', '/deliveries')).json()
  expect(deliveries, 'a sample is no delivery').toEqual([])
})

test.each([
  [intercom, 404, { errors: [{ message: 'User Not Found' }] }, /nobody by this id: User Not Found/],
  [appcuesAt('1'), 401, { message: 'Unauthorized' }, /Refuses the credentials.*Unauthorized/],
  [pendo, 200, { error: 'unknown app' }, /Pendo says: unknown app/],
  [gainsight, 200, { result: false, errorDesc: 'Invalid key' }, /Gainsight says: Invalid key/],
] as const)('a sample shows what the vendor says: %j', async (one, status, body, error) => {
  const { api, add, sent } = await sending(status, JSON.stringify(body))
  const { destination } = await add(one)
  const answered = await (await api('POST', `/destinations/${destination.id}/sample`)).json()
  expect(answered).toMatchObject({ outcome: 'failed', status, answer: JSON.stringify(body) })
  expect(answered.error).toMatch(error)
  expect(sent).toHaveLength(1)
  expect(await (await api('GET', '/destinations')).text()).not.toContain('wallaby')
})

test.each(['https://127.0.0.1/', 'https://localhost/', 'http://example.com/', 'https://[::1]/'])(
  'a sample does not reach %s',
  async (url) => {
    const { api } = await testApp()
    const made = await api('POST', '/destinations', { ...webhook, settings: { url } })
    const { id } = (await made.json()).destination
    const answered = await (await api('POST', `/destinations/${id}/sample`)).json()
    expect(answered).toMatchObject({ status: null, answer: null, outcome: 'failed' })
    expect(answered.error).toMatch(/not one of the internet|Only https/)
  },
)

test('a secret is rotated, told once, and only of what signs', async () => {
  const { api, add, sent } = await sending()
  const { destination, secret } = await add(webhook)
  const path = `/destinations/${destination.id}`
  const rotated = await (await api('POST', `${path}/rotate`)).json()
  expect(rotated.secret).not.toBe(secret)
  await api('POST', `${path}/sample`)
  expect(sent[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(2)
  const other = (await add(slack)).destination
  expect((await api('POST', `/destinations/${other.id}/rotate`)).status).toBe(409)
})

test('the receiver of the document tells what Brim has sent from what others have', async () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../docs/destinations.md'), 'utf8')
  const codeIn = (language: string) =>
    new RegExp(`\`\`\`${language}\n([^]+?)\`\`\``).exec(text)?.[1] ?? ''
  const address = `data:text/javascript,${encodeURIComponent(codeIn('js'))}`
  const { readWebhook } = await import(/* @vite-ignore */ address)

  const { api, add, sent, clock } = await sending()
  clock.now = Date.now()
  const { destination, secret } = await add(JSON.parse(codeIn('json')))
  const path = `/destinations/${destination.id}`
  await api('POST', `${path}/sample`)
  clock.now += 1_000
  const { secret: next } = await (await api('POST', `${path}/rotate`)).json()
  await api('POST', `${path}/sample`)
  clock.now -= 302_000
  await api('POST', `${path}/sample`)
  const [first, both, old] = sent

  const said = { type: 'signal_fired', isSample: true }
  expect(readWebhook(secret, first?.headers, first?.body)).toMatchObject(said)
  expect(readWebhook(secret, both?.headers, both?.body)).toMatchObject(said)
  expect(readWebhook(next, both?.headers, both?.body)).toMatchObject(said)
  for (const [key, headers, body] of [
    [next, first?.headers, first?.body],
    [secret, first?.headers, `${first?.body} `],
    [secret, both?.headers, first?.body],
    [secret, old?.headers, old?.body],
    [secret, {}, first?.body],
  ]) {
    expect(() => readWebhook(key, headers, body)).toThrow('Not sent by Brim')
  }
})

test('who rotates at the same time as somebody else is told so', async () => {
  const { api, add } = await sending()
  const { id } = (await add(webhook)).destination
  const rotate = async () => (await api('POST', `/destinations/${id}/rotate`)).status
  const statuses = await Promise.all([rotate(), rotate(), rotate()])
  expect(statuses.filter((one) => one === 200)).toHaveLength(1)
  expect(statuses.filter((one) => one === 409)).toHaveLength(2)
})

test('paused and resumed, it says so', async () => {
  const { api, add } = await sending()
  const { id } = (await add(webhook)).destination
  const to = async (change: string) =>
    (await (await api('POST', `/destinations/${id}/${change}`)).json()).state
  expect(await to('pause')).toBe('paused')
  expect(await to('resume')).toBe('on')
})

test('with credentials that another secret has sealed a sample says so, and sends nothing', async () => {
  const { api, add, deps, sent } = await sending()
  const { id } = (await add(slack)).destination
  const before = (
    await (await deps.openWorkspace('w1')).client.execute('SELECT credentials FROM destinations')
  ).rows[0]?.credentials as string
  await deps.pipeline.swapCredentials('w1', {
    id,
    before,
    after: 'v1.anotherk.AAAA.AAAA',
    doing: null,
  })
  const response = await api('POST', `/destinations/${id}/sample`)
  expect(response.status).toBe(409)
  expect((await response.json()).error.message).toMatch(/another BRIM_SECRET/)
  expect(sent).toEqual([])
})

test('nobody reaches another workspace’s destinations, or changes them with a key that only reads', async () => {
  const { api, add, keys, deps } = await sending()
  const { id } = (await add(slack)).destination
  const routes = [
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/sample'],
    ['POST', '/rotate'],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['POST', '/retry'],
  ] as const
  const ask = (method: string, more: string, token: string) =>
    api(method, `/destinations/${id}${more}`, method === 'PUT' ? slack : undefined, token)
  for (const [method, more] of routes) {
    expect((await ask(method, more, keys.others)).status, more).toBe(404)
  }
  await deps.control.client.execute(`update keys set scopes = '["read"]' where id = 'k2'`)
  deps.keys.forget()
  for (const [method, more] of routes.slice(1)) {
    expect((await ask(method, more, keys.secret)).status, more).toBe(403)
  }
  expect((await ask('GET', '', keys.secret)).status).toBe(200)
})
