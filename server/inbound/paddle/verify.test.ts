// Held against Paddle's own library: what it lets in is let in. It reads one signature, and no future.
import { createHmac } from 'node:crypto'
import { Paddle } from '@paddle/paddle-node-sdk'
import { expect, test } from 'vitest'
import { toleranceMs } from '../billing/signed.ts'
import { verifyPaddle } from './verify.ts'

const secret = 'pdl_ntfset_01gkpjp8bkm3tm53kdgkx6sms7_6h3qd3uFSi9YCD3OLYAShQI90XTI5vEI'
const payload = JSON.stringify({ event_id: 'evt_1', emoji: 'Grüße 🎉' })
const now = Math.floor(Date.now() / 1000) * 1000

const hashOf = (seconds: number, of = payload, by = secret) =>
  createHmac('sha256', by).update(`${seconds}:${of}`).digest('hex')
const sign = (seconds = now / 1000, of = payload, by = secret) =>
  `ts=${seconds};h1=${hashOf(seconds, of, by)}`
const verify = (header: string | undefined, body = payload, at = now) =>
  verifyPaddle({ secret, body: new TextEncoder().encode(body), header, now: at })
const library = new Paddle('no key').webhooks
const theirs = (header: string, body = payload) => library.isSignatureValid(body, secret, header)

test('lets in what Paddle’s own library lets in', async () => {
  // By the clock of the machine, which the library reads: a second later it may be old to it.
  const header = sign(Math.floor(Date.now() / 1000))
  expect(await theirs(header)).toBe(true)
  expect(verify(header)).toBe('genuine')
})

test.each([
  ['another secret', sign(undefined, payload, 'pdl_ntfset_other')],
  ['another body', sign(undefined, '{}')],
  ['another time', sign().replace(/ts=\d+/, `ts=${now / 1000 + 1}`)],
])('refuses, as it does, %s', async (_, header) => {
  expect(await theirs(header)).toBe(false)
  expect(verify(header)).toBe('wrong')
})

test('lets in by any of several signatures while a secret is rolled', () => {
  const [ts, own] = sign().split(';')
  const other = `h1=${hashOf(now / 1000, payload, 'pdl_ntfset_other')}`
  expect(verify([ts, other, own].join(';'))).toBe('genuine')
  expect(verify([ts, own, other].join(';'))).toBe('genuine')
})

test.each([
  ['no header', undefined],
  ['an empty one', ''],
  ['no time', sign().replace(/ts=\d+/, '')],
  ['a time that is none', sign().replace(/ts=\d+/, 'ts=soon')],
  ['hex that is none', `ts=${now / 1000};h1=${'z'.repeat(64)}`],
  ['less than a hash', `ts=${now / 1000};h1=${'a'.repeat(62)}`],
  ['Stripe’s form', `t=${now / 1000},v1=${hashOf(now / 1000)}`],
])('finds no signature in %s', (_, header) => {
  expect(verify(header)).toBe('missing')
})

test('takes a clock that is off by five minutes, and none that is off by more, either way', async () => {
  const seconds = now / 1000
  const off = toleranceMs / 1000
  expect(verify(sign(seconds - off))).toBe('genuine')
  expect(verify(sign(seconds + off))).toBe('genuine')
  expect(verify(sign(seconds - off - 1))).toBe('old')
  const early = sign(seconds + 86_400)
  // The library lets this in; it could be sent again for a day.
  expect(await theirs(early)).toBe(true)
  expect(verify(early)).toBe('early')
})
