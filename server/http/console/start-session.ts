/**
 * Starts sessions within better-auth. Its own sign-in would make one as soon as the password is right;
 * here it is made once the second factor is right as well, and never before.
 */
import { createAuthEndpoint } from '@better-auth/core/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

export const sessionStarter = {
  id: 'start-session',
  endpoints: {
    /** Of the server alone: no address leads to it. */
    startSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ person: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.person)
        if (!user) throw new Error('There is nobody to sign in')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ done: true })
      },
    ),
  },
} as const
