import { createHmac, createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Verdict } from '../../shared/protocol/identity.ts'
import type { VerifyingKey } from './key.ts'
import { audience, bytesOf, forge, kid, now, nowS, secret, sign } from './test-tokens.ts'
import { verifyToken } from './verify.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')

const keys = new Map<string, VerifyingKey>([
  [kid, { algorithm: 'HS256', key: createSecretKey(bytesOf(secret)) }],
  ['kid_ec', { algorithm: 'ES256', key: ec.publicKey }],
  ['kid_ed', { algorithm: 'EdDSA', key: ed.publicKey }],
])
const verify = (token: string, at = now) => verifyToken(token, { keys, audience, now: at })

const claims = { sub: 'mara', account_id: 'acme', aud: audience, iat: nowS, exp: nowS + 600 }
const hmacOf = (header: object, body: object, key: string | Buffer) => {
  const signed = forge(header, body).slice(0, -1)
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

test('reads who it is for, and what is said of them', async () => {
  const said = { role: 'admin', email: 'mara@acme.example', plan: 'team', traits: { beta: true } }
  const token = await sign({ ...said, account_traits: { seats: 5 }, custom: { of: 'theirs' } })
  expect(await verify(token)).toEqual({
    verdict: 'valid',
    kid,
    claims: {
      sub: 'mara',
      account_id: 'acme',
      iat: nowS,
      exp: nowS + 600,
      ...said,
      account_traits: { seats: 5 },
    },
  })
})

test('takes what any other implementation signs with the text of the secret', async () => {
  expect(await verify(hmacOf({ alg: 'HS256', kid }, claims, secret))).toMatchObject({
    verdict: 'valid',
  })
})

test('takes what a key of theirs has signed, which Brim could not have', async () => {
  const es = await sign({}, { key: ec.privateKey, header: { alg: 'ES256', kid: 'kid_ec' } })
  const eddsa = await sign({}, { key: ed.privateKey, header: { alg: 'EdDSA', kid: 'kid_ed' } })
  for (const token of [es, eddsa]) expect(await verify(token)).toMatchObject({ verdict: 'valid' })
})

const pem = ec.publicKey.export({ type: 'spki', format: 'pem' }) as string

const bad: [string, () => string | Promise<string>, Verdict][] = [
  ['nothing that is a token', () => 'rubbish', 'malformed'],
  ['three parts of nothing', () => '..', 'malformed'],
  ['an encrypted one', () => 'e30.a.b.c.d', 'malformed'],
  ['no signature', () => forge({ alg: 'none', kid }, claims), 'wrong_algorithm'],
  ['no signature, in other letters', () => forge({ alg: 'NONE', kid }, claims), 'wrong_algorithm'],
  ['no algorithm at all', () => forge({ kid }, claims, 'AAAA'), 'wrong_algorithm'],
  ['an empty signature', () => forge({ alg: 'HS256', kid }, claims), 'bad_signature'],
  [
    'a public key taken for a secret',
    () => hmacOf({ alg: 'HS256', kid: 'kid_ec' }, claims, pem),
    'wrong_algorithm',
  ],
  [
    'a longer hash than the key is for',
    () => sign({}, { header: { alg: 'HS512' } }),
    'wrong_algorithm',
  ],
  [
    'RSA where there is a secret',
    () => sign({}, { key: rsa.privateKey, header: { alg: 'RS256' } }),
    'wrong_algorithm',
  ],
  ['another secret', () => sign({}, { key: bytesOf('x'.repeat(43)) }), 'bad_signature'],
  ['an empty secret', () => hmacOf({ alg: 'HS256', kid }, claims, ''), 'bad_signature'],
  ['an unknown kid', () => sign({}, { header: { kid: 'kid_2' } }), 'unknown_key'],
  ['a kid of the prototype', () => sign({}, { header: { kid: '__proto__' } }), 'unknown_key'],
  ['no kid', () => sign({}, { header: { kid: undefined } }), 'unknown_key'],
  [
    'a key that comes along',
    () => hmacOf({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, claims, Buffer.from([0, 0, 0])),
    'unknown_key',
  ],
  [
    'an extension that is critical',
    () => hmacOf({ alg: 'HS256', kid, crit: ['exp'], exp: 1 }, claims, secret),
    'malformed',
  ],
  ['another workspace', () => sign({ aud: 'w2' }), 'wrong_audience'],
  ['no audience', () => sign({ aud: undefined }), 'missing_claim'],
  ['no user', () => sign({ sub: undefined }), 'missing_claim'],
  ['an empty user', () => sign({ sub: '' }), 'bad_claim'],
  ['a user that is a number', () => sign({ sub: 7 }), 'bad_claim'],
  ['an account that is a list', () => sign({ account_id: ['acme'] }), 'bad_claim'],
  ['traits that nest', () => sign({ traits: { a: { b: 1 } } }), 'bad_claim'],
  ['a trait of the prototype', () => sign({ traits: { constructor: 1 } }), 'bad_claim'],
  ['no end', () => sign({ exp: undefined }), 'missing_claim'],
  ['no beginning', () => sign({ iat: undefined }), 'missing_claim'],
  ['an end that is a text', () => sign({ exp: `${nowS + 600}` }), 'bad_claim'],
  ['an end before now', () => sign({ iat: nowS - 600, exp: nowS - 61 }), 'expired'],
  ['a beginning in the future', () => sign({ iat: nowS + 61, exp: nowS + 600 }), 'not_yet_valid'],
  ['a later beginning of its validity', () => sign({ nbf: nowS + 61 }), 'not_yet_valid'],
  ['more than an hour', () => sign({ exp: nowS + 3_601 }), 'lifetime_too_long'],
  [
    'more than an hour, begun long ago',
    () => sign({ iat: nowS - 86_400, exp: nowS + 600 }),
    'lifetime_too_long',
  ],
]

test.each(bad)('refuses %s', async (_, make, verdict) => {
  expect(await verify(await make())).toMatchObject({ verdict })
})

test('allows clocks to differ by a minute, and an hour of life', async () => {
  for (const one of [
    { iat: nowS - 600, exp: nowS - 59 },
    { iat: nowS + 59, exp: nowS + 600 },
    { exp: nowS + 3_600 },
    { aud: [audience, 'another'] },
  ]) {
    expect(await verify(await sign(one)), JSON.stringify(one)).toMatchObject({ verdict: 'valid' })
  }
})

test('what is null is not said', async () => {
  const unsaid = { role: null, email: null, plan: null, traits: null, account_traits: null }
  const verified = await verify(await sign({ ...unsaid, account_id: null }))
  expect(verified).toMatchObject({ verdict: 'valid' })
  const { claims: read } = verified as { claims: object }
  for (const name of ['account_id', ...Object.keys(unsaid)]) {
    expect(read, name).toHaveProperty([name], undefined)
  }
})

test('reads 4096 characters and not one more', async () => {
  const short = (await sign({ pad: '' })).length
  // Three bytes are four characters, so that not every length can be met.
  const fits = await sign({ pad: 'x'.repeat(Math.floor(((4_096 - short) * 3) / 4)) })
  expect(fits.length).toBeLessThanOrEqual(4_096)
  expect(fits.length).toBeGreaterThan(4_090)
  expect(await verify(fits)).toMatchObject({ verdict: 'valid' })
  const over = `${fits}${'A'.repeat(4_097 - fits.length)}`
  expect(await verify(over)).toMatchObject({ verdict: 'malformed', detail: /longer than 4096/ })
})

test('goes with the time', async () => {
  const token = await sign()
  expect(await verify(token, now + 659_000)).toMatchObject({ verdict: 'valid' })
  expect(await verify(token, now + 661_000)).toMatchObject({ verdict: 'expired' })
  expect(await verify(token, now - 61_000)).toMatchObject({ verdict: 'not_yet_valid' })
})

test('lets no token through that was changed anywhere', async () => {
  const token = await sign({ plan: 'free', role: 'member' })
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n'
  const signature = (one: string) => Buffer.from(one.split('.')[2] ?? '', 'base64url')
  const change = fc.tuple(
    fc.nat(token.length - 1),
    fc.constantFrom('replace', 'insert', 'delete', 'swap'),
    fc.constantFrom(...alphabet),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let changed = token
      for (const [at, how, letter] of changes) {
        const rest = changed.slice(at + 1)
        if (how === 'replace') changed = changed.slice(0, at) + letter + rest
        if (how === 'insert') changed = changed.slice(0, at) + letter + changed.slice(at)
        if (how === 'delete') changed = changed.slice(0, at) + rest
        if (how === 'swap')
          changed = changed.slice(0, at) + rest.slice(0, 1) + (changed[at] ?? '') + rest.slice(1)
      }
      // The same text signed, and the same bytes under it: base64 can be written in several ways.
      const [head, body] = changed.split('.')
      const isSame =
        `${head}.${body}` === token.split('.').slice(0, 2).join('.') &&
        signature(changed).equals(signature(token))
      fc.pre(!isSame)
      expect((await verify(changed)).verdict).not.toBe('valid')
    }),
    { numRuns: 2_000 },
  )
})

test('lets no claims through that somebody has written without the secret', async () => {
  const [head, , mark] = (await sign()).split('.')
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (more) => {
      const body = Buffer.from(JSON.stringify({ ...claims, ...more, sub: 'root' }))
      const forged = `${head}.${body.toString('base64url')}.${mark}`
      expect(await verify(forged)).toMatchObject({ verdict: 'bad_signature' })
    }),
    { numRuns: 300 },
  )
})

test('a public key is no way to make tokens for it', async () => {
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' })
  for (const alg of ['HS256', 'ES256']) {
    for (const material of [pem, pem.trim(), der]) {
      const token = hmacOf({ alg, kid: 'kid_ec' }, claims, material)
      expect((await verify(token)).verdict).not.toBe('valid')
    }
  }
})
