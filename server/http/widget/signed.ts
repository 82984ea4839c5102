/** What the site's own backend says of who is on the page: signed, and so as good as a secret key's. */
import type { Traits } from '../../../shared/event/event.ts'
import type { TokenClaims } from '../../../shared/protocol/token-claims.ts'
import type { Input } from '../../pipeline/input.ts'
import { accountTraits, identityOf, userTraits } from '../../pipeline/normalise.ts'
import type { Visitor } from '../../pipeline/work.ts'
import { findAccountRow } from '../../store/workspace/queries/accounts.ts'
import { isToldSince } from '../../store/workspace/queries/told.ts'
import { findUserRow } from '../../store/workspace/queries/users.ts'
import { isKnown, type Saying } from './session.ts'

/**
 * Nothing where it is known already. A token that was signed before the backend last said something
 * else is out of date: a browser that keeps an old one cannot bring back the plan it had then.
 */
export async function signedInputs(
  signed: TokenClaims | null,
  { account, user }: Pick<Visitor, 'account' | 'user'>,
  { db, at, newId }: Saying,
): Promise<Input[]> {
  if (!signed) return []
  const inputs: Input[] = []
  // Said when it was signed, by a clock that may go ahead of this one.
  const occurredAt = Math.min(at, signed.iat * 1_000)
  const said = () => ({ ...identityOf({}, newId), account, trust: 'trusted', at }) as const
  const ofAccount = { ...signed.account_traits, ...given({ plan: signed.plan }) }
  if (isSaying(ofAccount) && !isKnown(ofAccount, (await findAccountRow(db, account))?.traits)) {
    if (!(await isToldSince(db, { account }, occurredAt))) {
      inputs.push({ ...accountTraits({ ...said(), traits: ofAccount }), occurredAt })
    }
  }
  const { role, email } = signed
  const ofUser = { ...signed.traits, ...given({ role, email }) }
  if (isSaying(ofUser) && !isKnown(ofUser, (await findUserRow(db, user))?.traits)) {
    if (!(await isToldSince(db, { account, user }, occurredAt))) {
      inputs.push({ ...userTraits({ ...said(), user, traits: ofUser }), occurredAt })
    }
  }
  return inputs
}

/** How long the token is still good, for a page that can ask for the next one. */
export function lifeOf(signed: TokenClaims | null, at: number): { tokenMs?: number } {
  if (!signed) return {}
  return { tokenMs: Math.max(0, signed.exp * 1_000 - at) }
}

const given = (traits: Record<string, string | undefined>): Traits =>
  Object.fromEntries(
    Object.entries(traits).filter((one): one is [string, string] => one[1] !== undefined),
  )

const isSaying = (traits: Traits) => Object.keys(traits).length > 0
