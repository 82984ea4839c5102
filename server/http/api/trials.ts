/** Trials that a backend grants, moves and ends: for sales, support, and what a checkout agrees on. */
import { createRoute, z } from '@hono/zod-openapi'
import { trialRequest, trialResponse } from '../../../shared/protocol/api.ts'
import { externalId, key } from '../../../shared/value/key.ts'
import { changeTrial } from '../../pipeline/normalise.ts'
import { findAccountRow } from '../../store/workspace/queries/accounts.ts'
import { listTrials } from '../../store/workspace/queries/trials.ts'
import { ApiError, invalid } from '../answer/api-error.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

export const trials = createPublicRouter<KeyEnv>().openapi(
  createRoute({
    tags: ['Accounts and users'],
    security: [{ secretKey: [] }],
    method: 'put',
    path: '/accounts/{id}/trials/{offer}',
    middleware: [requireScope('author'), plainJson],
    summary: 'Grant a trial or change its end',
    description:
      'An account has one trial of an offer, whoever starts it. Where there is none it starts now; otherwise its end moves, sooner or later, also after it is over. `"now"` ends it. A repeated `messageId` changes nothing.',
    request: {
      params: z.object({
        id: externalId.meta({ description: 'Your own id of the account' }),
        offer: key.meta({ description: 'A published offer of kind `trial`' }),
      }),
      body: bodyOf(trialRequest),
    },
    responses: answers(200, trialResponse, ...bodyErrors, 'unknown_key', 'forbidden', 'not_found'),
  }),
  async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { id: account, offer } = c.req.valid('param')
    const { endsAt, messageId } = c.req.valid('json')
    if (!(await findAccountRow(workspace.db, account))) {
      throw new ApiError('not_found', 'There is no such account')
    }
    const at = deps.now()
    const ends = endsAt === 'now' ? null : Date.parse(endsAt)
    const identity = c.get('identityOf')(messageId)
    const inputs = [changeTrial({ ...identity, account, offer, endsAt: ends, at })]
    const { refused } = await deps.pipeline.submit(workspace.id, { at, inputs })
    const issues = refused.flatMap((one) => one.issues)
    const missing = issues.find((one) => one.path === 'offer')
    if (missing) throw new ApiError('not_found', missing.message)
    if (issues.length > 0) throw invalid(issues)
    const trial = (await listTrials(workspace.db, account, at)).find((one) => one.offer === offer)
    if (!trial) throw new ApiError('not_found', 'There is no such trial')
    return c.json(trial, 200)
  },
)
