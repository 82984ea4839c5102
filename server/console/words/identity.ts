/** Identity tokens in few words: modes, and what tokens turned out to be. */
import type { IdentityAlgorithm, IdentityMode, Verdict } from '../../../shared/identity.ts'

export const modeNames: Record<IdentityMode, string> = {
  off: 'Off',
  report: 'Report',
  enforce: 'Enforce',
}

export const modeWords: Record<IdentityMode, string> = {
  off: 'Pages say who is on them and are believed. Tokens aren’t looked at.',
  report:
    'Everybody is let in. Tokens are checked and counted, and what a valid one says is trusted.',
  enforce: 'Only pages with a valid token are let in. What it says is trusted.',
}

export const algorithmWords: Record<IdentityAlgorithm, string> = {
  HS256: 'HS256, shared secret',
  ES256: 'ES256, your public key',
  EdDSA: 'EdDSA, your public key',
}

export const verdictNames: Record<Verdict, string> = {
  valid: 'Valid',
  missing: 'No token',
  malformed: 'Unreadable',
  unknown_key: 'Unknown key',
  wrong_algorithm: 'Wrong algorithm',
  bad_signature: 'Bad signature',
  wrong_audience: 'Wrong audience',
  missing_claim: 'Missing claim',
  bad_claim: 'Bad claim',
  not_yet_valid: 'Not yet valid',
  expired: 'Expired',
  lifetime_too_long: 'Lives too long',
  wrong_person: 'Somebody else’s',
}
