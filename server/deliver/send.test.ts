import { expect, test } from 'vitest'
import type { Target } from '../../shared/destination/setup.ts'
import { leaseMs } from '../pipeline/outbox/lease.ts'
import { createSend, mostMs } from './send.ts'
import { outgoing, sendTo, startVendor } from './test-vendor.ts'

const hubspot: Target = {
  kind: 'hubspot',
  settings: { property: 'brim_account_id', domainTrait: 'domain', creates: 'task' },
  credentials: { token: 'pat' },
}
const known = { id: '77', properties: { brim_account_id: 'brim-sample' } }
const found = { status: 200, body: { total: 1, results: [known] } }

test('all requests of an attempt together have a bound, and the last of them is broken off', async () => {
  const vendor = await startVendor(found, 'hang')
  const verdict = await sendTo(vendor, 10_000, 300)(hubspot)
  expect(verdict).toMatchObject({ meaning: 'fault', status: null, error: 'Not done within 0.3 s' })
  expect(vendor.asked).toHaveLength(2)
  // Nothing is asked after it, and nobody waits for an answer.
  await vendor.left()
  expect(vendor.asked).toHaveLength(2)
})

test('a mail server that says nothing is not waited for', async () => {
  const mail = () => new Promise<void>(() => {})
  const call = () => expect.fail('asks nobody')
  const send = createSend({ call, mail, withinMs: 50 })
  const email: Target = { kind: 'email', settings: { to: 'sales@example.com' }, credentials: null }
  expect(await send(email, outgoing())).toMatchObject({ error: 'Not done within 0.05 s' })
})

test('no lease is outlasted by an attempt', () => {
  // What is left is for the commit before it and the one after it, on a server that is slow.
  expect(leaseMs - mostMs).toBeGreaterThanOrEqual(15_000)
})
