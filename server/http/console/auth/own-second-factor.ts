/** One's own second factor: set up, renewed and turned off, each by who knows the password. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  countBackupCodes,
  findSecondFactor,
  type GoingOn,
  turnOffFactor,
} from '../../../store/control/second-factors.ts'
import { ApiError } from '../../answer/api-error.ts'
import type { PersonEnv } from '../../router.ts'
import { requirePerson } from '../membership.ts'
import { validated } from '../validated.ts'
import { demandPassword, saidPassword } from './password.ts'
import { giveCookies } from './sign-in.ts'
import { takeCode } from './take-code.ts'

const withPassword = validated('json', z.strictObject({ password: saidPassword }))
const withCode = validated('json', z.strictObject({ code: z.string().max(40) }))

export const ownSecondFactor = new Hono<PersonEnv>()
  .use(requirePerson)
  .get('/', async (c) => {
    const { db } = c.get('deps').control
    const { id } = c.get('person')
    const [factor, backupCodes] = await Promise.all([
      findSecondFactor(db, id),
      countBackupCodes(db, id),
    ])
    return c.json({ since: factor?.confirmedAt ?? null, backupCodes })
  })
  /** The secret for the app: told this once, and of no effect before a code of it comes back. */
  .post('/', withPassword, async (c) => {
    const person = c.get('person')
    await demandPassword(c, person, c.req.valid('json').password)
    const begun = await c.get('deps').secondFactors.begin(person)
    if (!begun) throw new ApiError('conflict', 'You have a second factor: turn it off first')
    return c.json(begun, 201)
  })
  /** From now on it is asked for. All sessions end; this one goes on as a new one. */
  .post('/confirm', withCode, async (c) => {
    const { id } = c.get('person')
    const { secondFactors } = c.get('deps')
    const { code } = c.req.valid('json')
    const going = goingOn(c)
    const backupCodes = await takeCode(c, id, () => secondFactors.confirm(going, code)).catch(
      (error: unknown) => {
        // Who is signed in stays so.
        if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error
        throw new ApiError('invalid', 'This code is wrong, or too old')
      },
    )
    await giveCookies(c, going.to)
    return c.json({ backupCodes })
  })
  .post('/backup-codes', withPassword, async (c) => {
    const person = c.get('person')
    await demandPassword(c, person, c.req.valid('json').password)
    const backupCodes = await c.get('deps').secondFactors.renew(person.id)
    if (!backupCodes) throw new ApiError('conflict', 'You have no second factor')
    return c.json({ backupCodes })
  })
  /** All sessions end; this one goes on as a new one. */
  .post('/off', withPassword, async (c) => {
    const person = c.get('person')
    await demandPassword(c, person, c.req.valid('json').password)
    const going = goingOn(c)
    const { control, now } = c.get('deps')
    if (!(await turnOffFactor(control.db, { going, at: now() }))) {
      throw new ApiError('conflict', 'You have no second factor, or were signed out meanwhile')
    }
    await giveCookies(c, going.to)
    return c.json({ done: true })
  })

const goingOn = (c: Context<PersonEnv>): GoingOn => ({
  from: c.get('session'),
  to: c.get('deps').auth.newSession(c.get('person').id, c.req.raw.headers),
})
