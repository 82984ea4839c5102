/** Tokens as a customer's backend signs them, and every way to get them wrong. */
import { type CryptoKey, type KeyObject, SignJWT } from 'jose'
import { createIdentitySecret } from './key.ts'

export const audience = 'w1'
export const kid = 'kid_1'
export const secret = createIdentitySecret()
export const now = Date.parse('2026-11-23T10:00:00Z')
export const nowS = now / 1_000

export const bytesOf = (text: string) => new TextEncoder().encode(text)

type Signing = {
  key?: Uint8Array | CryptoKey | KeyObject
  header?: Record<string, unknown>
}

/** `undefined` leaves a claim out. */
export function sign(
  claims: Record<string, unknown> = {},
  { key = bytesOf(secret), header = {} }: Signing = {},
): Promise<string> {
  const payload = {
    sub: 'mara',
    account_id: 'acme',
    aud: audience,
    iat: nowS,
    exp: nowS + 600,
    ...claims,
  }
  const kept = Object.fromEntries(Object.entries(payload).filter(([, one]) => one !== undefined))
  return new SignJWT(kept)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid, ...header })
    .sign(key)
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Parts put together by hand, as no library would. */
export const forge = (header: object, claims: object, signature = '') =>
  `${encode(header)}.${encode(claims)}.${signature}`
