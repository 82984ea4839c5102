/** Coming in and going out, and a new password for who is in. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { ErrorCode } from '../../../shared/error.ts'
import { recordPersonAudit } from '../../store/control/audit.ts'
import { dropPasswordResets } from '../../store/control/password-resets.ts'
import { findPersonByEmail } from '../../store/control/people.ts'
import { findSecondFactor } from '../../store/control/second-factors.ts'
import { addressOf } from '../address-of.ts'
import { ApiError } from '../api-error.ts'
import type { AppEnv, Asked } from '../router.ts'
import { findPerson } from './membership.ts'
import { demandPatience, findByPassword, ofChanges, recordLock, saidPassword } from './password.ts'
import { takeCode } from './take-code.ts'
import { validated } from './validated.ts'

const codes: Partial<Record<number, ErrorCode>> = { 401: 'unauthenticated', 403: 'forbidden' }

const signingIn = z.strictObject({
  email: z.string().max(254),
  password: saidPassword,
  /** Of the second factor, or of its backup; asked for once the password is right. */
  code: z.string().max(40).optional(),
})

export const signIn = new Hono<AppEnv>()
  /**
   * With a second factor it is asked twice, the second time with the code as well: nothing is kept
   * of a first step, and there is no session before both are right.
   */
  .post('/sign-in/email', validated('json', signingIn), async (c) => {
    const { control, signInThrottle, secondFactors } = c.get('deps')
    const { code, ...said } = c.req.valid('json')
    const who = `${addressOf(c)} ${said.email.toLowerCase()}`
    demandPatience(signInThrottle.waitMs(who))
    const person = await findByPassword(c, said)
    if (!person) {
      if (signInThrottle.count(who)) {
        const known = await findPersonByEmail(control.db, said.email)
        if (known) await recordLock(c, known.id)
      }
      throw new ApiError('unauthenticated', 'Invalid email or password')
    }
    const factor = await findSecondFactor(control.db, person)
    if (factor && factor.confirmedAt !== null) {
      if (code === undefined) return c.json({ done: false, needs: 'code' as const })
      await takeCode(c, person, () => secondFactors.take(person, code))
    }
    signInThrottle.forget(who)
    await enter(c, person)
    // Before the answer: no session reaches a browser that the log does not know of.
    await record(c, person, 'signed_in')
    return c.json({ done: true })
  })
  .post('/sign-out', async (c) => {
    const { auth } = c.get('deps')
    const { headers } = c.req.raw
    const person = await findPerson(auth, headers)
    const response = await auth.handler(c.req.raw)
    // It says yes also where the database did not let go of the session.
    if (response.ok && (await findPerson(auth, headers))) throw tryAgain()
    if (response.ok && person) await record(c, person.id, 'signed_out')
    return passOn(response)
  })
  /** Ends all other sessions of the person: whoever else has one may be why it is changed. */
  .post('/change-password', async (c) => {
    const { auth, control, passwords, signInThrottle } = c.get('deps')
    const person = await findPerson(auth, c.req.raw.headers)
    if (!person) throw new ApiError('unauthenticated', 'Sign in first')
    const who = ofChanges(c, person)
    demandPatience(signInThrottle.waitMs(who))
    const body: unknown = await c.req.json().catch(() => null)
    const request = new Request(c.req.raw.url, {
      method: 'POST',
      headers: withoutLength(c.req.raw.headers),
      body: JSON.stringify({ ...(body as object | null), revokeOtherSessions: true }),
    })
    const response = await passwords(() => auth.handler(request))
    // What is wrong with the new password says nothing of the one they have.
    if (response.status === 400 && (await isWrongPassword(response))) {
      if (signInThrottle.count(who)) await recordLock(c, person.id)
    } else if (response.ok) {
      signInThrottle.forget(who)
      await record(c, person.id, 'password_changed')
      await dropPasswordResets(control.db, person.id)
    }
    return passOn(response)
  })

/** Starts a session, whose cookie goes out with the answer. */
export async function enter(c: Asked & Pick<Context, 'header'>, person: string): Promise<void> {
  const cookies = await c.get('deps').auth.startSession(person, c.req.raw.headers)
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

async function record(
  c: Asked,
  person: string,
  action: 'signed_in' | 'signed_out' | 'password_changed',
) {
  const { control, now } = c.get('deps')
  await recordPersonAudit(control.db, person, { action, at: now() })
}

/** Of a body that is written anew. */
function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return kept
}

async function isWrongPassword(response: Response): Promise<boolean> {
  const { code } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string }
  return code === 'INVALID_PASSWORD'
}

const tryAgain = () =>
  new ApiError('unavailable', 'The database did not take it: try again', { retryAfterS: 1 })

/** The cookies, but not the body: the session's token is in it, and no script needs that. */
async function passOn(response: Response): Promise<Response> {
  if (response.ok) {
    const headers = new Headers({ 'content-type': 'application/json' })
    for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
    return new Response(JSON.stringify({ done: true }), { headers })
  }
  if (response.status >= 500) throw tryAgain()
  const { message } = (await response.json().catch(() => ({}))) as { message?: string }
  throw new ApiError(codes[response.status] ?? 'invalid', message ?? 'Refused')
}
