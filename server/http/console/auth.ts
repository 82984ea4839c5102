/** Sessions of people, by better-auth: e-mail and password, nothing else of it. */

import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { credentials, people, sessions, verifications } from '../../store/control/schema.ts'
import type { Store } from '../../store/open.ts'
import { sessionStarter } from './start-session.ts'
import { storeHashedTokens } from './store-hashed-tokens.ts'
import { unhooked } from './unhooked.ts'

export type AuthOptions = {
  secret: string
  /** The public origin; null: each request's own. */
  url: string | null
}

/** Passwords: the shortest and the longest that are taken. */
export const passwordLength = { min: 8, max: 128 } as const

export function createAuth({ db }: Store, { secret, url }: AuthOptions) {
  const auth = betterAuth({
    appName: 'Brim',
    basePath: '/console/api/auth',
    ...(url ? { baseURL: url } : {}),
    secret,
    trustedOrigins: (request) => [url ?? (request ? new URL(request.url).origin : null)],
    // Without `transaction`: an interactive one would meet other writes of this thread.
    database: storeHashedTokens(
      drizzleAdapter(db, {
        provider: 'sqlite',
        schema: {
          user: people,
          session: sessions,
          account: credentials,
          verification: verifications,
        },
      }),
    ),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    plugins: [sessionStarter],
    session: { expiresIn: 7 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    // Counted by `throttle.ts`, which counts failures only.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'brim',
      useSecureCookies: url?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      // Addresses of people are personal data, and nothing here needs them.
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    // Else it prints what it didn't expect, a query with its parameters among it; thrown, it comes to
    // `on-error.ts`.
    onAPIError: { throw: true },
    // Its messages name e-mail addresses; what matters reaches the caller as an answer.
    logger: { disabled: true },
  })
  type Asked = Parameters<typeof auth.api.getSession>[0]
  return {
    handler: (request: Request) => unhooked(() => auth.handler(request)),
    /** Null where nobody is signed in. */
    getSession: (asked: Asked) => unhooked(() => auth.api.getSession(asked)),
    /** Signs a person in whose password, and second factor, were found right: answers the cookies. */
    startSession: (person: string, headers: Headers) =>
      unhooked(() => auth.api.startSession({ body: { person }, headers, asResponse: true })).then(
        (response) => {
          if (!response.ok) throw new Error(`The session did not start: ${response.status}`)
          return response.headers.getSetCookie()
        },
      ),
  }
}

export type Auth = ReturnType<typeof createAuth>
