/** better-auth's routes, those that the console uses, with Brim's error envelope. */
import { type Context, Hono } from 'hono'
import type { ErrorCode } from '../../../shared/error.ts'
import { addressOf } from '../address-of.ts'
import { ApiError } from '../api-error.ts'
import type { AppEnv } from '../router.ts'
import { findPerson } from './membership.ts'

const codes: Partial<Record<number, ErrorCode>> = { 401: 'unauthenticated', 403: 'forbidden' }

export const signIn = new Hono<AppEnv>()
  .post('/sign-in/email', async (c) => {
    const { auth, passwords, signInThrottle } = c.get('deps')
    const who = await nameOf(c)
    demandPatience(signInThrottle.waitMs(who))
    const response = await passwords(() => auth.handler(c.req.raw))
    if (response.status === 401) signInThrottle.count(who)
    else if (response.ok) signInThrottle.forget(who)
    return passOn(response)
  })
  .post('/sign-out', async (c) => {
    const { auth } = c.get('deps')
    const { headers } = c.req.raw
    const response = await auth.handler(c.req.raw)
    // It says yes also where the database did not let go of the session.
    if (response.ok && (await findPerson(auth, headers))) throw tryAgain()
    return passOn(response)
  })
  /** Ends all other sessions of the person: whoever else has one may be why it is changed. */
  .post('/change-password', async (c) => {
    const { auth, passwords, signInThrottle } = c.get('deps')
    const person = await findPerson(auth, c.req.raw.headers)
    if (!person) throw new ApiError('unauthenticated', 'Sign in first')
    const who = `${addressOf(c)} change of ${person.id}`
    demandPatience(signInThrottle.waitMs(who))
    const body: unknown = await c.req.json().catch(() => null)
    const request = new Request(c.req.raw.url, {
      method: 'POST',
      headers: withoutLength(c.req.raw.headers),
      body: JSON.stringify({ ...(body as object | null), revokeOtherSessions: true }),
    })
    const response = await passwords(() => auth.handler(request))
    // What is wrong with the new password says nothing of the one they have.
    if (response.status === 400 && (await isWrongPassword(response))) signInThrottle.count(who)
    else if (response.ok) signInThrottle.forget(who)
    return passOn(response)
  })

function demandPatience(waitMs: number) {
  if (waitMs <= 0) return
  throw new ApiError('rate_limited', 'Too many wrong passwords: wait a few minutes', {
    retryAfterS: Math.ceil(waitMs / 1000),
  })
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

/** Whose password is tried, and from where: nobody locks out somebody else. */
async function nameOf(c: Context<AppEnv>): Promise<string> {
  const body: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => null)
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : ''
  return `${addressOf(c)} ${String(email).slice(0, 254).toLowerCase()}`
}

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
