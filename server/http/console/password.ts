/** Passwords: looked at one after the other, and whoever guesses waits. */

import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { brim } from '../../../shared/audit/actor.ts'
import { recordPersonAudit } from '../../store/control/audit.ts'
import { findCredential } from '../../store/control/people.ts'
import { addressOf } from '../address-of.ts'
import { ApiError, invalid } from '../api-error.ts'
import type { Asked, Person } from '../router.ts'
import { passwordLength } from './auth.ts'

/** One that somebody chooses. */
export const newPassword = z
  .string()
  .min(passwordLength.min, `At least ${passwordLength.min} characters`)
  .max(passwordLength.max)

/** One that somebody says they have chosen. */
export const saidPassword = z.string().max(passwordLength.max)

/** Whose the two are, if they belong together. Takes as long where there is nobody. */
export async function findByPassword(
  c: Asked,
  { email, password }: { email: string; password: string },
): Promise<string | undefined> {
  const { control, passwords } = c.get('deps')
  const found = await findCredential(control.db, email)
  return passwords(async () => {
    if (!found) await hashPassword(password)
    else if (await verifyPassword({ hash: found.passwordHash, password })) return found.person
    return undefined
  })
}

/** Who is signed in says the password once more: a session alone is not enough for what follows. */
export async function demandPassword(c: Asked, person: Person, password: string): Promise<void> {
  const { signInThrottle } = c.get('deps')
  const who = ofChanges(c, person)
  demandPatience(signInThrottle.waitMs(who))
  if (!(await findByPassword(c, { email: person.email, password }))) {
    if (signInThrottle.count(who)) await recordLock(c, person.id)
    throw invalid([{ path: 'password', message: 'This is not your password' }])
  }
  signInThrottle.forget(who)
}

/** Under which wrong passwords of somebody who is signed in are counted. */
export const ofChanges = (c: Asked, person: Person) => `${addressOf(c)} change of ${person.id}`

/** From now on whoever tries has to wait: who it is about shall know. */
export async function recordLock(c: Asked, person: string): Promise<void> {
  const { control, now } = c.get('deps')
  await recordPersonAudit(control.db, person, { action: 'sign_in_locked', by: brim, at: now() })
}

export function demandPatience(waitMs: number, words = 'Too many wrong passwords') {
  if (waitMs <= 0) return
  throw new ApiError('rate_limited', `${words}: wait a few minutes`, {
    retryAfterS: Math.ceil(waitMs / 1000),
  })
}
