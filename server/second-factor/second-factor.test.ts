import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBackupCodes, readBackupCode } from './backup-code.ts'
import { codeAt, createTotpSecret, stepOfCode, totpUri } from './totp.ts'

/** "12345678901234567890", the secret of RFC 6238's appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is %s, as the RFC has it', (second, code) => {
  expect(codeAt(secret, second * 1000)).toBe(code)
  expect(stepOfCode(code, secret, second * 1000)).toBe(Math.floor(second / 30))
})

test('a code is of the step it was made in, and taken one step early or late', () => {
  const at = 1_800_000_015_000
  const step = at / 30_000 - 0.5
  const code = codeAt(secret, at)
  const steps = [-60, -30, 0, 30, 60].map((off) => stepOfCode(code, secret, at + off * 1000))
  expect(steps).toEqual([null, step, step, step, null])
})

test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])('%j is no code', (code) => {
  expect(stepOfCode(code, secret, 59_000)).toBeNull()
})

test('each secret is new, and the app is told of it and of whose it is', () => {
  const one = createTotpSecret()
  expect(one).toMatch(/^[A-Z2-7]{32}$/)
  expect(createTotpSecret()).not.toBe(one)
  const uri = new URL(totpUri(one, 'ada@example.com'))
  expect(uri.protocol + uri.host).toBe('otpauth:totp')
  expect(decodeURIComponent(uri.pathname)).toBe('/Brim:ada@example.com')
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Brim',
    secret: one,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})

test('there are ten backup codes, and none is like another or like a code of the app', () => {
  const codes = createBackupCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)
    expect(readBackupCode(code)).toBe(code.replace('-', ''))
  }
  expect(readBackupCode('123456')).toBeNull()
})

test('a backup code is read however it was typed', () => {
  expect(readBackupCode(' 4K7WZ 9MQ2C ')).toBe('4k7wz9mq2c')
  expect(readBackupCode('Oil00-00000')).toBe('0110000000')
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readBackupCode(text)
      expect(read === null || /^[0-9a-hjkmnp-tv-z]{10}$/.test(read)).toBe(true)
    }),
  )
})
