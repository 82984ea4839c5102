import { Client } from '@hubspot/api-client'
import { expect, test } from 'vitest'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor, type Vendor } from '../test-vendor.ts'
import { domainOf, engagementOf, eventOf, searchOf, upsertOf } from './hubspot.ts'

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
  await crm.objects.tasks.basicApi.create(engagementOf(target, what, '77') as never)
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

test('texts of customers are no HTML', () => {
  const { message } = outgoing({
    traits: { account: { name: '<img src=x onerror=alert(1)>', plan: 'a & b' } },
  } as never)
  const task = engagementOf(hubspot(), outgoing({}, { message }), '1')
  expect(JSON.stringify(task)).toContain('Plan: a &amp; b')
  const note = engagementOf(hubspot({ creates: 'note' }), outgoing({}, { message }), '1')
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
