/** Identity tokens in few words: modes, and what tokens turned out to be. */
import type { IdentityAlgorithm, IdentityMode, Verdict } from '../../../shared/protocol/identity.ts'

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

/** What to do about it, beyond what the verdict says itself. */
export const verdictHelp: Record<Verdict, string> = {
  valid: 'Pages may pass it on until it expires.',
  missing: 'Sign one in your backend, and pass it on as token, or by getToken.',
  malformed:
    'Paste the whole token: three parts of letters and digits with a dot between them, without “Bearer” and without quotes.',
  unknown_key:
    'Write the kid of a key above into the token’s header. If its key was revoked, sign with a live one.',
  wrong_algorithm:
    'Set alg in the header to what the key is for, as it stands beside the key above. “none” is never taken.',
  bad_signature:
    'Look which secret your backend signs with: it must be the one that was shown when this key was made. Lost? Make a new key, and revoke this one.',
  wrong_audience: 'Set aud to the id of this workspace, as in the example above.',
  missing_claim:
    'Every token needs sub (the user), aud (this workspace), iat and exp. Add account_id, or the user is an account of one.',
  bad_claim: 'sub, account_id, role, plan and email are texts; traits are plain values.',
  not_yet_valid:
    'The clock of the server that signs goes ahead of this one by more than a minute: set it by NTP.',
  expired:
    'A token is for the next minutes, not for a session: sign a new one for each page, or pass getToken, which is asked in time.',
  lifetime_too_long: 'Set exp to ten minutes after iat; an hour is the most.',
  wrong_person: 'Pass the same ids to identify() that the token has in sub and account_id.',
}
