import { expect, test } from 'vitest'
import { destinationBody } from '../../../../shared/destination/destination.ts'
import { destinationKinds } from '../../../../shared/destination/kind.ts'
import { issuesOf } from '../../../../shared/protocol/error.ts'
import { bodyOf, type Draft, draftOf, newDraft, toggled } from './draft.ts'
import { formFields } from './fields.ts'

const filled: Record<string, string> = {
  'settings.url': 'https://api.example.com/brim',
  'settings.to': 'sales@example.com',
  'settings.domain': 'https://acme.my.salesforce.com',
  'credentials.url': 'https://hooks.slack.com/services/T/B/x',
  'credentials.token': 'pat',
  'credentials.clientId': 'id',
  'credentials.clientSecret': 'secret',
  'settings.accountId': '12345',
  'credentials.accessKey': 'key',
  'credentials.apiKey': 'key',
  'credentials.apiSecret': 'secret',
  'credentials.secret': 'secret',
}
/** What they call alike and mean otherwise. */
const ofGainsight = {
  'settings.domain': 'https://acme.gainsightcloud.com',
  'settings.owner': 'csm@example.com',
}
const fill = (draft: Draft): Draft => ({
  ...draft,
  name: 'Ours',
  values: { ...draft.values, ...filled, ...(draft.kind === 'gainsight' ? ofGainsight : {}) },
})

test.each(destinationKinds)('the form of %s asks for what its schema asks for', (kind) => {
  const body = bodyOf(fill(newDraft(kind)), false)
  expect(destinationBody.safeParse(body).error).toBeUndefined()
  // And no field of it is one that the schema does not know.
  const empty = destinationBody.safeParse(bodyOf(newDraft(kind), false))
  const paths = issuesOf(empty.error ?? expect.fail()).map((one) => one.path)
  expect(paths).toContain('name')
  const known = formFields[kind].map((one) => one.path as string)
  expect(paths.filter((path) => path !== 'name' && !known.includes(path))).toEqual([])
})

test.each(destinationKinds)('what was saved of %s comes back into its form', (kind) => {
  const draft = fill(newDraft(kind))
  const body = destinationBody.parse(bodyOf(draft, false))
  const saved = { ...body, key: 'our-own', settings: { ...body.settings } } as never
  const again = bodyOf(draftOf(saved), true)
  const { credentials: _, ...kept } = body as typeof body & { credentials?: unknown }
  expect(destinationBody.parse(again)).toEqual({ ...kept, key: 'our-own' })
})

test('credentials that are there stay, unless others are typed', () => {
  const draft = { ...newDraft('slack'), name: '#sales' }
  expect(bodyOf(draft, true)).not.toHaveProperty('credentials')
  expect(bodyOf(fill(draft), true)).toHaveProperty('credentials.url')
})

test('a field that is not shown is not sent', () => {
  const draft = fill(newDraft('hubspot'))
  const named = { ...draft, values: { ...draft.values, 'settings.eventName': 'pe1_x' } }
  expect(bodyOf(named, false)).not.toHaveProperty('settings.eventName')
  const ofEvents = { ...named, values: { ...named.values, 'settings.creates': 'event' } }
  expect(bodyOf(ofEvents, false)).toHaveProperty('settings.eventName', 'pe1_x')
})

test('one of a list is turned on and off', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
