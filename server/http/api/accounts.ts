/** Accounts and users: what a backend says of them, and what is known. */
import { createRoute, z } from '@hono/zod-openapi'
import { requestOpenMs } from '../../../shared/decision/request.ts'
import {
  accountRequest,
  accountResponse,
  consentRequest,
  entitlementsResponse,
  requestsResponse,
  userRequest,
  userResponse,
} from '../../../shared/protocol/api.ts'
import { externalId } from '../../../shared/value/key.ts'
import { accountOf, accountTraits, userConsent, userTraits } from '../../pipeline/normalise.ts'
import type { Done } from '../../pipeline/work.ts'
import { findAccount, findAccountRow } from '../../store/workspace/queries/accounts.ts'
import { listDefinitions } from '../../store/workspace/queries/definitions.ts'
import { listRequests } from '../../store/workspace/queries/requests.ts'
import { listTrials } from '../../store/workspace/queries/trials.ts'
import { findUser } from '../../store/workspace/queries/users.ts'
import { ApiError, faultOf } from '../answer/api-error.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { entitlementsOf } from './entitlements.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Accounts and users'], security: [{ secretKey: [] }] }
const params = z.object({ id: externalId.meta({ description: 'Your own id of it' }) })
const reading = { ...common, method: 'get' as const, middleware: requireScope('read') }
const writing = {
  ...common,
  method: 'put' as const,
  middleware: [requireScope('ingest'), plainJson],
}
const readErrors = ['invalid', 'unknown_key', 'forbidden', 'not_found'] as const
const writeErrors = [...bodyErrors, 'unknown_key', 'forbidden', 'erased'] as const

export const accounts = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...writing,
      path: '/accounts/{id}',
      summary: 'Tell what is known of an account',
      description:
        'Merges traits; `null` forgets one. A browser cannot overrule what is said here. A repeated `messageId` changes nothing; one that has changed nothing so far is known for a week.',
      request: { params, body: bodyOf(accountRequest) },
      responses: answers(200, accountResponse, ...writeErrors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const { traits, messageId } = c.req.valid('json')
      const at = deps.now()
      const identity = c.get('identityOf')(messageId)
      const inputs = [accountTraits({ ...identity, account: id, traits, trust: 'trusted', at })]
      refuseIfRefused(await deps.pipeline.submit(workspace.id, { at, inputs }))
      return c.json(found(await findAccount(workspace.db, id, at), 'account'), 200)
    },
  )
  .openapi(
    createRoute({
      ...reading,
      path: '/accounts/{id}',
      summary: 'Read an account',
      description:
        'Its traits, as a backend or else a browser said them, its meters, and who in sales has it.',
      request: { params },
      responses: answers(200, accountResponse, ...readErrors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const account = await findAccount(workspace.db, c.req.valid('param').id, deps.now())
      return c.json(found(account, 'account'), 200)
    },
  )
  .openapi(
    createRoute({
      ...reading,
      path: '/accounts/{id}/entitlements',
      summary: 'Read what an account may use',
      description:
        'The features and limits of its plan (the trait `plan`, as a backend said it) and of its running trials, the more generous one for each.',
      request: { params },
      responses: answers(200, entitlementsResponse, ...readErrors),
    }),
    async (c) => {
      const { db } = c.get('workspace')
      const { id } = c.req.valid('param')
      const [account, plans, trials] = await Promise.all([
        findAccountRow(db, id),
        listDefinitions(db, 'plan'),
        listTrials(db, id, c.get('deps').now()),
      ])
      const { plan } = found(account, 'account').traits
      const live = plans.flatMap((one) => (one.published ? [one.published] : []))
      return c.json(entitlementsOf({ account: id, plan, plans: live, trials }), 200)
    },
  )
  .openapi(
    createRoute({
      ...reading,
      path: '/accounts/{id}/requests',
      summary: 'List what is asked for in an account',
      description:
        'What its users have asked those who may buy for, merged by offer. A request waits for 30 days, or until the account has what it asks for.',
      request: { params },
      responses: answers(200, requestsResponse, ...readErrors),
    }),
    async (c) => {
      const { db } = c.get('workspace')
      const { id } = c.req.valid('param')
      found(await findAccountRow(db, id), 'account')
      const since = c.get('deps').now() - requestOpenMs
      return c.json({ requests: await listRequests(db, { account: id, since }) }, 200)
    },
  )
  .openapi(
    createRoute({
      ...writing,
      path: '/users/{id}',
      summary: 'Tell what is known of a user',
      description:
        'The same for a user, and which account they act in; without one, the account they are known to act in or else an account of one.',
      request: { params, body: bodyOf(userRequest) },
      responses: answers(200, userResponse, ...writeErrors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const request = c.req.valid('json')
      const { traits, messageId } = request
      const at = deps.now()
      const identity = c.get('identityOf')(messageId)
      const whose = accountOf({ account: request.account, user: id })
      const said = { ...identity, ...whose, user: id, traits, trust: 'trusted', at } as const
      const work = { at, inputs: [userTraits(said)] }
      refuseIfRefused(await deps.pipeline.submit(workspace.id, work))
      return c.json(found(await findUser(workspace.db, id), 'user'), 200)
    },
  )
  .openapi(
    createRoute({
      ...writing,
      path: '/users/{id}/consent',
      summary: 'Tell what a user said to prompts',
      description:
        'Who has refused sees no prompt anywhere. Whether prompts wait until it is given, the settings say.',
      request: { params, body: bodyOf(consentRequest) },
      responses: answers(200, userResponse, ...writeErrors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const { consent, messageId } = c.req.valid('json')
      const at = deps.now()
      const identity = c.get('identityOf')(messageId)
      const inputs = [userConsent({ ...identity, user: id, consent, at })]
      refuseIfRefused(await deps.pipeline.submit(workspace.id, { at, inputs }))
      return c.json(found(await findUser(workspace.db, id), 'user'), 200)
    },
  )
  .openapi(
    createRoute({
      ...reading,
      path: '/users/{id}',
      summary: 'Read a user',
      description: 'Their traits, the account they act in, and what they said to prompts.',
      request: { params },
      responses: answers(200, userResponse, ...readErrors),
    }),
    async (c) => {
      const user = await findUser(c.get('workspace').db, c.req.valid('param').id)
      return c.json(found(user, 'user'), 200)
    },
  )

function found<T>(one: T | undefined, what: string): T {
  if (one === undefined) throw new ApiError('not_found', `There is no such ${what}`)
  return one
}

function refuseIfRefused(done: Done): void {
  const fault = faultOf(done)
  if (fault) throw fault
}
