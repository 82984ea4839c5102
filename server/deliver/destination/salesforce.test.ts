import jsforce from 'jsforce'
import { expect, test } from 'vitest'
import type { SettingsOf, TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor, type Vendor } from '../test-vendor.ts'
import { isInstance, taskOf, userOf } from './salesforce.ts'

const domain = 'https://acme.my.salesforce.com'
const salesforce = (settings: Partial<SettingsOf<'salesforce'>> = {}): TargetOf<'salesforce'> => ({
  kind: 'salesforce',
  settings: { domain, externalId: 'Brim_Account_Id__c', createsAccounts: false, ...settings },
  credentials: { clientId: 'client', clientSecret: 'wallaby&co' },
})
const token = {
  status: 200,
  body: { access_token: '00D!token', instance_url: domain, token_type: 'Bearer' },
}
const account = { status: 200, body: { attributes: { type: 'Account' }, Id: '001A' } }
const created = { status: 201, body: { id: '00TA', success: true, errors: [] } }
const failed = (status: number, errorCode: string) => ({
  status,
  body: [{ message: `Because of ${errorCode}`, errorCode }],
})
const root = '/services/data/v62.0'
const accountPath = `${root}/sobjects/Account/Brim_Account_Id__c/brim-sample`
const stepsOf = ({ asked }: Vendor) => asked.map(({ method, path }) => `${method} ${path}`)

test('it signs in as itself, and makes a task on the account that carries our id', async () => {
  const vendor = await startVendor(token, account, created)
  expect(await sendTo(vendor)(salesforce({ owner: '005000000000001' }))).toMatchObject({
    meaning: 'delivered',
    status: 201,
  })
  expect(stepsOf(vendor)).toEqual([
    'POST /services/oauth2/token',
    `GET ${accountPath}?fields=Id`,
    `POST ${root}/sobjects/Task`,
  ])
  const [signIn, read, made] = vendor.asked
  expect(signIn?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(signIn?.body).toBe(
    'grant_type=client_credentials&client_id=client&client_secret=wallaby%26co',
  )
  expect(read?.headers.authorization).toBe('Bearer 00D!token')
  expect(made?.body).toEqual({
    Subject: 'Brim sample account: Keeps hitting the export paywall',
    Description:
      'Paywall hits on “export” in 7 days: 5\nUser: Sam Sample\nPlan: free\nSeats: 9\nhttps://brim.example/console/accounts/brim-sample\nBrim',
    WhatId: '001A',
    OwnerId: '005000000000001',
    Priority: 'Normal',
    Status: 'Not Started',
    ActivityDate: '2026-11-23',
    CallObject: 'msg_1',
  })
})

test('a token is used until it is over; then it signs in once more, and no oftener', async () => {
  const vendor = await startVendor(token, account, created)
  const send = sendTo(vendor)
  await send(salesforce())
  vendor.answer(account, created)
  await send(salesforce())
  expect(stepsOf(vendor).filter((one) => one.includes('oauth2'))).toHaveLength(1)
  const over = failed(401, 'INVALID_SESSION_ID')
  vendor.answer(over, token, account, created)
  expect(await send(salesforce())).toMatchObject({ meaning: 'delivered' })
  vendor.answer(over, token, over)
  expect(await send(salesforce())).toMatchObject({ meaning: 'fault', status: 401 })
  expect(stepsOf(vendor).filter((one) => one.includes('oauth2'))).toHaveLength(3)
})

test('other credentials are another session', async () => {
  const vendor = await startVendor(token, account, created)
  const send = sendTo(vendor)
  await send(salesforce())
  vendor.answer(token, account, created)
  const other = { clientId: 'client', clientSecret: 'other' }
  await send({ ...salesforce(), credentials: other })
  expect(stepsOf(vendor).filter((one) => one.includes('oauth2'))).toHaveLength(2)
})

test('several accounts with our id are a no, and nothing is made', async () => {
  const vendor = await startVendor(token, { status: 300, body: ['/a', '/b'] })
  expect(await sendTo(vendor)(salesforce())).toMatchObject({
    meaning: 'refused',
    status: 300,
    error: 'Several accounts have this Brim_Account_Id__c: make it unique',
  })
  expect(vendor.asked).toHaveLength(2)
})

test('an account that is not there is made only where that is wanted', async () => {
  const none = failed(404, 'NOT_FOUND')
  const vendor = await startVendor(token, none)
  const send = sendTo(vendor)
  expect(await send(salesforce())).toMatchObject({
    meaning: 'refused',
    error: 'No account has this Brim_Account_Id__c',
  })
  const made = { status: 201, body: { id: '001B', success: true, created: true } }
  vendor.answer(none, made, created)
  expect(await send(salesforce({ createsAccounts: true }))).toMatchObject({ meaning: 'delivered' })
  expect(vendor.asked.slice(-2)).toMatchObject([
    { method: 'PATCH', path: accountPath, body: { Name: 'Brim sample account' } },
    { method: 'POST', body: { WhatId: '001B' } },
  ])
})

test('an attempt that broke off before is looked up, and not made twice', async () => {
  const vendor = await startVendor(token, account, { status: 200, body: { totalSize: 1 } })
  const again = outgoing({}, { attempt: 2 })
  expect(await sendTo(vendor)(salesforce(), again)).toMatchObject({ meaning: 'delivered' })
  const query = new URL(vendor.asked[2]?.path ?? '', domain).searchParams.get('q')
  expect(query).toBe("SELECT Id FROM Task WHERE CallObject = 'msg_1' LIMIT 1")
})

const ada = 'ada@sales.example'
const taskOfRep = (more = {}) => outgoing({}, { rep: ada, ...more })
const users = (...ids: string[]) => ({
  status: 200,
  body: {
    totalSize: ids.length,
    done: true,
    records: ids.map((Id) => ({ attributes: { type: 'User' }, Id })),
  },
})
const queryOf = (path: string | undefined) => new URL(path ?? '', domain).searchParams.get('q')

test('a task is the rep’s, whom Salesforce knows as a user who may sign in, and who is asked for once', async () => {
  const vendor = await startVendor(token, account, users('005ADA'), created)
  const send = sendTo(vendor)
  const target = salesforce({ owner: '005000000000001' })
  expect(await send(target, taskOfRep())).toMatchObject({
    meaning: 'delivered',
    note: `For ${ada}`,
  })
  expect(queryOf(vendor.asked[2]?.path)).toBe(
    "SELECT Id FROM User WHERE Email = 'ada@sales.example' AND IsActive = true AND UserType = 'Standard' ORDER BY CreatedDate LIMIT 1",
  )
  expect(vendor.asked[3]?.body).toMatchObject({ OwnerId: '005ADA' })
  vendor.answer(account, created)
  await send(target, taskOfRep())
  expect(stepsOf(vendor).slice(4)).toEqual([
    `GET ${accountPath}?fields=Id`,
    `POST ${root}/sobjects/Task`,
  ])
  expect(vendor.asked.at(-1)?.body).toMatchObject({ OwnerId: '005ADA' })
})

test.each([
  ['nobody', users(), /, whom Salesforce does not know as a user\. /],
  ['no access', failed(403, 'INSUFFICIENT_ACCESS'), /does not tell Brim its users: .*INSUFFICIENT/],
  ['a no', failed(400, 'INVALID_TYPE'), /does not tell Brim its users: .*INVALID_TYPE/],
] as const)(
  'where Salesforce answers %s for the rep, it is made for whom the destination names, and says so',
  async (_, answer, note) => {
    const vendor = await startVendor(token, account, answer, created)
    const verdict = await sendTo(vendor)(salesforce({ owner: '005000000000001' }), taskOfRep())
    expect(verdict).toMatchObject({ meaning: 'delivered', error: null })
    expect(verdict.note).toMatch(note)
    expect(verdict.note).toMatch(/^Meant for ada.* It went to whom the destination names$/)
    expect(vendor.asked.at(-1)?.body).toMatchObject({
      OwnerId: '005000000000001',
      Description: expect.stringContaining(`\nFor ${ada}\n`),
    })
  },
)

test.each([
  ['a limit of requests', failed(403, 'REQUEST_LIMIT_EXCEEDED'), 'throttled'],
  ['500', { status: 500 }, 'fault'],
] as const)(
  'while it can’t say whom it knows (%s), nothing is made',
  async (_, answer, meaning) => {
    const vendor = await startVendor(token, account, answer)
    expect(await sendTo(vendor)(salesforce(), taskOfRep())).toMatchObject({ meaning })
    expect(vendor.asked).toHaveLength(3)
  },
)

test('a token that is over while the rep is asked for is renewed', async () => {
  const over = failed(401, 'INVALID_SESSION_ID')
  const vendor = await startVendor(token, account, over, token, account, users('005ADA'), created)
  expect(await sendTo(vendor)(salesforce(), taskOfRep())).toMatchObject({ meaning: 'delivered' })
  expect(vendor.asked.at(-1)?.body).toMatchObject({ OwnerId: '005ADA' })
})

test('a rep who has left since is not taken, and the task is made all the same', async () => {
  const left = failed(400, 'INACTIVE_OWNER_OR_USER')
  const vendor = await startVendor(token, account, users('005ADA'), left, created)
  const verdict = await sendTo(vendor)(salesforce(), taskOfRep())
  expect(verdict).toMatchObject({ meaning: 'delivered' })
  expect(verdict.note).toMatch(
    /not taken as its owner .*INACTIVE_OWNER.* It went to the user that Brim signs in as$/,
  )
  expect(vendor.asked.at(-1)?.body).not.toHaveProperty('OwnerId')
})

test.each([
  ["o'neil@x.io", "Email = 'o\\'neil@x.io' AND"],
  ["x\\' OR IsActive = true--@x.io", "Email = 'x\\\\\\' OR IsActive = true--@x.io' AND"],
  ['a\\@x.io', "Email = 'a\\\\@x.io' AND"],
])('nothing in %j ends the text that is asked for', (email, part) => {
  expect(userOf(email)).toContain(part)
})

test('an address with a quote is asked for as jsforce does', async () => {
  const vendor = await startVendor(users())
  const client = new jsforce.Connection({
    instanceUrl: vendor.origin,
    accessToken: '00D!token',
    version: '62.0',
  })
  const email = "o'neil+crm@x.io"
  const where = { Email: email, IsActive: true, UserType: 'Standard' }
  await client.sobject('User').find(where, 'Id').sort('CreatedDate').limit(1)
  vendor.answer(token, account, users(), created)
  await sendTo(vendor)(salesforce(), taskOfRep({ rep: email }))
  const [theirs, ours] = vendor.asked.filter((one) => one.path.includes('/query'))
  const spoken = (path = '') => queryOf(path)?.replace(' ASC', '')
  expect(spoken(ours?.path)).toBe(spoken(theirs?.path))
  expect(ours?.path.split('?')[0]).toBe(theirs?.path.split('?')[0])
})

test('an id with slashes and quotes stays one step of the path', async () => {
  const vendor = await startVendor(token, account, created)
  await sendTo(vendor)(salesforce(), outgoing({ account: `a/../b?c='d'&e` }))
  expect(vendor.asked[1]?.path).toBe(
    `${root}/sobjects/Account/Brim_Account_Id__c/a%2F..%2Fb%3Fc%3D'd'%26e?fields=Id`,
  )
})

test('it is what jsforce would send', async () => {
  const vendor = await startVendor(token, account, created)
  const what = outgoing()
  await sendTo(vendor)(salesforce(), what)
  const client = new jsforce.Connection({
    instanceUrl: vendor.origin,
    accessToken: '00D!token',
    version: '62.0',
  })
  vendor.answer(created)
  await client
    .sobject('Task')
    .create(taskOf(what, { account: '001A', owner: undefined, mentions: null }) as never)
  const made = { status: 201, body: { id: '001B', success: true, errors: [] } }
  vendor.answer(token, failed(404, 'NOT_FOUND'), made, created)
  await sendTo(vendor)(salesforce({ createsAccounts: true }), what)
  vendor.answer(made)
  const record = { Name: 'Brim sample account', Brim_Account_Id__c: 'brim-sample' }
  await client.sobject('Account').upsert(record as never, 'Brim_Account_Id__c')
  const requestOf = (one: (typeof vendor.asked)[number] | undefined) =>
    one && {
      method: one.method,
      path: one.path,
      body: one.body,
      authorization: one.headers.authorization,
      type: one.headers['content-type'],
    }
  const tasks = vendor.asked.filter((one) => one.path.endsWith('/sobjects/Task'))
  expect(requestOf(tasks[0])).toEqual(requestOf(tasks[1]))
  const [ours, theirs] = vendor.asked.filter((one) => one.method === 'PATCH')
  expect(requestOf(ours)).toEqual(requestOf(theirs))
})

test.each([
  ['http://acme.my.salesforce.com', false],
  ['https://acme.my.salesforce.com', true],
  ['https://eu9.salesforce.com', true],
  ['https://salesforce.com.evil.example', false],
  ['https://evil.example/x.salesforce.com', false],
  ['https://a@evil.example#.salesforce.com', false],
  ['https://evil.example?.salesforce.com', false],
  ['https://acme.my.salesforce.com:8443', false],
  ['https://169.254.169.254', false],
  [undefined, false],
])('%s is where an API may be: %s', (url, is) => {
  expect(isInstance(url)).toBe(is)
})

test('a token that leads elsewhere is not shown there', async () => {
  const body = { access_token: '00D!token', instance_url: 'https://evil.example' }
  const vendor = await startVendor({ status: 200, body })
  const verdict = await sendTo(vendor)(salesforce())
  expect(verdict).toMatchObject({ meaning: 'fault', answer: null })
  expect(vendor.asked).toHaveLength(1)
})

test.each([
  [
    { status: 400, body: { error: 'invalid_client_id', error_description: 'client identifier' } },
    'fault',
    /lets nobody in: invalid_client_id/,
  ],
  [{ status: 500, body: 'maintenance' }, 'fault', /lets nobody in/],
] as const)(
  'who is not let in is told why, without the credentials',
  async (answer, meaning, error) => {
    const vendor = await startVendor(answer)
    const verdict = await sendTo(vendor)(salesforce())
    expect(verdict).toMatchObject({ meaning, answer: null })
    expect(verdict.error).toMatch(error)
    expect(JSON.stringify(verdict)).not.toContain('wallaby')
  },
)

test.each([
  [failed(403, 'REQUEST_LIMIT_EXCEEDED'), 'throttled', /REQUEST_LIMIT_EXCEEDED/],
  [failed(403, 'INSUFFICIENT_ACCESS'), 'fault', /INSUFFICIENT_ACCESS/],
  [failed(400, 'REQUIRED_FIELD_MISSING'), 'refused', /REQUIRED_FIELD_MISSING/],
  [failed(400, 'UNABLE_TO_LOCK_ROW'), 'fault', /UNABLE_TO_LOCK_ROW/],
  [failed(503, 'SERVER_UNAVAILABLE'), 'fault', /SERVER_UNAVAILABLE/],
] as const)('what it says is heard: %j', async (answer, meaning, error) => {
  const vendor = await startVendor(token, account, answer)
  const verdict = await sendTo(vendor)(salesforce())
  expect(verdict.meaning).toBe(meaning)
  expect(verdict.error).toMatch(error)
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(token, answer)
  const verdict = await sendTo(vendor, 1_000)(salesforce())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
