// Intercom's and Zendesk's webhooks in the shapes of their documentation: what comes of them, whose it is
// found to be, and what they do not let through.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { testApp } from '../../test-app.ts'

const secret = 'a1b2c3d4-e5f6-7890-abcd-ef0123456789'
const now = Date.parse('2026-11-23T10:00:00Z')
const seconds = now / 1000

/** As Intercom's documentation has it; what is the same in all is left out. */
const conversation = (more: object = {}) => ({
  type: 'conversation',
  id: '1911149811',
  created_at: seconds,
  updated_at: seconds,
  title: null,
  source: {
    type: 'conversation',
    id: '48990',
    delivered_as: 'customer_initiated',
    subject: '',
    body: '<p>What does the <b>Team</b> plan c<i>ost</i>?</p>',
    author: { type: 'user', id: '5ee3d479', name: 'Mara Sol', email: 'Mara@Example.com' },
    attachments: [],
    redacted: false,
  },
  contacts: {
    type: 'contact.list',
    contacts: [{ type: 'contact', id: '5ee3d479', external_id: 'mara' }],
  },
  tags: { type: 'tag.list', tags: [] },
  company: { type: 'company', id: '667d', company_id: 'acme', name: 'Acme' },
  conversation_parts: { type: 'conversation_part.list', conversation_parts: [], total_count: 0 },
  ...more,
})
const nobodyKnown = {
  company: null,
  contacts: {
    type: 'contact.list',
    contacts: [{ type: 'contact', id: '5ee3d479', external_id: null }],
  },
}
const part = (type: string, body: string, more: object = {}) => ({
  conversation_parts: {
    type: 'conversation_part.list',
    conversation_parts: [
      {
        type: 'conversation_part',
        id: '9',
        part_type: 'comment',
        body,
        author: { type, id: '5ee3d479', ...more },
      },
    ],
    total_count: 1,
  },
})
const tagged = (...names: string[]) => ({
  type: 'tag.list',
  tags: names.map((name) => ({ type: 'tag', id: name, name })),
})
let count = 0
const notification = (topic: string, item: object, more: object = {}) => ({
  type: 'notification_event',
  app_id: 'a_1',
  data: { type: 'notification_event_data', item },
  links: {},
  id: `notif_${++count}`,
  topic,
  delivery_status: 'pending',
  delivery_attempts: 1,
  delivered_at: 0,
  first_sent_at: seconds,
  created_at: seconds,
  self: null,
  ...more,
})
const opened = (item: object = {}, more: object = {}) =>
  notification('conversation.user.created', conversation(item), more)
const replied = (item: object = {}, more: object = {}) =>
  notification('conversation.user.replied', conversation(item), more)

const ticket = (more: object = {}) => ({
  actor_id: '8447388090494',
  assignee_id: '8447388090494',
  brand_id: '8447346621310',
  created_at: '2026-11-23T10:00:00Z',
  custom_status: '8447320465790',
  description: 'We have run out of storage.',
  external_id: null,
  form_id: '8646151517822',
  group_id: '8447320466430',
  id: '5158',
  is_public: true,
  organization_id: '8447346622462',
  priority: 'LOW',
  requester_id: '8447388090494',
  status: 'OPEN',
  subject: 'Storage',
  submitter_id: '8447388090494',
  tags: ['premium'],
  type: 'TASK',
  updated_at: '2026-11-23T10:00:00Z',
  via: { channel: 'web' },
  ...more,
})
const zendeskEvent = (type: string, event: object = {}, detail: object = {}) => ({
  account_id: 22129848,
  detail: ticket(detail),
  event,
  id: `cbe4028c-7239-495d-b020-${++count}`,
  subject: 'zen:ticket:5158',
  time: '2026-11-23T09:59:59.672717030Z',
  type: `zen:event-type:ticket.${type}`,
  zendesk_event_version: '2022-11-06',
})
const comment = (body: string, author: object = {}, more: object = {}) => ({
  comment: {
    id: '98',
    body,
    is_public: true,
    author: { id: '8447388090494', is_staff: false, name: 'Nora', ...author },
    ...more,
  },
})
/** As the trigger writes it that the source's page says to paste. */
const trigger = (more: { ticket?: object; requester?: object; organization?: object } = {}) => ({
  ticket: {
    id: '5158',
    subject: 'A question',
    message: 'How much is another seat?',
    tags: 'web_form pricing',
    channel: 'Web form',
    created_at: '2026-11-23T09:59Z',
    updated_at: '2026-11-23T09:59Z',
    ...more.ticket,
  },
  requester: {
    id: '20978392',
    external_id: 'nora',
    email: 'nora@example.com',
    name: 'Nora',
    ...more.requester,
  },
  organization: { id: '10002', external_id: 'acme', name: 'Acme', ...more.organization },
})

type Desk = 'intercom' | 'zendesk'

async function connected(vendor: Desk, options: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp(options)
  const ask = await app.signIn()
  const wanted = { vendor, sender: 'server', name: 'Support' }
  const { source } = await (await ask('POST', '/w/w1/sources', wanted)).json()
  const of = `/w/w1/sources/${source.id}`
  expect((await ask('PUT', `${of}/secret`, { secret })).status).toBe(200)
  const sign = (payload: string, at = new Date(app.clock.now).toISOString(), key = secret) =>
    vendor === 'intercom'
      ? { 'x-hub-signature': `sha1=${createHmac('sha1', key).update(payload).digest('hex')}` }
      : {
          'x-zendesk-webhook-signature': createHmac('sha256', key)
            .update(at + payload)
            .digest('base64'),
          'x-zendesk-webhook-signature-timestamp': at,
        }
  const path = `/inbound/${vendor}/${source.text}`
  const send = async (body: unknown, headers?: object) => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body)
    return app.request('POST', path, payload, headers ?? sign(payload))
  }
  const sendAll = async (...all: unknown[]) => {
    for (const one of all) expect((await send(one)).status).toBe(200)
  }
  const tried = async (mapping = source.mapping) =>
    (await (await ask('POST', `${of}/try`, { mapping })).json()) as {
      text: string
      becomes: { kind: string; why?: string; issues?: { message: string }[] }
    }[]
  const lastFault = async () => (await tried())[0]?.becomes.issues?.[0]?.message
  const view = async () => (await ask('GET', `${of}/requesters`)).json()
  const asked = async () => {
    const { db } = await app.deps.openWorkspace('w1')
    const all = await listEvents(db, { limit: 100 })
    return all
      .filter(({ name }) => name === 'support_inquiry')
      .map(({ account, user, properties }) => [account, user, properties.topic])
      .reverse()
  }
  return { ...app, ask, source, of, path, sign, send, sendAll, tried, lastFault, view, asked }
}

test('a new conversation is an inquiry of its contact, in the account of its company', async () => {
  const app = await connected('intercom')
  await app.sendAll(opened())
  expect(await app.asked()).toEqual([['acme', 'mara', 'pricing']])
  const { db } = await app.deps.openWorkspace('w1')
  const [event] = await listEvents(db, { limit: 1 })
  expect(event).toMatchObject({
    occurredAt: now,
    properties: {
      topic: 'pricing',
      help_desk: 'intercom',
      happened: 'opened',
      conversation: '1911149811',
    },
  })
  // What was written stands nowhere but in the list of what came last.
  const { client } = await app.deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT group_concat(properties) AS all_of FROM events')
  expect(String(rows[0]?.all_of)).not.toMatch(/plan|Mara|example/i)
  expect((await app.tried())[0]?.text).toContain('plan c<i>ost</i>')
})

test('conversations in the shape before version 2 are read too', async () => {
  const app = await connected('intercom')
  const user = {
    type: 'user',
    id: '5ee3',
    user_id: 'mara',
    name: 'Mara',
    email: 'mara@example.com',
  }
  const before = {
    source: undefined,
    contacts: undefined,
    user,
    conversation_message: {
      type: 'conversation_message',
      id: '608953158',
      subject: '<p>Our &quot;seats&quot;</p>',
      body: '<p>Hello</p>',
      author: { type: 'user', id: '5ee3' },
    },
  }
  await app.sendAll(opened(before))
  expect(await app.asked()).toEqual([['acme', 'mara', 'seats']])
  const lead = { ...before, company: null, user: { ...user, type: 'lead', email: '' } }
  await app.sendAll(
    opened({
      ...lead,
      conversation_message: {
        ...before.conversation_message,
        author: { type: 'lead', id: '5ee3' },
      },
    }),
  )
  expect((await app.view()).waiting).toMatchObject([
    { requester: 'contact:5ee3', who: 'Mara', topics: ['seats'] },
  ])
})

test('a customer’s reply counts by its own words; colleagues and bots never do', async () => {
  const app = await connected('intercom')
  await app.sendAll(
    replied(part('user', '<p>And the price of <em>more</em> seats?</p>')),
    replied(part('user', '<p>Thanks!</p>')),
    replied(part('admin', '<p>Our price list</p>')),
    replied(part('bot', '<p>Pricing</p>')),
    opened({ source: { ...conversation().source, author: { type: 'admin', id: '7' } } }),
    notification('conversation.admin.replied', conversation(part('admin', 'price'))),
  )
  expect(await app.asked()).toEqual([['acme', 'mara', 'seats']])
  expect((await app.tried()).map((one) => one.becomes.why ?? one.becomes.kind)).toEqual([
    'conversation.admin.replied is not read: a new conversation, a customer’s reply and a new tag are',
    'It was not written by the customer',
    'It was not written by the customer',
    'It was not written by the customer',
    'A further message in which no rule finds a word',
    'items',
  ])
})

test('a tag that is put on later is told once, unless what was asked said the same', async () => {
  const app = await connected('intercom')
  const tag = (...names: string[]) =>
    notification(
      'conversation_part.tag.created',
      conversation({ tags: tagged(...names), tags_added: tagged(names.at(-1) ?? '') }),
    )
  await app.sendAll(opened(), tag('Pricing'), tag('Pricing', 'Upgrade'), tag('Upgrade'), tag('vip'))
  expect(await app.asked()).toEqual([
    ['acme', 'mara', 'pricing'],
    ['acme', 'mara', 'upgrade'],
  ])
})

test('sent twice, twice at once and an hour later a notification counts once', async () => {
  const app = await connected('intercom')
  const one = opened()
  const answers = await Promise.all([1, 2, 3].map(() => app.send(one)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  app.clock.now += 3_600_000
  await app.sendAll({ ...one, delivery_attempts: 2 })
  expect(await app.asked()).toHaveLength(1)
})

test('who is known by their address alone is found by it; an address of two people is nobody’s', async () => {
  const app = await connected('intercom')
  await app.api('PUT', '/users/nora', { account: 'globex', traits: { email: 'mara@EXAMPLE.com' } })
  await app.sendAll(opened(nobodyKnown))
  expect(await app.asked()).toEqual([['globex', 'nora', 'pricing']])
  await app.api('PUT', '/users/otto', { account: 'hooli', traits: { email: 'Mara@example.com' } })
  await app.sendAll(opened(nobodyKnown))
  expect(await app.asked()).toHaveLength(1)
  expect((await app.view()).waiting).toMatchObject([{ who: 'Mara@Example.com', inquiries: 1 }])
})

test('an address that a browser says of its user finds nobody', async () => {
  const app = await connected('intercom')
  const session = app.session({ user: { id: 'mallory', traits: { email: 'mara@example.com' } } })
  expect((await app.widget('/open', session)).status).toBe(200)
  await app.sendAll(opened(nobodyKnown))
  expect(await app.asked()).toEqual([])
})

test('the order of the mapping says who it is', async () => {
  const app = await connected('intercom')
  await app.api('PUT', '/users/nora', { account: 'globex', traits: { email: 'mara@example.com' } })
  const mapping = { ...app.source.mapping, account: [], user: [{ in: 'email' }, { in: 'user_id' }] }
  expect((await app.ask('PUT', app.of, { mapping })).status).toBe(200)
  await app.sendAll(opened())
  const attribute = { ...mapping, account: [{ in: 'property', name: 'Workspace' }] }
  expect((await app.ask('PUT', app.of, { mapping: attribute })).status).toBe(200)
  await app.sendAll(opened({ custom_attributes: { Workspace: 42 } }))
  expect(await app.asked()).toEqual([
    ['globex', 'nora', 'pricing'],
    ['42', 'nora', 'pricing'],
  ])
})

test('what nobody knows waits, and is told as of when it was asked once somebody says whose it is', async () => {
  const app = await connected('intercom')
  const one = opened(nobodyKnown)
  await app.sendAll(
    one,
    one,
    opened({ ...nobodyKnown, source: { ...conversation().source, body: 'Refund me' } }),
  )
  expect((await app.tried()).map(({ becomes }) => becomes.kind)).toEqual([
    'waiting',
    'waiting',
    'waiting',
  ])
  expect(await app.view()).toEqual({
    waiting: [
      {
        requester: 'contact:5ee3d479',
        who: 'Mara@Example.com',
        inquiries: 2,
        topics: ['cancellation', 'pricing'],
        lastAt: now,
      },
    ],
    mapped: [],
  })
  app.clock.now += 3_600_000
  const place = `${app.of}/requesters/contact:5ee3d479`
  expect((await app.ask('PUT', place, { account: 'acme' })).status).toBe(200)
  expect(await app.asked()).toEqual([
    ['acme', null, 'pricing'],
    ['acme', null, 'cancellation'],
  ])
  const { db } = await app.deps.openWorkspace('w1')
  const [told] = await listEvents(db, { limit: 1 })
  expect(told).toMatchObject({ occurredAt: now })
  expect(await app.view()).toMatchObject({ waiting: [], mapped: [{ account: 'acme' }] })
  // Sent again it counts no second time, and the next one is known.
  await app.sendAll({ ...one, delivery_attempts: 2 }, opened({ ...nobodyKnown, id: '2' }))
  expect(await app.asked()).toHaveLength(3)
  expect((await app.ask('DELETE', place)).status).toBe(200)
  expect((await app.ask('DELETE', place)).status).toBe(404)
  await app.sendAll(opened({ ...nobodyKnown, id: '3' }))
  expect(await app.asked()).toHaveLength(3)
})

test('an interruption between who it is and what comes of it is made good by the sweep', async () => {
  let isBroken = true
  const app = await connected('intercom', {
    pipeline: (real) => ({
      ...real,
      settleInquiries: (...args) =>
        isBroken ? Promise.reject(new Error('killed')) : real.settleInquiries(...args),
    }),
  })
  await app.sendAll(opened(nobodyKnown))
  const place = `${app.of}/requesters/contact:5ee3d479`
  expect((await app.ask('PUT', place, { account: 'acme' })).status).toBe(500)
  isBroken = false
  expect(await app.asked()).toEqual([])
  await app.deps.pipeline.sweep('w1', app.clock.now)
  expect(await app.asked()).toEqual([['acme', null, 'pricing']])
  await app.deps.pipeline.sweep('w1', app.clock.now)
  expect(await app.asked()).toHaveLength(1)
})

test('a ticket, its comments and its tags, as Zendesk’s own events tell them', async () => {
  const app = await connected('zendesk')
  await app.ask('PUT', `${app.of}/requesters/organization:8447346622462`, { account: 'acme' })
  const action = { meta: { sequence: { id: 'CE4A698AF24F35B3208649C6951E000E', position: 1 } } }
  await app.sendAll(
    zendeskEvent('created', action),
    // The first comment is told beside the ticket it opens.
    zendeskEvent('comment_added', { ...action, ...comment('We have run out of storage.') }),
    zendeskEvent('comment_added', comment('How much is more?')),
    zendeskEvent('comment_added', comment('It costs this price', { is_staff: true })),
    zendeskEvent('comment_added', comment('Offer a discount', {}, { is_public: false })),
    zendeskEvent(
      'tags_changed',
      { tags_added: ['upgrade'], tags_removed: [] },
      { tags: ['premium', 'upgrade'] },
    ),
    zendeskEvent('created', {}, { id: '5159', submitter_id: '1' }),
    zendeskEvent('created', {}, { id: '5160', submitter_id: '1', via: { channel: 'web_service' } }),
    zendeskEvent('status_changed'),
  )
  expect(await app.asked()).toEqual([
    ['acme', null, 'limits'],
    ['acme', null, 'pricing'],
    ['acme', null, 'upgrade'],
    ['acme', null, 'limits'],
  ])
})

test('what a trigger writes tells the SaaS’s own ids, and a further message from a new ticket', async () => {
  const app = await connected('zendesk')
  const one = trigger()
  await app.sendAll(one, one)
  const later = { updated_at: '2026-11-23T10:00Z' }
  await app.sendAll(
    trigger({ ticket: { ...later, message: 'And an invoice?', subject: 'price' } }),
    trigger({ ticket: { ...later, message: 'Thanks' } }),
    trigger({ ticket: { id: '6', tags: '', message: 'Hi' }, organization: { external_id: '' } }),
  )
  expect(await app.asked()).toEqual([
    ['acme', 'nora', 'seats'],
    ['acme', 'nora', 'billing'],
    ['acme', 'nora', 'other'],
  ])
  const nobody = { requester: { external_id: '' }, organization: { id: '', external_id: '' } }
  await app.sendAll(trigger(nobody), { ticket: { id: 7, message: 'price' } })
  expect((await app.view()).waiting).toMatchObject([
    { requester: 'requester:20978392', who: 'nora@example.com' },
  ])
  expect(await app.lastFault()).toMatch(/names nobody.*Add the requester/)
})

test('a secret that is not there, another one and a missing signature let nothing in, and say what to do', async () => {
  for (const vendor of ['intercom', 'zendesk'] as const) {
    const app = await connected(vendor)
    const payload = JSON.stringify(vendor === 'intercom' ? opened() : trigger())
    const refused = async (headers: object) => {
      const answer = await app.send(payload, headers)
      const { error } = await answer.json()
      expect([answer.status, error.message]).toEqual([401, await app.lastFault()])
      return error.message as string
    }
    expect(await refused(app.sign(payload, undefined, 'another secret'))).toMatch(
      /copy the .* again$/,
    )
    expect(await refused({})).toMatch(/There is no x-.*: only .* sends to this address/)
    expect(await refused({ 'stripe-signature': 't=1,v1=00' })).toMatch(/^It comes from Stripe/)
    expect(await refused(app.sign(`${payload} `))).toMatch(/is not that of this source/)
    expect(await app.asked()).toEqual([])
    const bare = await app.addSource(vendor)
    const answer = await app.request(
      'POST',
      `/inbound/${vendor}/${bare.token}`,
      payload,
      app.sign(payload),
    )
    expect([answer.status, (await answer.json()).error.message]).toEqual([
      401,
      expect.stringMatching(/no secret that can be read: copy/),
    ])
  }
})

test('what is signed for another time is not let in', async () => {
  const app = await connected('zendesk')
  const payload = JSON.stringify(trigger())
  const minutes = (number: number) => new Date(now + number * 60_000).toISOString()
  for (const [at, why] of [
    [minutes(-5.1), /signed more than 5 minutes ago/],
    [minutes(5.1), /signed for a time more than 5 minutes from now/],
    ['soon', /There is no/],
  ] as const) {
    expect((await app.send(payload, app.sign(payload, at))).status).toBe(401)
    expect(await app.lastFault()).toMatch(why)
  }
  expect((await app.send(payload, app.sign(payload, minutes(-4.9)))).status).toBe(200)
  const trial = app.sign(payload, undefined, 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==')
  expect((await app.send(payload, trial)).status).toBe(401)
  expect(await app.lastFault()).toMatch(/save the webhook/)
})

test('Intercom signs no time: what was first sent a day ago or is of tomorrow is not let in', async () => {
  const app = await connected('intercom')
  expect((await app.send(opened({}, { first_sent_at: seconds - 86_401 }))).status).toBe(401)
  expect(await app.lastFault()).toMatch(/more than a day ago/)
  expect((await app.send(opened({}, { first_sent_at: seconds + 301 }))).status).toBe(401)
  expect(await app.lastFault()).toMatch(/5 minutes from now/)
  expect((await app.send(opened({}, { first_sent_at: seconds - 86_399 }))).status).toBe(200)
  expect(await app.asked()).toHaveLength(1)
})

test('Intercom finds somebody at the address before it saves it, and its test shows', async () => {
  const app = await connected('intercom')
  expect((await app.request('HEAD', app.path)).status).toBe(200)
  expect((await app.request('HEAD', '/inbound/intercom/wk_nobody')).status).toBe(401)
  const item = { type: 'ping', message: 'something something interzen' }
  await app.sendAll(notification('ping', item, { id: null, delivery_status: null }))
  expect((await app.tried())[0]?.becomes).toEqual({
    kind: 'ignored',
    why: 'A test of Intercom’s: address and secret fit',
  })
})

test('what is not theirs is refused in words, and nothing of what was written is kept with it', async () => {
  const intercom = await connected('intercom')
  expect((await intercom.send(zendeskEvent('created'))).status).toBe(400)
  expect(await intercom.lastFault()).toMatch(/no notification of Intercom/)
  expect((await intercom.send('{"a":')).status).toBe(400)
  expect(await intercom.lastFault()).toMatch(/not JSON/)
  const zendesk = await connected('zendesk')
  expect((await zendesk.send(opened())).status).toBe(400)
  expect(await zendesk.lastFault()).toMatch(/neither an event of Zendesk/)
  await zendesk.sendAll(trigger({ organization: { external_id: 'x'.repeat(200) } }))
  expect(await zendesk.lastFault()).toMatch(/id of the account/)
  const listed = await (await zendesk.ask('GET', '/w/w1/refusals')).json()
  expect(listed[0].item).toContain('5158')
  expect(JSON.stringify(listed)).not.toMatch(/How much|example\.com|Nora/)
})

test('rules are tried on what came before they are saved; a mapping without topics is no help desk’s', async () => {
  const app = await connected('intercom')
  await app.sendAll(opened())
  const topics = {
    rules: [{ topic: 'team plan', tags: [], words: ['TEAM plan'] }],
    otherwise: null,
    replies: 'never',
  }
  const mapping = { ...app.source.mapping, topics }
  expect((await app.tried(mapping))[0]?.becomes).toMatchObject({
    items: [{ event: { properties: { topic: 'team plan' } } }],
  })
  expect(await app.asked()).toEqual([['acme', 'mara', 'pricing']])
  const { topics: _, ...bare } = mapping
  const without = await app.ask('PUT', app.of, { mapping: bare })
  expect([without.status, (await without.json()).error.issues]).toEqual([
    400,
    [{ path: 'mapping.topics', message: 'The mapping of a help desk needs its topics' }],
  ])
  const { id } = await app.addSource('segment')
  expect((await app.ask('PUT', `/w/w1/sources/${id}`, { mapping })).status).toBe(400)
})

test('of who was erased nothing is taken in, by whatever they are known', async () => {
  const app = await connected('intercom')
  const place = `${app.of}/requesters/contact:5ee3d479`
  await app.ask('PUT', place, { account: 'acme' })
  await app.sendAll(opened(nobodyKnown))
  expect(await app.asked()).toHaveLength(1)
  expect((await app.api('DELETE', '/accounts/acme')).status).toBe(202)
  await app.sendAll(opened(), opened({ ...nobodyKnown, id: '2' }))
  await expect
    .poll(async () => (await (await app.api('GET', '/accounts/acme/erasure')).json()).status)
    .toBe('erased')
  expect((await app.view()).mapped).toEqual([])
  const again = await app.ask('PUT', place, { account: 'acme' })
  expect([again.status, (await again.json()).error.message]).toEqual([
    410,
    'This account was erased',
  ])
  const { client } = await app.deps.openWorkspace('w1')
  const { rows } = await client.execute(
    'SELECT account FROM events UNION SELECT account FROM requesters',
  )
  expect(rows.map((row) => row.account)).not.toContain('acme')
})

test('another workspace’s requesters, and who may only look', async () => {
  const app = await connected('intercom')
  await app.sendAll(opened(nobodyKnown))
  const others = await app.signIn('bob@example.com')
  expect((await others('GET', `/w/w2/sources/${app.source.id}/requesters`)).status).toBe(404)
  expect((await others('GET', `${app.of}/requesters`)).status).toBe(404)
  await app.addMember('bob', 'w1', 'viewer')
  expect((await others('GET', `${app.of}/requesters`)).status).toBe(200)
  const put = `${app.of}/requesters/contact:5ee3d479`
  expect((await others('PUT', put, { account: 'acme' })).status).toBe(403)
  expect((await app.ask('PUT', `${app.of}/requesters/anything`, { account: 'acme' })).status).toBe(
    404,
  )
})
