/** Asking from a backend, and the receipts of what was decided. */
import { createRoute, z } from '@hono/zod-openapi'
import { decisionRecord } from '../../../shared/decision/decision.ts'
import { accountOfOne } from '../../../shared/event/event.ts'
import { decideRequest, decideResponse } from '../../../shared/protocol/api.ts'
import { findDecision } from '../../store/workspace/queries/decisions.ts'
import { findUser } from '../../store/workspace/queries/users.ts'
import { ApiError } from '../answer/api-error.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { pathOf } from '../page/page.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Decisions'], security: [{ secretKey: [] }] }

export const decisions = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/decide',
      middleware: [requireScope('decide'), plainJson],
      summary: 'Ask what to show',
      description:
        'One decision a placement: a prompt, or the reason why there is none. `dryRun` stores and claims nothing; `explain` sends each receipt along. Where the nudge that would win is a control, the reason is `control`, and that it would have been shown now is recorded.',
      request: { body: bodyOf(decideRequest) },
      responses: answers(200, decideResponse, ...bodyErrors, 'unknown_key', 'forbidden'),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const request = c.req.valid('json')
      const { user, placements, locale = null, device = null } = request
      const page = request.page === undefined ? null : pathOf(request.page)
      const account =
        request.account ?? (await findUser(workspace.db, user))?.account ?? accountOfOne(user)
      const done = await deps.pipeline.submit(workspace.id, {
        at: deps.now(),
        inputs: [],
        question: {
          visitor: { account, user, page, locale, device },
          placements,
          arm: false,
          store: !request.dryRun,
          isMoment: true,
          explain: request.explain,
        },
      })
      return c.json({ decisions: done.decisions }, 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/decisions/{id}',
      middleware: requireScope('read'),
      summary: 'Read a receipt',
      description: 'Kept for 30 days.',
      request: {
        params: z.object({
          id: z.string().min(1).max(64).meta({ description: 'The id of the decision' }),
        }),
      },
      responses: answers(200, decisionRecord, 'invalid', 'unknown_key', 'forbidden', 'not_found'),
    }),
    async (c) => {
      const decision = await findDecision(c.get('workspace').db, c.req.valid('param').id)
      if (!decision) throw new ApiError('not_found', 'There is no such decision')
      return c.json(decision, 200)
    },
  )
