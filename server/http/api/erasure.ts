/** Everything that is stored of an account or a user: handed over, and erased. */

import { createRoute, z } from '@hono/zod-openapi'
import { erasure, exportLine, type Subject } from '../../../shared/account/erasure.ts'
import { keyActor } from '../../../shared/audit/actor.ts'
import { externalId } from '../../../shared/value/key.ts'
import { findErasure } from '../../store/workspace/queries/erasures.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { streamExport } from '../export.ts'
import { answers, lines } from '../openapi.ts'
import { createPublicRouter, type KeyEnv, type Workspace } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { tags: ['Privacy'], security: [{ secretKey: [] }] }
const errors = ['invalid', 'unknown_key', 'forbidden'] as const

/** The same for accounts and for users. */
export function erasureOf(kind: Subject['kind']) {
  const params = z.object({ id: externalId.meta({ description: `Your own id of the ${kind}` }) })
  const article = kind === 'account' ? 'an account' : 'a user'
  const people =
    kind === 'account' ? ' Its people are erased with it: those who were there last.' : ''
  const exporting = createRoute({
    ...common,
    method: 'get',
    path: '/{id}/export',
    summary: `Export ${article}`,
    description:
      'Everything that is stored of them, as one JSON object a line: what was said, what happened, each decision with its receipt, what billing and help desks have of them, and what was told to others, with what those answered. The last line is `end`; without it something is missing.',
    request: { params },
    responses: lines(exportLine, ...errors, 'not_found'),
  })
  const router = createPublicRouter<KeyEnv>()
  router.openAPIRegistry.registerPath(exporting)
  router.get('/:id/export', requireScope('read'), (c) => {
    const { id } = parse(params, c.req.param())
    return streamExport(c, { kind, id }, keyActor(c.get('key')))
  })
  return router
    .openapi(
      createRoute({
        ...common,
        method: 'delete',
        path: '/{id}',
        middleware: requireScope('erase'),
        summary: `Erase ${article}`,
        description: `For good; asks for the scope \`erase\`. From the answer on nothing is taken in of them (\`erased\`), and what is stored is gone through in the background; \`erasure\` tells when nothing is left. Their ids in the log give way to ids drawn by chance, under which what was counted, shown and earned stays; names, traits, receipts and all else goes.${people} Who is not known is kept away all the same.`,
        request: { params },
        responses: answers(202, erasure, ...errors),
      }),
      async (c) => {
        const deps = c.get('deps')
        const workspace = c.get('workspace')
        const { id } = c.req.valid('param')
        await deps.pipeline.erase(workspace.id, {
          kind,
          id,
          by: keyActor(c.get('key')),
          at: deps.now(),
        })
        return c.json(await findKnown(workspace, { kind, id }), 202)
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: 'get',
        path: '/{id}/erasure',
        middleware: requireScope('read'),
        summary: `Read how far the erasure of ${article} is`,
        description: '`erasing` while something may be left of them, `erased` from then on.',
        request: { params },
        responses: answers(200, erasure, ...errors, 'not_found'),
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(await findKnown(c.get('workspace'), { kind, id }), 200)
      },
    )
    .openapi(
      createRoute({
        ...common,
        method: 'delete',
        path: '/{id}/erasure',
        middleware: requireScope('erase'),
        summary: `Let ${article} in again`,
        description:
          'Lifts what keeps them away after they were erased. They come as somebody new. Answers `conflict` while they are still being erased.',
        request: { params },
        responses: answers(200, erasure, ...errors, 'not_found', 'conflict'),
      }),
      async (c) => {
        const deps = c.get('deps')
        const workspace = c.get('workspace')
        const { id } = c.req.valid('param')
        const before = await findKnown(workspace, { kind, id })
        const request = { kind, id, by: keyActor(c.get('key')), at: deps.now() }
        const lifted = await deps.pipeline.liftErasure(workspace.id, request)
        if (lifted === 'running') throw new ApiError('conflict', 'They are still being erased')
        return c.json(before, 200)
      },
    )
}

async function findKnown({ db }: Workspace, subject: Subject) {
  const found = await findErasure(db, subject)
  if (!found) throw new ApiError('not_found', `This ${subject.kind} was not erased`)
  return found
}
