/**
 * Identity tokens: how a customer's backend proves who is on a page. A JWT that names the user, the
 * account and the workspace, and carries what the backend says of them.
 */
import { z } from 'zod'
import { traits } from './event.ts'
import { externalId } from './key.ts'

/**
 * `off`: tokens are not looked at. `report`: everybody is let in, and what their tokens are worth is
 * counted; what a valid one says is trusted. `enforce`: without a valid one nobody is let in.
 */
export const identityModes = ['off', 'report', 'enforce'] as const
export const identityMode = z.enum(identityModes)
export type IdentityMode = z.infer<typeof identityMode>

/** HS256 with a secret that Brim makes; the others with a key whose private half Brim never has. */
export const identityAlgorithms = ['HS256', 'ES256', 'EdDSA'] as const
export type IdentityAlgorithm = (typeof identityAlgorithms)[number]

/** Two, so that one can follow the other without a moment at which neither is valid. */
export const mostIdentityKeys = 2

/** Of a token: characters, seconds that it may live, and seconds that clocks may differ. */
export const tokenLimits = { characters: 4_096, lifeS: 3_600, skewS: 60 } as const

/** What a token turned out to be. Closed: the console has words for each. */
export const verdicts = [
  'valid',
  'missing',
  'malformed',
  'unknown_key',
  'wrong_algorithm',
  'bad_signature',
  'wrong_audience',
  'missing_claim',
  'bad_claim',
  'not_yet_valid',
  'expired',
  'lifetime_too_long',
  'wrong_person',
] as const
export const verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof verdict>

/** What Brim reads of a token. Claims of others' making may stand beside these. */
export const tokenClaims = z.object({
  sub: externalId,
  /** Absent: the user is an account of one. */
  account_id: externalId.optional(),
  iat: z.number(),
  exp: z.number(),
  role: z.string().max(64).optional(),
  email: z.string().max(320).optional(),
  plan: z.string().max(64).optional(),
  /** Facts about the user. */
  traits: traits.optional(),
  /** Facts about the account. */
  account_traits: traits.optional(),
})
export type TokenClaims = z.infer<typeof tokenClaims>

/** What each means to whoever signs tokens, and what to do about it. */
export const verdictWords: Record<Verdict, string> = {
  valid: 'The token is valid',
  missing: 'There is no identity token: sign one in your backend and pass it to identify()',
  malformed: 'This is no signed token that can be read',
  unknown_key: 'No live key has the kid in its header: take the kid from Set up, Identity',
  wrong_algorithm: 'The algorithm in its header is not the key’s',
  bad_signature: 'The signature does not fit: it was signed with another secret, or changed since',
  wrong_audience: 'It is for another workspace: aud must be this workspace’s id',
  missing_claim: 'A claim is missing',
  bad_claim: 'A claim is not what it must be',
  not_yet_valid: 'It is not valid yet: look at the clock of the server that signs',
  expired: 'It has expired: sign a new one',
  lifetime_too_long: 'It lives too long: exp may be an hour after iat, ten minutes are enough',
  wrong_person: 'It is for somebody else than who is on the page',
}

/** The same, with what is particular about one token. */
export function verdictInWords(verdict: Verdict, detail: string): string {
  return detail ? `${verdictWords[verdict]} (${detail})` : verdictWords[verdict]
}
