import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealer } from '../seal.ts'
import { createIdentitySecret, placeOf, readPublicKey, verifyingKey } from './key.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')
const pemOf = (key: typeof ec.publicKey) => key.export({ type: 'spki', format: 'pem' }) as string
const jwkOf = (key: typeof ec.publicKey) => JSON.stringify(key.export({ format: 'jwk' }))

test('a secret is longer than HS256 asks for, and another each time', () => {
  const secrets = Array.from({ length: 100 }, createIdentitySecret)
  expect(new Set(secrets).size).toBe(100)
  for (const one of secrets) expect(one).toMatch(/^ids_[0-9A-Za-z]{43}$/)
})

test.each([
  ['PEM of P-256', pemOf(ec.publicKey), 'ES256'],
  ['PEM of Ed25519', `\n ${pemOf(ed.publicKey)} \n`, 'EdDSA'],
  ['JWK of P-256', jwkOf(ec.publicKey), 'ES256'],
  ['JWK of Ed25519', jwkOf(ed.publicKey), 'EdDSA'],
])('reads a public key: %s', (_, text, algorithm) => {
  expect(readPublicKey(text)).toMatchObject({ algorithm })
})

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const

test.each([
  ['a private PEM', ec.privateKey.export(pkcs8) as string, 'private key'],
  ['a private JWK', JSON.stringify(ed.privateKey.export({ format: 'jwk' })), 'private key'],
  ['a shared secret', '{"kty":"oct","k":"AAAA"}', 'shared secret'],
  ['RSA', pemOf(generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey), 'Ed25519'],
  ['another curve', pemOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), 'P-256'],
  ['rubbish', 'rubbish', 'neither a JWK nor a PEM'],
  ['JSON that is no key', '{"kty":"EC"}', 'neither a JWK nor a PEM'],
])('refuses %s, and says why', (_, text, words) => {
  expect(readPublicKey(text)).toContain(words)
})

test('a sealed secret is of use in its own row only', () => {
  const sealer = createSealer('a secret for tests, long enough')
  const row = { id: 'kid_1', workspace: 'w1', algorithm: 'HS256', publicKey: null } as const
  const sealed = sealer.seal(createIdentitySecret(), placeOf(row))
  expect(verifyingKey({ ...row, sealed }, sealer).key.type).toBe('secret')
  for (const other of [{ workspace: 'w2' }, { id: 'kid_2' }]) {
    expect(() => verifyingKey({ ...row, ...other, sealed }, sealer)).toThrow('another place')
  }
})
