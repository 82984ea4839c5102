/** Keys that identity tokens are verified with: made, read as people paste them, taken into use. */
import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { IdentityAlgorithm } from '../../shared/protocol/identity.ts'
import type { Sealer } from '../seal.ts'
import { randomText } from '../store/random-text.ts'

/** A key as verification takes it. */
export type VerifyingKey = { algorithm: IdentityAlgorithm; key: KeyObject }

/** 43 letters and digits: 256 bits, as HS256 asks for. What signs is the text's own bytes. */
const secretLength = 43

export function createIdentitySecret(): string {
  return `ids_${randomText(secretLength)}`
}

/** Where a sealed secret stands. */
export const placeOf = ({ workspace, id }: { workspace: string; id: string }) =>
  `${workspace}|identity_keys|sealed|${id}`

export type PublicKey = { algorithm: IdentityAlgorithm; jwk: Record<string, string> }

/** A public key out of PEM (SPKI) or a JWK, or in words why it is none that can be used. */
export function readPublicKey(text: string): PublicKey | string {
  const trimmed = text.trim()
  // Node makes the public half out of a private key without a word.
  if (/PRIVATE KEY/.test(trimmed)) return keepPrivate
  let key: KeyObject
  try {
    if (trimmed.startsWith('{')) {
      const jwk = JSON.parse(trimmed) as JsonWebKey
      if (jwk.d !== undefined) return keepPrivate
      if (jwk.kty === 'oct') return 'This is a shared secret: Brim makes those itself, as HS256'
      key = createPublicKey({ key: jwk, format: 'jwk' })
    } else {
      key = createPublicKey(trimmed)
    }
  } catch {
    return 'This is neither a JWK nor a PEM that begins with -----BEGIN PUBLIC KEY-----'
  }
  const algorithm = algorithmOf(key)
  if (!algorithm) return 'Take an Ed25519 key (EdDSA) or one on the curve P-256 (ES256)'
  const { kty, crv, x, y } = key.export({ format: 'jwk' })
  const jwk = Object.fromEntries(Object.entries({ kty, crv, x, y }).filter(([, one]) => one))
  return { algorithm, jwk: jwk as Record<string, string> }
}

const keepPrivate =
  'This is a private key: keep it where it signs, make a new one if others have seen it, and paste the public half'

function algorithmOf(key: KeyObject): IdentityAlgorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA'
  const isP256 = key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  return key.asymmetricKeyType === 'ec' && isP256 ? 'ES256' : undefined
}

type Stored = {
  id: string
  workspace: string
  algorithm: IdentityAlgorithm
  sealed: string | null
  publicKey: Record<string, string> | null
}

export function verifyingKey(stored: Stored, { open }: Sealer): VerifyingKey {
  const { algorithm, sealed, publicKey } = stored
  if (sealed !== null) {
    return { algorithm, key: createSecretKey(open(sealed, placeOf(stored)), 'utf8') }
  }
  if (!publicKey) throw new Error(`Identity key ${stored.id} holds nothing to verify with`)
  return { algorithm, key: createPublicKey({ key: publicKey, format: 'jwk' }) }
}

/** Whether it can be verified with: not where another BRIM_SECRET has sealed it. */
export function isUsable(stored: Stored, sealer: Sealer): boolean {
  try {
    verifyingKey(stored, sealer)
    return true
  } catch {
    return false
  }
}
