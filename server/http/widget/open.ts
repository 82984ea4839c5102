/** `POST /b/v1/open`: a page has opened; what may be drawn on it goes along. */
import { createRoute } from '@hono/zod-openapi'
import { type OpenResponse, openRequest, openResponse } from '../../../shared/protocol/api.ts'
import { answers, bodyErrors, bodyOf, pageErrors } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { hintsOf, readSession, visitorOf } from './session.ts'
import { lifeOf, signedInputs } from './signed.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/open',
  tags: ['Widget'],
  summary: 'Open a session',
  description:
    'A page has opened, or who is on it has changed. Answers the prompts that may be drawn there, one per placement. What the body says of traits are hints; what the `token` says is trusted, as from a secret key. Where identity is enforced, a body without a valid one for its `user` and `account` gets 401: `token_missing`, `token_expired` or `token_invalid`; identify again with a fresh token, and nothing is lost.',
  request: { body: bodyOf(openRequest) },
  responses: answers(200, openResponse, ...bodyErrors, ...pageErrors),
})

export const open = createPublicRouter()
open.openAPIRegistry.registerPath(route)
open.post(route.path, async (c) => {
  const deps = c.get('deps')
  const { workspace, request, signed } = await readSession(c, openRequest)
  const at = deps.now()
  const visitor = visitorOf(request)
  const saying = { db: workspace.db, at, newId: deps.newId }
  const hints = await hintsOf(request, saying)
  const { armed, placements, seq, shown } = await deps.pipeline.submit(workspace.id, {
    at,
    inputs: [...(await signedInputs(signed, visitor, saying)), ...hints.inputs],
    question: { visitor, placements: [], arm: true, shown: request.shown, store: true },
  })
  const life = lifeOf(signed, at)
  const holder = { key: request.key, workspace: workspace.id, visitor }
  const ticket = await deps.tickets.issue(holder, life.tokenMs)
  return c.json({
    v: 1,
    now: at,
    seq,
    armed,
    placements,
    ...life,
    ticket,
    ...(request.shown && { shown }),
    ...(hints.refused.length > 0 && { refused: hints.refused }),
  } satisfies OpenResponse)
})
