/** A new password for who is signed in, by the one they have. */
import { hashPassword } from 'better-auth/crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { changePassword } from '../../../store/control/passwords.ts'
import { ApiError } from '../../answer/api-error.ts'
import { addressOf } from '../../request/address-of.ts'
import type { PersonEnv } from '../../router.ts'
import { requirePerson } from '../membership.ts'
import { validated } from '../validated.ts'
import { demandPassword, newPassword, saidPassword } from './password.ts'
import { giveCookies } from './sign-in.ts'

const changing = z.strictObject({ currentPassword: saidPassword, newPassword })

export const ownPassword = new Hono<PersonEnv>()
  .use('/change-password', requirePerson)
  /** Ends all other sessions of the person: whoever else has one may be why it is changed. */
  .post('/change-password', validated('json', changing), async (c) => {
    const { auth, control, passwords, now } = c.get('deps')
    const person = c.get('person')
    const { currentPassword, newPassword } = c.req.valid('json')
    const { passwordHash: before } = await demandPassword(
      c,
      person,
      currentPassword,
      'currentPassword',
    )
    const passwordHash = await passwords(addressOf(c), () => hashPassword(newPassword))
    const session = auth.newSession(person.id, c.req.raw.headers)
    const change = { before, passwordHash, session, at: now() }
    if (!(await changePassword(control.db, change))) {
      throw new ApiError('conflict', 'The password has been changed meanwhile: sign in anew')
    }
    await giveCookies(c, session)
    return c.json({ done: true })
  })
