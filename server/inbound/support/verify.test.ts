import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyIntercom, verifyZendesk } from './verify.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('Intercom signs as RFC 2202 has it', () => {
  const body = bytes('what do ya want for nothing?')
  const signature = 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
  expect(verifyIntercom('Jefe', { body, signature })).toBe('genuine')
  expect(
    verifyIntercom('Jefe', {
      body,
      signature: ` ${signature.toUpperCase().replace('SHA', 'sha')} `,
    }),
  ).toBe('genuine')
  expect(verifyIntercom('jefe', { body, signature })).toBe('wrong')
  for (const bad of [undefined, '', signature.slice(5), signature.slice(0, -1), 'sha256=00']) {
    expect(verifyIntercom('Jefe', { body, signature: bad })).toBe('missing')
  }
})

/** As a first version of Zendesk's documentation had it; what they sign has the time before the body. */
const documented = {
  secret: 'HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA=',
  body: '{"say": "hello"}',
  timestamp: '2021-07-25T10:00:00Z',
  withTimeLast: 'tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=',
}

test('Zendesk signs with the secret as it stands, the time first', () => {
  const { secret, body, timestamp, withTimeLast } = documented
  const made = (text: string) => createHmac('sha256', secret).update(text).digest('base64')
  expect(made(body + timestamp)).toBe(withTimeLast)
  const verify = (signature: string | undefined, more: object = {}) =>
    verifyZendesk(secret, {
      ...{ body: bytes(body), signature, timestamp, now: Date.parse(timestamp) },
      ...more,
    })
  expect(verify(made(timestamp + body))).toBe('genuine')
  expect(verify(withTimeLast)).toBe('wrong')
  expect(verify(undefined)).toBe('missing')
  expect(verify(made(timestamp + body), { timestamp: undefined })).toBe('missing')
  expect(verify('?')).toBe('wrong')
})

test('whatever is signed is let in within five minutes, and nothing that was changed since', () => {
  const signed = fc.record({
    secret: fc.string({ minLength: 1 }),
    body: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    offMs: fc.integer({ min: -400_000, max: 400_000 }),
    at: fc.nat(),
    flip: fc.integer({ min: 1, max: 255 }),
  })
  fc.assert(
    fc.property(signed, ({ secret, body, offMs, at, flip }) => {
      const now = Date.parse('2026-11-23T10:00:00Z')
      const timestamp = new Date(now + offMs).toISOString()
      const signature = createHmac('sha256', secret).update(timestamp).update(body).digest('base64')
      const given = { signature, timestamp, now }
      const expected = offMs < -300_000 ? 'old' : offMs > 300_000 ? 'early' : 'genuine'
      expect(verifyZendesk(secret, { ...given, body })).toBe(expected)
      const changed = body.with(at % body.length, (body[at % body.length] ?? 0) ^ flip)
      expect(verifyZendesk(secret, { ...given, body: changed })).toBe('wrong')
    }),
  )
})
