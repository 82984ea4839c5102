/** `POST /b/v1/sync`: a batch in; what became of it, answers and the armed prompts out. */
import { createRoute, z } from '@hono/zod-openapi'
import { itemSchemas, syncRequest, syncResponse } from '../../../shared/protocol/api.ts'
import type { Input } from '../../pipeline/input.ts'
import { fromWidget } from '../../pipeline/normalise.ts'
import { answers, bodyErrors, bodyOf, pageErrors } from '../openapi.ts'
import { judge, land } from '../request/items.ts'
import { isPlainWidgetEvent } from '../request/plain-event.ts'
import { createPublicRouter } from '../router.ts'
import { judgeAsked } from './said.ts'
import { hintsOf, readSession, visitorOf } from './session.ts'
import { lifeOf, signedInputs } from './signed.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/sync',
  tags: ['Widget'],
  summary: 'Send a batch and ask',
  description:
    'Items are judged one by one: the good ones are in the database when the answer comes, the others are listed with their faults. All of them are about the `user` and `account` of the body, which a `token` proves as it does for `open`.',
  request: {
    body: bodyOf(
      syncRequest.extend({ items: z.array(itemSchemas.widgetItem) }).meta({ id: 'SyncRequest' }),
    ),
  },
  responses: answers(200, syncResponse, ...bodyErrors, ...pageErrors),
})

export const sync = createPublicRouter()
sync.openAPIRegistry.registerPath(route)
sync.post(route.path, async (c) => {
  const deps = c.get('deps')
  const { workspace, request, signed } = await readSession(c, syncRequest)
  const at = deps.now()
  const visitor = visitorOf(request)
  const { account, user } = visitor
  const { items } = request
  const saying = { db: workspace.db, at, newId: deps.newId }
  const arrival = { at, sentAt: request.sentAt }
  const judged = judge(
    items,
    { schema: itemSchemas.widgetItem, isPlain: isPlainWidgetEvent },
    (item): Input => fromWidget(item, { account, user }, arrival),
  )
  const hints = await hintsOf(request, saying)
  const asked = judgeAsked(request.ask ?? [])
  const { accepted, repeated, refused, done } = await land(deps, {
    workspace: workspace.id,
    source: 'widget',
    at,
    items,
    judged,
    besides: [...(await signedInputs(signed, visitor, saying)), ...hints.inputs],
    question: {
      visitor,
      placements: asked.placements,
      arm: true,
      shown: request.shown,
      store: true,
    },
  })
  const life = lifeOf(signed, at)
  // Another page has come: what is armed there is for its own stream to tell.
  const hasTurned = items.some(isPageView)
  const holder = { key: request.key, workspace: workspace.id, visitor }
  return c.json({
    v: 1,
    now: at,
    seq: done?.seq ?? 0,
    accepted,
    repeated,
    refused: [...refused, ...hints.refused, ...asked.refused],
    armed: done?.armed ?? [],
    placements: done?.placements ?? [],
    ...life,
    ...(hasTurned ? { ticket: await deps.tickets.issue(holder, life.tokenMs) } : {}),
    ...(request.shown && { shown: done?.shown ?? [] }),
    answers: done?.decisions ?? [],
  } satisfies z.infer<typeof syncResponse>)
})

const isPageView = (item: unknown) =>
  typeof item === 'object' && item !== null && 'name' in item && item.name === 'page_viewed'
