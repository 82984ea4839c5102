/** Passwords: looked at one after the other, and whoever guesses waits. */
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { brim } from '../../../../shared/audit/actor.ts'
import { recordPersonAudit } from '../../../store/control/audit.ts'
import { type Credential, findCredential } from '../../../store/control/people.ts'
import { ApiError, invalid } from '../../answer/api-error.ts'
import { addressOf } from '../../request/address-of.ts'
import type { Asked, Person } from '../../router.ts'

/** The shortest and the longest that are taken. */
const passwordLength = { min: 8, max: 128 } as const

/** One that somebody chooses. */
export const newPassword = z
  .string()
  .min(passwordLength.min, `At least ${passwordLength.min} characters`)
  .max(passwordLength.max)

/** One that somebody says they have chosen. */
export const saidPassword = z.string().max(passwordLength.max)

/**
 * Whose the two are, if they belong together. Takes as long where there is nobody, and of whoever guesses
 * under one name only few are looked at.
 */
export async function findByPassword(
  c: Asked,
  { email, password }: { email: string; password: string },
  name: string,
): Promise<Credential | undefined> {
  const { control, passwords, signInThrottle } = c.get('deps')
  const address = addressOf(c)
  passwords.demandRoom(address)
  const { waitMs, isLast } = await signInThrottle.take(name)
  demandPatience(waitMs)
  const found = await findCredential(control.db, email)
  const isRight = await passwords(address, async () => {
    if (found) return verifyPassword({ hash: found.passwordHash, password })
    await hashPassword(password)
    return false
  })
  if (found && isRight) {
    await signInThrottle.forget(name)
    return found
  }
  if (found && isLast) await recordLock(c, found.person)
  return undefined
}

/**
 * Who is signed in says the password once more: a session alone is not enough for what follows. `path`:
 * where the request has it.
 */
export async function demandPassword(
  c: Asked,
  person: Person,
  password: string,
  path = 'password',
): Promise<Credential> {
  const name = `${addressOf(c)} change of ${person.id}`
  const found = await findByPassword(c, { email: person.email, password }, name)
  if (!found) throw invalid([{ path, message: 'This is not your password' }])
  return found
}

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
