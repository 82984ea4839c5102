/** Who in sales has an account, as a CRM or its people say. */
import { createRoute, z } from '@hono/zod-openapi'
import { accountResponse, claimRequest } from '../../../shared/api.ts'
import { externalId } from '../../../shared/key.ts'
import type { Input } from '../../pipeline/pipeline.ts'
import { findAccount } from '../../store/workspace/queries/accounts.ts'
import { ApiError, faultOf, invalid } from '../api-error.ts'
import { plainJson } from '../body.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = {
  tags: ['Accounts and users'],
  security: [{ secretKey: [] }],
  path: '/accounts/{id}/claim',
}
const params = z.object({ id: externalId.meta({ description: 'Your own id of the account' }) })
const keyErrors = ['unknown_key', 'forbidden'] as const

export const claims = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      middleware: [requireScope('ingest'), plainJson],
      summary: 'Claim an account',
      description:
        'From now on no prompt goes between sales and this account, but for `contact` forms. Answers `conflict` and who holds it, where that is somebody else; the holder renews it.',
      request: { params, body: bodyOf(claimRequest) },
      responses: answers(200, accountResponse, ...bodyErrors, ...keyErrors, 'conflict', 'erased'),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const { by, kind, until } = c.req.valid('json')
      const at = deps.now()
      const ends = until === undefined ? null : Date.parse(until)
      if (ends !== null && ends <= at) {
        throw invalid([{ path: 'until', message: 'This time is over already' }])
      }
      const common = commonOf(id, c.get('newMessageId')(), at)
      const input: Input = { ...common, kind: 'claim', by, claim: kind, until: ends }
      const done = await deps.pipeline.submit(workspace.id, { at, inputs: [input] })
      if (done.refused.some((one) => one.isErased)) throw faultOf(done)
      const [issue] = done.refused.flatMap((one) => one.issues)
      if (issue) throw new ApiError('conflict', issue.message)
      return c.json(await findKnown(workspace.db, id, at), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'delete',
      middleware: requireScope('ingest'),
      summary: 'Release an account',
      description: 'Whoever held it; changes nothing where nobody does.',
      request: { params },
      responses: answers(200, accountResponse, 'invalid', ...keyErrors, 'not_found'),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      const at = deps.now()
      await findKnown(workspace.db, id, at)
      const input: Input = { ...commonOf(id, c.get('newMessageId')(), at), kind: 'release' }
      await deps.pipeline.submit(workspace.id, { at, inputs: [input] })
      return c.json(await findKnown(workspace.db, id, at), 200)
    },
  )

function commonOf(account: string, messageId: string, at: number) {
  return { messageId, account, user: null, occurredAt: at, receivedAt: at, source: 'api' as const }
}

async function findKnown(db: KeyEnv['Variables']['workspace']['db'], id: string, at: number) {
  const account = await findAccount(db, id, at)
  if (!account) throw new ApiError('not_found', 'There is no such account')
  return account
}
