/** A draft trigger over the stored history. */
import { createRoute } from '@hono/zod-openapi'
import { replayMessage, replayRequest } from '../../../shared/replay/replay.ts'
import { bodyErrors, bodyOf, lines } from '../openapi.ts'
import { streamReplay } from '../replay.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const route = createRoute({
  method: 'post',
  path: '/triggers/replay',
  tags: ['Triggers'],
  security: [{ secretKey: [] }],
  summary: 'Replay a trigger',
  description:
    'Runs a trigger that need not be saved over the stored history, by the code that runs live: how often it would have fired, and what came of it. Answers in lines of JSON: `progress`, then one `report` or `failed`. Hanging up stops it. One replay a workspace at a time.',
  request: { body: bodyOf(replayRequest) },
  responses: lines(replayMessage, ...bodyErrors, 'unknown_key', 'forbidden', 'rate_limited'),
})

export const replay = createPublicRouter<KeyEnv>()
replay.openAPIRegistry.registerPath(route)
replay.post('/triggers/replay', requireScope('read'), (c) => streamReplay(c))
