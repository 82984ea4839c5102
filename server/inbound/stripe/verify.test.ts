// Held against Stripe's own library: what it signs is let in, what it refuses is refused.
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { toleranceMs } from '../billing/signed.ts'
import { verifyStripe } from './verify.ts'

const secret = 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ'
const now = Date.UTC(2026, 10, 27)
const payload = JSON.stringify({ id: 'evt_1', object: 'event', emoji: 'Grüße 🎉' })
const sign = (more: { timestamp?: number; secret?: string; payload?: string } = {}) =>
  Stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp: now / 1000,
    ...more,
  })
const verify = (header: string | undefined, body = payload, at = now) =>
  verifyStripe({ secret, body: new TextEncoder().encode(body), header, now: at })

test('lets in what Stripe’s own library has signed', () => {
  expect(verify(sign())).toBe('genuine')
  expect(Stripe.webhooks.constructEvent(payload, sign(), secret, 300, undefined, now)).toBeTruthy()
})

test('lets in by either of two secrets while one is rolled', () => {
  const [, other] = sign({ secret: 'whsec_other' }).split(',')
  const [t, own] = sign().split(',')
  expect(verify([t, other, own, 'v0=6ffbb59b'].join(','))).toBe('genuine')
})

test.each<[string, string | undefined, string]>([
  ['no header', undefined, 'missing'],
  ['an empty one', '', 'missing'],
  ['no time', sign().replace(/t=\d+/, ''), 'missing'],
  ['a time that is none', sign().replace(/t=\d+/, 't=soon'), 'missing'],
  ['only an old scheme', sign().replace('v1=', 'v0='), 'missing'],
  ['hex that is none', `t=${now / 1000},v1=${'z'.repeat(64)}`, 'missing'],
  ['another secret', sign({ secret: 'whsec_other' }), 'wrong'],
  ['another body', sign({ payload: '{}' }), 'wrong'],
  ['another time', sign().replace(/t=\d+/, `t=${now / 1000 - 1}`), 'wrong'],
  ['a thousand signatures', `t=${now / 1000}${`,v1=${'0'.repeat(64)}`.repeat(1000)}`, 'wrong'],
])('refuses %s', (_, header, expected) => {
  expect(verify(header)).toBe(expected)
})

test('takes a clock that is off by five minutes, and none that is off by more, either way', () => {
  const seconds = now / 1000
  const off = toleranceMs / 1000
  expect(verify(sign({ timestamp: seconds - off }))).toBe('genuine')
  expect(verify(sign({ timestamp: seconds + off }))).toBe('genuine')
  expect(verify(sign({ timestamp: seconds - off - 1 }))).toBe('old')
  // Stripe's library lets this in; it could be sent again for a day.
  expect(verify(sign({ timestamp: seconds + 86_400 }))).toBe('early')
})
