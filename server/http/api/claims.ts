/** Who in sales has an account, as a CRM or its people say. */

import { createRoute, z } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import { accountResponse, claimRequest } from '../../../shared/protocol/api.ts'
import { externalId } from '../../../shared/value/key.ts'
import { claimAccount, releaseAccount } from '../claiming.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
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
      const { id } = c.req.valid('param')
      const claiming = {
        ...c.req.valid('json'),
        ...c.get('identityOf')(),
        account: id,
        actor: keyActor(c.get('key')),
      }
      return c.json(await claimAccount(c.get('deps'), c.get('workspace'), claiming), 200)
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
      const { id: account } = c.req.valid('param')
      const actor = keyActor(c.get('key'))
      const which = { account, ...c.get('identityOf')(), actor }
      return c.json(await releaseAccount(c.get('deps'), c.get('workspace'), which), 200)
    },
  )
