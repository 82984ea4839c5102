/**
 * What a token is worth: pure, given the keys and the time. The algorithm comes from the key that
 * the token names, never from the token; nothing of it is believed before its signature is.
 */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { issuesOf } from '../../shared/protocol/error.ts'
import { tokenLimits, type Verdict } from '../../shared/protocol/identity.ts'
import { type TokenClaims, tokenClaims } from '../../shared/protocol/token-claims.ts'
import type { VerifyingKey } from './key.ts'

export type Verified =
  | { verdict: 'valid'; kid: string; claims: TokenClaims }
  /** `detail`: which claim, which algorithm; what the words of the verdict leave open. */
  | { verdict: Exclude<Verdict, 'valid' | 'missing' | 'wrong_person'>; detail: string }

type Given = {
  /** By `kid`. */
  keys: ReadonlyMap<string, VerifyingKey>
  /** The workspace's id. */
  audience: string
  /** Epoch ms. */
  now: number
}

export async function verifyToken(
  token: string,
  { keys, audience, now }: Given,
): Promise<Verified> {
  if (token.length > tokenLimits.characters) {
    return {
      verdict: 'malformed',
      detail: `It is longer than ${tokenLimits.characters} characters`,
    }
  }
  const header = headerOf(token)
  if (!header) return { verdict: 'malformed', detail: 'It is not a JWT of three parts' }
  const { kid, alg } = header
  const key = kid === undefined ? undefined : keys.get(kid)
  if (!key || kid === undefined) {
    return { verdict: 'unknown_key', detail: kid ? `kid "${clip(kid)}"` : 'It has no kid' }
  }
  if (alg !== key.algorithm) {
    const detail = `It says ${clip(String(alg))}, the key is for ${key.algorithm}`
    return { verdict: 'wrong_algorithm', detail }
  }
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: [key.algorithm],
      audience,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: tokenLimits.skewS,
      currentDate: new Date(now),
      // Also refuses one that was made in the future.
      maxTokenAge: tokenLimits.lifeS,
    })
    return claimsOf(payload, kid)
  } catch (error) {
    return faultOf(error)
  }
}

function headerOf(token: string): { kid: string | undefined; alg: unknown } | undefined {
  if (token.split('.').length !== 3) return undefined
  try {
    const { kid, alg } = decodeProtectedHeader(token)
    return { kid: typeof kid === 'string' ? kid : undefined, alg }
  } catch {
    return undefined
  }
}

function claimsOf(payload: JWTPayload, kid: string): Verified {
  const read = tokenClaims.safeParse(payload)
  if (!read.success) {
    const [issue] = issuesOf(read.error)
    return { verdict: 'bad_claim', detail: `${issue?.path}: ${issue?.message}` }
  }
  const { iat, exp } = read.data
  return tooLong(iat, exp) ?? { verdict: 'valid', kid, claims: read.data }
}

function tooLong(iat: unknown, exp: unknown): Verified | undefined {
  if (typeof iat !== 'number' || typeof exp !== 'number') return undefined
  const lifeS = exp - iat
  if (lifeS <= tokenLimits.lifeS) return undefined
  return { verdict: 'lifetime_too_long', detail: `It lives for ${Math.round(lifeS / 60)} minutes` }
}

function faultOf(error: unknown): Verified {
  if (error instanceof errors.JWTExpired) {
    // Its signature is good, so that what it says of its life is its maker's word.
    const { iat, exp } = error.payload
    const long = tooLong(iat, exp)
    if (long) return long
    return { verdict: 'expired', detail: typeof exp === 'number' ? `at ${timeOf(exp)}` : '' }
  }
  if (error instanceof errors.JWTClaimValidationFailed) return claimFaultOf(error)
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return { verdict: 'bad_signature', detail: '' }
  }
  return { verdict: 'malformed', detail: error instanceof errors.JOSEError ? error.message : '' }
}

function claimFaultOf({ claim, reason, payload }: errors.JWTClaimValidationFailed): Verified {
  if (reason === 'missing') return { verdict: 'missing_claim', detail: `"${claim}"` }
  if (claim === 'aud') {
    return { verdict: 'wrong_audience', detail: `It is for ${clip(JSON.stringify(payload.aud))}` }
  }
  // `iat` and `nbf` are the only ones that are compared with the clock here.
  if (reason === 'check_failed') {
    const from = payload[claim]
    return {
      verdict: 'not_yet_valid',
      detail: typeof from === 'number' ? `before ${timeOf(from)}` : '',
    }
  }
  return { verdict: 'bad_claim', detail: `"${claim}"` }
}

function timeOf(seconds: number): string {
  const date = new Date(seconds * 1_000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString()
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
