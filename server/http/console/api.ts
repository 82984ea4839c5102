/** The console's API. Its type is what the console's typed client is made of. */

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { limits } from '../../../shared/protocol/api.ts'
import { pictureLimits } from '../../../shared/theme/picture-limits.ts'
import { ApiError } from '../answer/api-error.ts'
import { limitAddress } from '../request/limit-address.ts'
import type { AppEnv, MemberEnv } from '../router.ts'
import { accounts } from './accounts.ts'
import { activity } from './activity.ts'
import { alerts } from './alerts.ts'
import { audit } from './audit.ts'
import { join } from './auth/join.ts'
import { me } from './auth/me.ts'
import { ownPassword } from './auth/own-password.ts'
import { ownSecondFactor } from './auth/own-second-factor.ts'
import { reset } from './auth/reset.ts'
import { secondFactor } from './auth/second-factor.ts'
import { setup } from './auth/setup.ts'
import { signIn } from './auth/sign-in.ts'
import { billing } from './billing.ts'
import { definitions } from './definitions.ts'
import { deliveries, destinations } from './destinations.ts'
import { file } from './file.ts'
import { fromOwnPage } from './from-own-page.ts'
import { identity } from './identity.ts'
import { keys } from './keys.ts'
import { requireMember, requirePerson } from './membership.ts'
import { people } from './people.ts'
import { pictures } from './pictures.ts'
import { preview } from './preview.ts'
import { privacyOf } from './privacy.ts'
import { ranking } from './ranking.ts'
import { readiness } from './readiness.ts'
import { replay } from './replay.ts'
import { requesters } from './requesters.ts'
import { results } from './results.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'
import { sources } from './sources.ts'
import { start } from './start.ts'
import { versions } from './versions.ts'
import { views } from './views.ts'

/** Where a body is a file, as it is. Its route says which type it takes, no less strange to a form. */
const ofFiles = /\/w\/[^/]+\/pictures$/

/** A form of another site can send everything but this type. */
const requireJson = createMiddleware(async (c, next) => {
  const hasBody = ['POST', 'PUT'].includes(c.req.method) && c.req.header('content-length') !== '0'
  const type = c.req.header('content-type') ?? ''
  const isFile = ofFiles.test(c.req.path)
  if (hasBody && !isFile && (c.req.raw.body || type) && !/^application\/json\b/i.test(type)) {
    throw new ApiError('invalid', 'Send application/json')
  }
  await next()
})

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('too_large', `At most ${maxSize} bytes`)
    },
  })
const limitJson = limitTo(limits.batchBytes)
const limitFile = limitTo(pictureLimits.uploadBytes)
/** A file of definitions may be larger, and is bounded where it is read. */
const isOfDefinitions = /\/w\/[^/]+\/file(\/plan)?$/

const workspace = new Hono<MemberEnv>()
  .use(requirePerson)
  .use(requireMember)
  .route('/definitions', versions)
  .route('/definitions', definitions)
  .route('/file', file)
  .route('/preview', preview)
  .route('/pictures', pictures)
  .route('/replay', replay)
  .route('/', review)
  .route('/', alerts)
  .route('/accounts', accounts)
  .route('/ranking', ranking)
  .route('/views', views)
  .route('/accounts', privacyOf('account'))
  .route('/users', privacyOf('user'))
  .route('/destinations', destinations)
  .route('/deliveries', deliveries)
  .route('/people', people)
  .route('/second-factor', secondFactor)
  .route('/audit', audit)
  .route('/keys', keys)
  .route('/sources', sources)
  .route('/sources', billing)
  .route('/sources', requesters)
  .route('/identity', identity)
  .route('/settings', settings)
  .route('/readiness', readiness)
  .route('/start', start)
  .route('/results', results)
  .route('/', activity)

export const consoleApi = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  .use(limitAddress)
  .use((c, next) => {
    if (isOfDefinitions.test(c.req.path)) return next()
    return ofFiles.test(c.req.path) ? limitFile(c, next) : limitJson(c, next)
  })
  .use(fromOwnPage)
  .use(requireJson)
  .route('/auth', signIn)
  .route('/auth', ownPassword)
  .route('/auth', reset)
  .route('/setup', setup)
  .route('/join', join)
  .route('/me', me)
  .route('/me/second-factor', ownSecondFactor)
  .route('/w/:workspace', workspace)

export type ConsoleApi = typeof consoleApi
