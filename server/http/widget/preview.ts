/** `POST /b/v1/preview`: a draft as a page of its own site would show it, to whoever has a link. */
import { createRoute } from '@hono/zod-openapi'
import {
  type PagePreviewResponse,
  pagePreviewRequest,
  pagePreviewResponse,
} from '../../../shared/protocol/api.ts'
import { findDefinition } from '../../store/workspace/queries/definitions.ts'
import { ApiError, invalid } from '../answer/api-error.ts'
import { readPreviewCode } from '../key/preview-code.ts'
import { answers, bodyErrors, bodyOf, pageErrors } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { prove, readPage, visitorOf } from './session.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/preview',
  tags: ['Widget'],
  summary: 'Preview a draft on its site',
  description:
    'The prompt that a saved draft would carry on this page, whatever the gates say. Nothing is stored, claimed or counted. Needs a `code`, which a member makes in the console: for one nudge at one revision, good for four hours.',
  request: { body: bodyOf(pagePreviewRequest) },
  responses: answers(
    200,
    pagePreviewResponse,
    ...bodyErrors,
    ...pageErrors,
    'forbidden',
    'not_found',
    'conflict',
  ),
})

export const pagePreview = createPublicRouter()
pagePreview.openAPIRegistry.registerPath(route)
pagePreview.post(route.path, async (c) => {
  const deps = c.get('deps')
  const { workspace, request } = await readPage(c, pagePreviewRequest)
  const { user } = request
  if (user) await prove(deps, workspace.id, { ...request, user })
  const shown = await readPreviewCode(deps, workspace.id, request.code)
  if (!shown) {
    throw new ApiError(
      'forbidden',
      'This preview link is over, or was made for another place: make a new one in the console',
    )
  }
  const found = await findDefinition(workspace.db, 'nudge', shown.nudge)
  if (!found) throw new ApiError('not_found', 'The nudge of this preview link is gone')
  if (found.revision !== shown.revision) {
    throw new ApiError('conflict', 'The nudge was saved anew since: make a new link in the console')
  }
  const visitor = user ? visitorOf({ ...request, user }) : null
  const at = deps.now()
  const result = await deps.pipeline.preview(workspace.id, {
    nudge: found.draft,
    account: visitor?.account ?? null,
    user: visitor?.user ?? null,
    locale: request.locale ?? null,
    at,
  })
  if (result.kind === 'invalid') throw invalid(result.issues, 'The draft cannot be shown yet')
  const { prompt } = result
  return c.json({ v: 1, now: at, name: found.draft.name, prompt } satisfies PagePreviewResponse)
})
