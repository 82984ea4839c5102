/**
 * Sessions of people, by better-auth: it reads them and writes their cookies, nothing else. They begin
 * and end in `store/control`, each in one batch with what the audit log tells of it.
 */
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { dayMs } from '../../../../shared/value/duration.ts'
import { credentials, people, sessions, verifications } from '../../../store/control/schema.ts'
import type { NewSession } from '../../../store/control/sessions.ts'
import type { Store } from '../../../store/open.ts'
import { randomText } from '../../../store/random-text.ts'
import { sessionCookies } from './session-cookies.ts'
import { storeHashedTokens } from './store-hashed-tokens.ts'
import { unhooked } from './unhooked.ts'

export type AuthOptions = {
  secret: string
  /** The public origin; null: each request's own. */
  url: string | null
}

const weekMs = 7 * dayMs

export function createAuth({ db }: Store, { secret, url }: AuthOptions) {
  const auth = betterAuth({
    appName: 'Brim',
    basePath: '/console/api/auth',
    ...(url ? { baseURL: url } : {}),
    secret,
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
    plugins: [sessionCookies],
    session: { expiresIn: weekMs / 1000, updateAge: dayMs / 1000 },
    advanced: {
      cookiePrefix: 'brim',
      useSecureCookies: url?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
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
  const cookiesOf = (asked: Promise<Response>) =>
    asked.then((response) => {
      if (!response.ok) throw new Error(`There are no cookies: ${response.status}`)
      return response.headers.getSetCookie()
    })
  return {
    /** Null where nobody is signed in. */
    getSession: (asked: Asked) => unhooked(() => auth.api.getSession(asked)),
    /** One that is still to be written; its times are of the clock by which better-auth reads it. */
    newSession(person: string, headers: Headers): NewSession {
      const at = Date.now()
      const userAgent = headers.get('user-agent') ?? ''
      const ids = { id: randomText(32), token: randomText(32) }
      return { ...ids, person, userAgent, at, expiresAt: at + weekMs }
    },
    /** What a browser keeps of a session that is written. */
    cookiesOf: ({ token }: Pick<NewSession, 'token'>) =>
      unhooked(() => cookiesOf(auth.api.giveCookies({ body: { token }, asResponse: true }))),
    /** What takes them back. */
    noCookies: () => unhooked(() => cookiesOf(auth.api.takeCookies({ asResponse: true }))),
  }
}

export type Auth = ReturnType<typeof createAuth>
