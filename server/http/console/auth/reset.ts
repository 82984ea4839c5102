/** A forgotten password: a link by mail, and a new one by the link. The token stands in no address. */
import { hashPassword } from 'better-auth/crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { brim } from '../../../../shared/audit/actor.ts'
import { resetMessage } from '../../../mail/messages.ts'
import {
  addPasswordReset,
  findPasswordReset,
  resetPassword,
} from '../../../store/control/password-resets.ts'
import { findCredential } from '../../../store/control/people.ts'
import { ApiError } from '../../answer/api-error.ts'
import { describeError } from '../../answer/describe-error.ts'
import { addressOf } from '../../request/address-of.ts'
import type { AppEnv } from '../../router.ts'
import { validated } from '../validated.ts'
import { demandPatience, newPassword } from './password.ts'

const token = z.string().min(1).max(200)

const usedUp = () => new ApiError('forbidden', 'This link is used up or over: ask for a new one')

export const reset = new Hono<AppEnv>()
  /** Whether a link can come by mail; else whoever runs Brim makes one. */
  .get('/forgot-password', (c) => c.json({ byMail: c.get('deps').post !== null }))
  /** Answers the same, and as fast, whether somebody is there by that address or not. */
  .post(
    '/forgot-password',
    validated('json', z.strictObject({ email: z.email('This is no e-mail address').max(254) })),
    async (c) => {
      const { post, resetThrottles } = c.get('deps')
      if (!post) throw new ApiError('conflict', 'Ask whoever runs Brim for a link')
      const email = c.req.valid('json').email.toLowerCase()
      const { waitMs } = await resetThrottles.byAddress.take(addressOf(c))
      demandPatience(waitMs, 'Too many links')
      // Whoever asks in the name of somebody else learns nothing by it.
      if ((await resetThrottles.byEmail.take(email)).waitMs <= 0) sendLater(c, email)
      return c.json({ done: true }, 202)
    },
  )
  /** Whose password a link is about. */
  .post('/reset-password/look', validated('json', z.strictObject({ token })), async (c) => {
    const { email } = await find(c, c.req.valid('json').token)
    return c.json({ email })
  })
  /** Ends all sessions of the person, who signs in with it then, and the second factor as before. */
  .post(
    '/reset-password',
    validated('json', z.strictObject({ token, password: newPassword })),
    async (c) => {
      const { control, now, passwords } = c.get('deps')
      const { token, password } = c.req.valid('json')
      // A hash is slow on purpose: nobody without a link makes this process work on one.
      const { email } = await find(c, token)
      const passwordHash = await passwords(addressOf(c), () => hashPassword(password))
      if (!(await resetPassword(control.db, { token, passwordHash, at: now() }))) throw usedUp()
      return c.json({ email })
    },
  )

async function find(c: Context<AppEnv>, token: string) {
  const { control, now } = c.get('deps')
  const found = await findPasswordReset(control.db, token, now())
  if (!found) throw usedUp()
  return found
}

/** After the answer: how long it takes says whether there is somebody. */
function sendLater(c: Context<AppEnv>, email: string) {
  const { control, post, url, now, log } = c.get('deps')
  const send = async () => {
    const found = await findCredential(control.db, email)
    if (!found || !post) return
    const { mail } = await addPasswordReset(control.db, {
      person: found.person,
      by: brim,
      at: now(),
      mail(token, about) {
        const link = `${url}/console/reset#token=${token}`
        return post.seal(resetMessage({ to: email, link }), about)
      },
    })
    if (mail) await post.deliver(mail)
  }
  setImmediate(() => {
    send().catch((error: unknown) => log.error(describeError(error), 'a link was not mailed'))
  })
}
