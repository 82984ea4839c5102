/** `POST /b/v1/open`: a page has opened; what may be drawn on it goes along. */
import { createRoute } from '@hono/zod-openapi'
import { type OpenResponse, openRequest, openResponse } from '../../../shared/api.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { hintsOf, readSession, visitorOf } from './session.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/open',
  tags: ['Widget'],
  summary: 'Open a session',
  description:
    'A page has opened, or who is on it has changed. Answers the prompts that may be drawn there, one per placement.',
  request: { body: bodyOf(openRequest) },
  responses: answers(200, openResponse, ...bodyErrors, 'unknown_key', 'origin_not_allowed'),
})

export const open = createPublicRouter()
open.openAPIRegistry.registerPath(route)
open.post(route.path, async (c) => {
  const { deps } = c.var
  const { workspace, request } = await readSession(c, openRequest)
  const at = deps.now()
  const visitor = visitorOf(request)
  const { armed, placements } = await deps.pipeline.submit(workspace.id, {
    at,
    inputs: await hintsOf(request, { db: workspace.db, at, newId: deps.newId }),
    question: { visitor, placements: [], arm: true, store: true },
  })
  const ticket = await deps.tickets.issue({ key: request.key, workspace: workspace.id, visitor })
  return c.json({ v: 1, now: at, armed, placements, ticket } satisfies OpenResponse)
})
