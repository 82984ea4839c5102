/**
 * Cookies of sessions, as better-auth reads them. Its own sign-in would begin a session as soon as the
 * password is right; here one is written once the second factor is right as well, and never before.
 */
import { createAuthEndpoint } from '@better-auth/core/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

export const sessionCookies = {
  id: 'session-cookies',
  endpoints: {
    /** Of the server alone, as the next: no address leads to them. */
    giveCookies: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ token: z.string() }) },
      async (ctx) => {
        const { authCookies, secret, sessionConfig } = ctx.context
        const { name, attributes } = authCookies.sessionToken
        await ctx.setSignedCookie(name, ctx.body.token, secret, {
          ...attributes,
          maxAge: sessionConfig.expiresIn,
        })
        return ctx.json({ done: true })
      },
    ),
    takeCookies: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => {
      deleteSessionCookie(ctx)
      return ctx.json({ done: true })
    }),
  },
} as const
