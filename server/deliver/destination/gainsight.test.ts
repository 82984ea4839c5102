import { expect, test } from 'vitest'
import { type SettingsOf, setups, type TargetOf } from '../../../shared/destination/setup.ts'
import { faults, outgoing, sendTo, startVendor, type Vendor } from '../test-vendor.ts'
import { ctaOf, whereIs } from './gainsight.ts'

const gainsight = (settings: Partial<SettingsOf<'gainsight'>> = {}): TargetOf<'gainsight'> => ({
  kind: 'gainsight',
  settings: {
    ...setups.gainsight.settings.parse({
      domain: 'https://acme.gainsightcloud.com',
      owner: 'csm@example.com',
    }),
    ...settings,
  },
  credentials: { accessKey: 'wallaby' },
})
/** As Gainsight wraps whatever it says. */
const yes = (data: unknown) => ({
  status: 200,
  body: {
    ...{ result: true, errorCode: null, errorDesc: null, requestId: 'r1', data, message: null },
  },
})
const no = (errorCode: string, errorDesc: string, data: unknown = null, status = 200) => ({
  status,
  body: { result: false, errorCode, errorDesc, requestId: 'r1', data, message: null },
})
const company = { Gsid: '1P02ACME' }
const activity = yes({ success: { msg_1: [{ activityId: 'act1' }] } })
const stepsOf = ({ asked }: Vendor) => asked.map(({ method, path }) => `${method} ${path}`)
const query = 'POST /v1/data/objects/query/Company'

test('a company that is known gets an activity with the evidence in it', async () => {
  const vendor = await startVendor(yes([company]), activity)
  expect(await sendTo(vendor)(gainsight())).toMatchObject({ meaning: 'delivered' })
  expect(stepsOf(vendor)).toEqual([query, 'POST /v1/ant/es/activity'])
  expect(vendor.asked.every(({ headers }) => headers.accesskey === 'wallaby')).toBe(true)
  expect(vendor.asked[0]?.body).toEqual(whereIs('Brim_Account_Id__gc', 'brim-sample', ['Gsid'], 2))
  expect(vendor.asked[1]?.body).toEqual({
    records: [
      {
        ContextName: 'Company',
        TypeName: 'Update',
        ExternalId: 'msg_1',
        Subject: 'Brim sample account: Keeps hitting the export paywall',
        Notes:
          'Paywall hits on “export” in 7 days: 5<br>User: Sam Sample<br>Plan: free<br>Seats: 9<br>https://brim.example/console/accounts/brim-sample<br>Brim msg_1',
        ActivityDate: '2026-11-23T10:00:00.000Z',
        Author: 'csm@example.com',
        GsCompanyId: '1P02ACME',
      },
    ],
    lookups: {
      AuthorId: {
        fields: { Author: 'Email' },
        lookupField: 'Gsid',
        objectName: 'GsUser',
        multiMatchOption: 'FIRSTMATCH',
        onNoMatch: 'ERROR',
      },
    },
  })
})

test('a call to action is made as it is set up, and is due when its signal expires', async () => {
  const target = gainsight({ creates: 'cta', ctaType: 'Upsell', ctaReason: 'Usage' })
  const vendor = await startVendor(
    yes({ records: [company] }),
    yes({ success: [{ msg_1: '1S01' }] }),
  )
  expect(await sendTo(vendor)(target)).toMatchObject({ meaning: 'delivered' })
  expect(stepsOf(vendor)).toEqual([query, 'POST /v2/cockpit/cta'])
  expect(vendor.asked[1]?.body).toMatchObject({
    requests: [
      {
        record: {
          referenceId: 'msg_1',
          Name: 'Brim sample account: Keeps hitting the export paywall',
          CompanyId: '1P02ACME',
          OwnerEmail: 'csm@example.com',
          type: 'Upsell',
          reason: 'Usage',
          priority: 'Medium',
          status: 'New',
          DueDate: '2026-11-30',
        },
      },
    ],
    lookups: { OwnerId: { fields: { OwnerEmail: 'Email' }, onNoMatch: 'ERROR' } },
  })
  const plain = ctaOf(gainsight({ creates: 'cta' }), outgoing(), 'c')
  expect(plain.requests[0]?.record).not.toHaveProperty('reason')
})

test('a company that is not there is made where that is wanted, else it is said', async () => {
  const vendor = await startVendor(yes([]), yes({ count: 1, records: [company] }), activity)
  const send = sendTo(vendor)
  expect(await send(gainsight({ createsCompanies: true }))).toMatchObject({ meaning: 'delivered' })
  expect(vendor.asked[1]).toMatchObject({
    path: '/v1/data/objects/Company',
    body: { records: [{ Name: 'Brim sample account', Brim_Account_Id__gc: 'brim-sample' }] },
  })
  vendor.answer(yes([]))
  expect(await send(gainsight())).toMatchObject({
    meaning: 'refused',
    error: 'No company has this Brim_Account_Id__gc',
  })
  vendor.answer(yes([company, { Gsid: '1P02TWIN' }]))
  expect(await send(gainsight())).toMatchObject({
    meaning: 'refused',
    error: 'Several companies have this Brim_Account_Id__gc: make it unique',
  })
})

test.each([
  ['activity', '/v1/data/objects/query/activity_timeline', { records: [{ ExternalId: 'msg_1' }] }],
  ['cta', '/v2/cockpit/cta/list', [{ Name: 'x', Comments: 'Plan: free<br>Brim msg_1' }]],
] as const)(
  'an attempt that broke off is looked up, and its %s not made twice',
  async (creates, path, rows) => {
    const vendor = await startVendor(yes([company]), yes(rows))
    const send = sendTo(vendor)
    const again = outgoing({}, { attempt: 2 })
    expect(await send(gainsight({ creates }), again)).toMatchObject({ meaning: 'delivered' })
    expect(stepsOf(vendor)).toEqual([query, `POST ${path}`])
    // One that came to nothing, or is of another message, is made.
    vendor.answer(yes([company]), yes([{ Comments: 'Brim msg_0' }]), yes({ success: {} }))
    expect(await send(gainsight({ creates }), again)).toMatchObject({ meaning: 'delivered' })
    expect(vendor.asked).toHaveLength(5)
  },
)

test.each([
  [no('GSOBJ_1006', 'Invalid dateTime format'), 'refused', /^Gainsight says: Invalid dateTime/],
  [no('GU_2400', 'Too many requests', null, 429), 'throttled', /Asks for time/],
  [no('GS_401', 'Invalid access key', null, 401), 'fault', /Refuses the.*Invalid access key/],
  [no('GSOBJ_1001', 'No select', null, 400), 'refused', /Answered 400. Gainsight says: No select/],
  [
    yes({ success: {}, failure: { msg_1: 'Owner not found' } }),
    'refused',
    /^Gainsight says: "Owner not found"$/,
  ],
  [
    yes({ failures: [{ ExternalId: 'msg_1', errors: [{ errorMessage: 'Author' }] }] }),
    'refused',
    /Gainsight says: .*Author/,
  ],
  [{ status: 200, body: '<html>Sign in</html>' }, 'fault', /not as Gainsight does/],
  [{ status: 200, body: {} }, 'fault', /not as Gainsight does/],
] as const)('an answer is what stands in it: %j', async (answer, meaning, error) => {
  for (const before of [[], [yes([company])]]) {
    const vendor = await startVendor(...before, answer)
    const verdict = await sendTo(vendor)(gainsight())
    expect(verdict.meaning).toBe(meaning)
    expect(verdict.error).toMatch(error)
    expect(JSON.stringify(verdict)).not.toContain('wallaby')
  }
})

test('texts of customers are no HTML', async () => {
  const vendor = await startVendor(yes([company]), activity)
  const traits = { account: { name: '<img src=x>', plan: 'a & b' } }
  await sendTo(vendor)(gainsight(), outgoing({ traits } as never))
  const made = vendor.asked[1]?.body as { records: { Notes: string }[] } | undefined
  const Notes = made?.records[0]?.Notes
  expect(Notes).toContain('Plan: a &amp; b')
  expect(Notes?.replaceAll('<br>', '')).not.toContain('<')
})

test.each(faults)('%s is a fault that passes', async (_, answer, error) => {
  const vendor = await startVendor(yes([company]), answer)
  const verdict = await sendTo(vendor, 1_000)(gainsight())
  expect(verdict.meaning).toBe('fault')
  expect(verdict.error).toMatch(error)
})
