/** Coming in and going out. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findSecondFactor } from '../../../store/control/second-factors.ts'
import {
  signIn as beginSession,
  type NewSession,
  signOut,
} from '../../../store/control/sessions.ts'
import { ApiError } from '../../answer/api-error.ts'
import { addressOf } from '../../request/address-of.ts'
import type { AppEnv, Asked } from '../../router.ts'
import { findSession } from '../membership.ts'
import { validated } from '../validated.ts'
import { findByPassword, saidPassword } from './password.ts'
import { takeCode } from './take-code.ts'

const signingIn = z.strictObject({
  email: z.string().max(254),
  password: saidPassword,
  /** Of the second factor, or of its backup; asked for once the password is right. */
  code: z.string().max(40).optional(),
})

const wrong = () => new ApiError('unauthenticated', 'Invalid e-mail or password')

export const signIn = new Hono<AppEnv>()
  /**
   * With a second factor it is asked twice, the second time with the code as well: nothing is kept
   * of a first step, and there is no session before both are right.
   */
  .post('/sign-in/email', validated('json', signingIn), async (c) => {
    const { auth, control, secondFactors, now } = c.get('deps')
    const { code, ...said } = c.req.valid('json')
    const name = `${addressOf(c)} ${said.email.toLowerCase()}`
    const found = await findByPassword(c, said, name)
    if (!found) throw wrong()
    const { person, passwordHash } = found
    const factor = await findSecondFactor(control.db, person)
    const hasShownFactor = Boolean(factor?.confirmedAt)
    if (hasShownFactor) {
      if (code === undefined) return c.json({ done: false, needs: 'code' as const })
      await takeCode(c, person, () => secondFactors.take(person, code))
    }
    const session = auth.newSession(person, c.req.raw.headers)
    const sign = { session, passwordHash, hasShownFactor, at: now() }
    if (!(await beginSession(control.db, sign))) throw wrong()
    await giveCookies(c, session)
    return c.json({ done: true })
  })
  .post('/sign-out', async (c) => {
    const { auth, control, now } = c.get('deps')
    const found = await findSession(auth, c.req.raw.headers)
    if (found) {
      await signOut(control.db, { person: found.person.id, id: found.session, at: now() })
    }
    setCookies(c, await auth.noCookies())
    return c.json({ done: true })
  })

/** No script needs what is in them. */
export async function giveCookies(c: Answering, session: NewSession): Promise<void> {
  setCookies(c, await c.get('deps').auth.cookiesOf(session))
}

type Answering = Asked & Pick<Context, 'header'>

function setCookies(c: Answering, cookies: readonly string[]) {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}
