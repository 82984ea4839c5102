import { Client } from '@hubspot/api-client'
import { expect, test } from 'vitest'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor, type Vendor } from '../test-vendor.ts'
import { domainOf, engagementOf, eventOf, ownersPath, searchOf, upsertOf } from './hubspot.ts'

const hubspot = (settings: Partial<SettingsOf<'hubspot'>> = {}): TargetOf<'hubspot'> => ({
  kind: 'hubspot',
  settings: {
    property: 'brim_account_id',
    domainTrait: 'domain',
    creates: 'task',
    ...settings,
  },
  credentials: { token: 'pat-wallaby' },
})
const search = '/crm/v3/objects/companies/search'
const upsert = '/crm/v3/objects/companies/batch/upsert'
const found = (...results: object[]) => ({ status: 200, body: { total: results.length, results } })
const company = (own: string | null, id = '77') => ({
  id,
  properties: { brim_account_id: own, domain: 'brim-sample.example' },
})
const made = { status: 201, body: { id: '900', properties: {} } }
const of77 = { company: '77', owner: undefined, mentions: null }
const stepsOf = ({ asked }: Vendor) => asked.map(({ method, path }) => `${method} ${path}`)

test('a company that is known gets a task with the evidence in it', async () => {
  const vendor = await startVendor(found(company('brim-sample')), made)
  expect(await sendTo(vendor)(hubspot({ owner: '42' }))).toMatchObject({ meaning: 'delivered' })
  expect(stepsOf(vendor)).toEqual([`POST ${search}`, 'POST /crm/v3/objects/tasks'])
  expect(vendor.asked.every(({ headers }) => headers.authorization === 'Bearer pat-wallaby')).toBe(
    true,
  )
  expect(vendor.asked[1]?.body).toEqual({
    properties: {
      hs_timestamp: '2026-11-23T10:00:00.000Z',
      hs_task_subject: 'Brim sample account: Keeps hitting the export paywall',
      hs_task_body:
        'Paywall hits on “export” in 7 days: 5<br>User: Sam Sample<br>Plan: free<br>Seats: 9<br>https://brim.example/console/accounts/brim-sample<br>Brim msg_1',
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: 'MEDIUM',
      hs_task_type: 'TODO',
      hubspot_owner_id: '42',
    },
    associations: [
      {
        to: { id: '77' },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 }],
      },
    ],
  })
})

test('a company that is found by its domain is linked; one of somebody else’s is not', async () => {
  const vendor = await startVendor(found(company('other', '1'), company(null, '2')), found(), made)
  await sendTo(vendor)(hubspot())
  expect(vendor.asked[0]?.body).toEqual(
    searchOf('brim_account_id', 'brim-sample', 'brim-sample.example'),
  )
  expect(vendor.asked[1]).toMatchObject({
    method: 'PATCH',
    path: '/crm/v3/objects/companies/2',
    body: { properties: { brim_account_id: 'brim-sample' } },
  })
})

test('where there is none, it is made by a property of ours, so that two at once make one', async () => {
  const vendor = await startVendor(found(), found(company('brim-sample')), made)
  await sendTo(vendor)(hubspot())
  expect(vendor.asked[1]).toMatchObject({
    path: upsert,
    body: {
      inputs: [
        {
          id: 'brim-sample',
          idProperty: 'brim_account_id',
          properties: {
            brim_account_id: 'brim-sample',
            name: 'Brim sample account',
            domain: 'brim-sample.example',
          },
        },
      ],
    },
  })
})

test('207 without a company is a no, with its reason', async () => {
  const errors = [{ status: 'error', message: 'Property "brim_account_id" does not exist' }]
  const body = { status: 'COMPLETE', results: [], numErrors: 1, errors }
  const vendor = await startVendor(found(), { status: 207, body })
  expect(await sendTo(vendor)(hubspot())).toMatchObject({
    meaning: 'refused',
    status: 207,
    error: 'HubSpot says: Property "brim_account_id" does not exist',
  })
})

test('an attempt that broke off before is looked up, and not made twice', async () => {
  const vendor = await startVendor(found(company('brim-sample')), found({ id: '900' }))
  const again = outgoing({}, { attempt: 2 })
  expect(await sendTo(vendor)(hubspot({ creates: 'note' }), again)).toMatchObject({
    meaning: 'delivered',
  })
  expect(stepsOf(vendor)).toEqual([`POST ${search}`, 'POST /crm/v3/objects/notes/search'])
  expect(vendor.asked[1]?.body).toMatchObject({
    filterGroups: [{ filters: [{ operator: 'CONTAINS_TOKEN', value: 'msg_1' }] }],
  })
})

test('an event carries an id by which HubSpot drops a repeated one', async () => {
  const target = hubspot({ creates: 'event', eventName: 'pe1_brim_signal' })
  const vendor = await startVendor(found(company('brim-sample')), { status: 204 })
  const send = sendTo(vendor)
  await send(target)
  vendor.answer(found(company('brim-sample')), { status: 204 })
  await send(target, outgoing({}, { attempt: 2 }))
  const [, first, , second] = vendor.asked
  expect(first?.body).toEqual(second?.body)
  expect(first?.body).toMatchObject({
    eventName: 'pe1_brim_signal',
    objectId: '77',
    uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
  })
  vendor.answer(found(company('brim-sample')))
  const nameless = await send(hubspot({ creates: 'event' }))
  expect(nameless).toMatchObject({
    meaning: 'fault',
    error: 'It makes events, and no event name is set',
  })
})

test('it is what HubSpot’s own client would send', async () => {
  const vendor = await startVendor(found(), found(company('brim-sample')), made)
  const target = hubspot()
  const what = outgoing()
  await sendTo(vendor)(target, what)
  const event = eventOf(hubspot({ creates: 'event', eventName: 'pe1_x' }), what, '77')
  const client = new Client({ accessToken: 'pat-wallaby', basePath: vendor.origin })
  vendor.answer(found(), { status: 200, body: { results: [] } }, made, { status: 204 })
  const { crm, events } = client
  await crm.companies.searchApi.doSearch(
    searchOf('brim_account_id', 'brim-sample', 'brim-sample.example') as never,
  )
  await crm.companies.batchApi.upsert(
    upsertOf({
      property: 'brim_account_id',
      account: 'brim-sample',
      name: 'Brim sample account',
      domain: 'brim-sample.example',
    }) as never,
  )
  await crm.objects.tasks.basicApi.create(engagementOf(target, what, of77) as never)
  await events.send.basicApi.send({ ...event, occurredAt: new Date(what.now) } as never)
  const requests = vendor.asked.map(({ method, path, body, headers }) => ({
    method,
    path,
    body,
    authorization: headers.authorization,
    type: headers['content-type'],
  }))
  expect(requests.slice(0, 3)).toEqual(requests.slice(3, 6))
  expect(requests[6]).toMatchObject({ method: 'POST', path: '/events/v3/send', body: event })
})

const ada = 'ada+crm@sales.example'
const knownCompany = found(company('brim-sample'))
const ownerAnswer = (...emails: string[]) => ({
  status: 200,
  body: {
    results: emails.map((email, i) => ({
      id: `4162977${i}`,
      email,
      type: 'PERSON',
      userId: 9586504,
      archived: false,
    })),
  },
})
const missingScopes = {
  status: 403,
  body: {
    status: 'error',
    category: 'MISSING_SCOPES',
    message: 'This app hasn’t been granted all required scopes to make this call.',
  },
}
const taskOfRep = (now?: number) => outgoing({}, { rep: ada, ...(now ? { now } : {}) })
const ownerIn = ({ asked }: Vendor) =>
  (asked.at(-1)?.body as { properties?: Record<string, string> })?.properties?.hubspot_owner_id

test('a task is the rep’s, whom HubSpot knows by their address, and who is asked for once', async () => {
  const vendor = await startVendor(knownCompany, ownerAnswer('Ada+CRM@sales.example'), made)
  const send = sendTo(vendor)
  expect(await send(hubspot({ owner: '42' }), taskOfRep())).toMatchObject({
    meaning: 'delivered',
    note: `For ${ada}`,
  })
  expect(stepsOf(vendor)).toEqual([
    `POST ${search}`,
    'GET /crm/v3/owners/?email=ada%2Bcrm%40sales.example&limit=1&archived=false',
    'POST /crm/v3/objects/tasks',
  ])
  expect(vendor.asked[1]).toMatchObject({
    body: '',
    headers: { authorization: 'Bearer pat-wallaby' },
  })
  expect(ownerIn(vendor)).toBe('41629770')
  expect(JSON.stringify(vendor.asked.at(-1)?.body)).not.toContain(ada)
  vendor.answer(knownCompany, made)
  await send(hubspot({ owner: '42' }), taskOfRep())
  expect(stepsOf(vendor).slice(3)).toEqual([`POST ${search}`, 'POST /crm/v3/objects/tasks'])
  expect(ownerIn(vendor)).toBe('41629770')
})

test.each([
  ['nobody', ownerAnswer(), /, whom HubSpot does not know as a user\. It went to /],
  ['somebody else', ownerAnswer('ben@sales.example'), /, whom HubSpot does not know as a user/],
  [
    'no scope',
    missingScopes,
    /, and HubSpot does not tell Brim its owners: .*crm\.objects\.owners/,
  ],
  ['a no', { status: 400, body: { message: 'Invalid email' } }, /says: Invalid email/],
  ['something else', { status: 200, body: 'surely' }, /does not know as a user/],
])(
  'where HubSpot answers %s for the rep, it is made for whom the destination names, and says so',
  async (_, answer, note) => {
    const vendor = await startVendor(knownCompany, answer, made)
    const verdict = await sendTo(vendor)(hubspot({ owner: '42' }), taskOfRep())
    expect(verdict).toMatchObject({ meaning: 'delivered', error: null })
    expect(verdict.note).toMatch(note)
    expect(verdict.note).toMatch(/^Meant for ada.* It went to whom the destination names$/)
    expect(ownerIn(vendor)).toBe('42')
    expect(JSON.stringify(vendor.asked.at(-1)?.body)).toContain(`<br>For ${ada}<br>`)
  },
)

test('without an owner of the destination it is nobody’s, and names whose it should be', async () => {
  const vendor = await startVendor(knownCompany, ownerAnswer(), made)
  const { note } = await sendTo(vendor)(hubspot(), taskOfRep())
  expect(note).toMatch(/It went to nobody$/)
  expect(ownerIn(vendor)).toBeUndefined()
})

test('who is missing is asked for again after five minutes, and who is known after an hour', async () => {
  const vendor = await startVendor(knownCompany, ownerAnswer(), made)
  const send = sendTo(vendor)
  const begin = Date.parse('2026-11-23T10:00:00Z')
  await send(hubspot(), taskOfRep(begin))
  vendor.answer(knownCompany, ownerAnswer(ada), made)
  await send(hubspot(), taskOfRep(begin + 5 * 60_000))
  expect(ownerIn(vendor)).toBe('41629770')
  vendor.answer(knownCompany, made)
  await send(hubspot(), taskOfRep(begin + 60 * 60_000))
  expect(stepsOf(vendor).filter((one) => one.includes('owners'))).toHaveLength(2)
})

test('a rep who has left since is not taken, and the task is made all the same', async () => {
  const refused = { status: 400, body: { message: 'hubspot_owner_id was not a valid owner' } }
  const vendor = await startVendor(knownCompany, ownerAnswer(ada), refused, made)
  const send = sendTo(vendor)
  const verdict = await send(hubspot({ owner: '42' }), taskOfRep())
  expect(verdict).toMatchObject({ meaning: 'delivered' })
  expect(verdict.note).toMatch(/not taken as its owner \(HubSpot says: hubspot_owner_id was/)
  expect(ownerIn(vendor)).toBe('42')
  vendor.answer(knownCompany, ownerAnswer(), made)
  await send(hubspot(), taskOfRep())
  expect(stepsOf(vendor).filter((one) => one.includes('owners'))).toHaveLength(2)
})

test.each([
  ['429', { status: 429, headers: { 'retry-after': '10' } }, 'throttled'],
  ['500', { status: 500 }, 'fault'],
  ['401', { status: 401, body: { message: 'expired' } }, 'fault'],
] as const)(
  'while HubSpot can’t say whom it knows (%s), nothing is made, and the attempt is made again',
  async (_, answer, meaning) => {
    const vendor = await startVendor(knownCompany, answer)
    expect(await sendTo(vendor)(hubspot(), taskOfRep())).toMatchObject({ meaning })
    expect(vendor.asked).toHaveLength(2)
    vendor.answer(knownCompany, found(), ownerAnswer(ada), made)
    await sendTo(vendor)(hubspot(), outgoing({}, { rep: ada, attempt: 2 }))
    expect(ownerIn(vendor)).toBe('41629770')
  },
)

test('events have no owner, and nobody is asked for', async () => {
  const vendor = await startVendor(knownCompany, { status: 204 })
  const target = hubspot({ creates: 'event', eventName: 'pe1_brim_signal' })
  expect(await sendTo(vendor)(target, taskOfRep())).toMatchObject({ meaning: 'delivered' })
  expect(stepsOf(vendor)).toEqual([`POST ${search}`, 'POST /events/v3/send'])
})

test('an owner is asked for as HubSpot’s own client does', async () => {
  const vendor = await startVendor(ownerAnswer(ada))
  const client = new Client({ accessToken: 'pat-wallaby', basePath: vendor.origin })
  const page = await client.crm.owners.ownersApi.getPage(ada, undefined, 1, false)
  expect(page.results[0]?.id).toBe('41629770')
  vendor.answer(knownCompany, ownerAnswer(ada), made)
  await sendTo(vendor)(hubspot(), taskOfRep())
  const requestOf = (one: (typeof vendor.asked)[number] | undefined) =>
    one && { method: one.method, path: one.path, by: one.headers.authorization, body: one.body }
  expect(requestOf(vendor.asked[2])).toEqual(requestOf(vendor.asked[0]))
  expect(vendor.asked[0]?.path).toBe(ownersPath(ada))
})

test('texts of customers are no HTML', () => {
  const { message } = outgoing({
    traits: { account: { name: '<img src=x onerror=alert(1)>', plan: 'a & b' } },
  } as never)
  const task = engagementOf(hubspot(), outgoing({}, { message }), of77)
  expect(JSON.stringify(task)).toContain('Plan: a &amp; b')
  const note = engagementOf(hubspot({ creates: 'note' }), outgoing({}, { message }), of77)
  expect(JSON.stringify(note)).toContain('"hs_note_body":"&lt;img src=x')
})

test.each([
  ['Acme.com', 'acme.com'],
  ['https://www.acme.co.uk/about?x', 'acme.co.uk'],
  [' acme.com ', 'acme.com'],
  ['acme', undefined],
  ['not a domain at all', undefined],
  ['"><script>', undefined],
  [7, undefined],
  [undefined, undefined],
])('the domain in %j is %s', (value, domain) => {
  expect(domainOf(value)).toBe(domain)
})

test.each([
  [401, { message: 'Authentication credentials not found' }, 'fault', /Refuses the credentials/],
  [403, { message: 'scopes' }, 'fault', /Refuses the credentials/],
  [400, { message: 'Invalid input JSON' }, 'refused', /HubSpot says: Invalid input JSON/],
  [409, { message: 'Company already exists' }, 'fault', /already exists/],
] as const)('%i is said in its words', async (status, body, meaning, error) => {
  const vendor = await startVendor({ status, body })
  const verdict = await sendTo(vendor)(hubspot())
  expect(verdict).toMatchObject({ meaning, status })
  expect(verdict.error).toMatch(error)
  expect(JSON.stringify(verdict)).not.toContain('wallaby')
})

test('how long it asks to wait is heard at every step', async () => {
  const busy = { status: 429, headers: { 'retry-after': '10' }, body: { message: 'SECONDLY' } }
  for (const before of [[], [found(company('brim-sample'))], [found()]]) {
    const vendor = await startVendor(...before, busy)
    expect(await sendTo(vendor)(hubspot())).toMatchObject({
      meaning: 'throttled',
      retryAfter: '10',
    })
  }
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(found(company('brim-sample')), answer)
  const verdict = await sendTo(vendor, 1_000)(hubspot())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
