/** Coming in by an invitation: as who one is, or as somebody new. The token stands in no address. */
import { hashPassword } from 'better-auth/crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findInvitation, takeInvitation } from '../../../store/control/invitations.ts'
import { findPersonByEmail } from '../../../store/control/people.ts'
import { ApiError } from '../../answer/api-error.ts'
import { addressOf } from '../../request/address-of.ts'
import type { AppEnv } from '../../router.ts'
import { findPerson } from '../membership.ts'
import { validated } from '../validated.ts'
import { newPassword } from './password.ts'

const token = z.string().min(1).max(200)
const newcomer = z.strictObject({
  name: z.string().trim().min(1, 'A name is needed').max(120),
  email: z.email('This is no e-mail address').max(254),
  password: newPassword,
})
const joining = z.strictObject({ token, newcomer: newcomer.optional() })

const usedUp = () =>
  new ApiError('forbidden', 'This invitation is used up or over: ask for another one')

export const join = new Hono<AppEnv>()
  /** What the link leads to, and as whom one would come in; `person`: null for somebody new. */
  .post('/look', validated('json', z.strictObject({ token })), async (c) => {
    const found = await find(c, c.req.valid('json').token)
    const { name, role, by, expiresAt } = found
    const person = await findPerson(c.get('deps').auth, c.req.raw.headers)
    return c.json({ workspace: name, role, by, expiresAt, person: person ?? null })
  })
  .post('/', validated('json', joining), async (c) => {
    const { auth, control, passwords, now, newId } = c.get('deps')
    const { token, newcomer } = c.req.valid('json')
    const { workspace } = await find(c, token)
    const known = await findPerson(auth, c.req.raw.headers)
    const at = now()
    if (known) {
      if (!(await takeInvitation(control.db, { token, person: known, at }))) throw usedUp()
      return c.json({ workspace })
    }
    if (!newcomer) throw new ApiError('unauthenticated', 'Say who you are, or sign in first')
    if (await findPersonByEmail(control.db, newcomer.email)) throw taken()
    const { password, ...who } = newcomer
    // Slow on purpose, and only for those who have a link.
    const passwordHash = await passwords(addressOf(c), () => hashPassword(password))
    const person = { ...who, id: newId('person'), passwordHash, at }
    const isIn = await takeInvitation(control.db, { token, person, at }).catch((error) => {
      throw isTaken(error) ? taken() : error
    })
    if (!isIn) throw usedUp()
    return c.json({ workspace }, 201)
  })

const taken = () =>
  new ApiError(
    'conflict',
    'Somebody has this e-mail here already: sign in first, then open the link',
  )

function isTaken(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/UNIQUE constraint failed: people\.email/.test(at.message)) return true
  }
  return false
}

async function find(c: Context<AppEnv>, token: string) {
  const { control, now } = c.get('deps')
  const found = await findInvitation(control.db, token, now())
  if (!found) throw usedUp()
  return found
}
