/**
 * Identity tokens: how a customer's backend proves who is on a page, and what becomes of them. No
 * schema in here, so that the console can have it; what a token says is in `token-claims.ts`.
 */

/**
 * `off`: tokens are not looked at. `report`: everybody is let in, and what their tokens are worth is
 * counted; what a valid one says is trusted. `enforce`: without a valid one nobody is let in.
 */
export const identityModes = ['off', 'report', 'enforce'] as const
export type IdentityMode = (typeof identityModes)[number]

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
export type Verdict = (typeof verdicts)[number]

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
