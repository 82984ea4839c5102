/** Which accounts are ready for more, and why. */
import { createRoute, z } from '@hono/zod-openapi'
import { readiness as answer } from '../../../shared/account/readiness.ts'
import { accountsReadyQuery, accountsReadyResponse } from '../../../shared/protocol/api.ts'
import { externalId } from '../../../shared/value/key.ts'
import { ApiError } from '../answer/api-error.ts'
import { answers } from '../openapi.ts'
import { explainReady, rankReady } from '../ready-accounts.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = {
  method: 'get' as const,
  tags: ['Readiness'],
  security: [{ secretKey: [] }],
  middleware: requireScope('read'),
}
const errors = ['invalid', 'unknown_key', 'forbidden'] as const

export const readiness = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      path: '/ranking',
      summary: 'List accounts by readiness',
      description:
        'The accounts that are most ready for more first, each with its score from 0 to 100, the parts it is made of, what was seen for each, and what would raise it. The reasons are as of now; the order follows what is committed within seconds, and what only time changes within six hours. What it is made of is the field `readiness` of the settings. It reads traits whoever told them: what a CRM knows comes in by `PUT /v1/accounts/{id}`.',
      request: { query: accountsReadyQuery },
      responses: answers(200, accountsReadyResponse, ...errors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const { limit, offset, ...filters } = c.req.valid('query')
      const asked = {
        filters: { ...filters, order: 'ready', fullness: 0, claim: '' } as const,
        person: '',
        now: deps.now(),
        offset,
        limit,
      }
      const { accounts, total } = await rankReady(deps, c.get('workspace').id, asked)
      return c.json(
        {
          accounts: accounts.map(({ id, traits, claim, readiness }) => ({
            id,
            traits,
            claim,
            readiness,
          })),
          total,
        },
        200,
      )
    },
  )
  .openapi(
    createRoute({
      ...common,
      path: '/accounts/{id}/readiness',
      summary: 'Read why an account is ready',
      description:
        'Its score from 0 to 100 as of now, the parts it is made of, what was seen for each, and what would raise it.',
      request: { params: z.object({ id: externalId.meta({ description: 'Your own id of it' }) }) },
      responses: answers(200, answer, ...errors, 'not_found'),
    }),
    async (c) => {
      const deps = c.get('deps')
      const { id } = c.req.valid('param')
      const explained = await explainReady(deps, c.get('workspace').id, [id], deps.now())
      const found = explained.get(id)
      if (!found) throw new ApiError('not_found', 'There is no such account')
      return c.json(found, 200)
    },
  )
