/** `GET /b/v1/live`: what may be drawn, again and again, whenever something elsewhere has changed it. */
import { createRoute, z } from '@hono/zod-openapi'
import { type OpenResponse, openResponse } from '../../../shared/protocol/api.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { streamEvents } from '../answer/stream-events.ts'
import { answers } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { demandOrigin, findPublishableKey } from './session.ts'

const heartbeatMs = 15_000

const query = z.object({
  ticket: z
    .string()
    .min(1)
    .max(4_096)
    .meta({ description: 'As the answer to a page that opened has it' }),
})

const route = createRoute({
  method: 'get',
  path: '/v1/live',
  tags: ['Widget'],
  summary: 'Listen for prompts',
  description:
    'Server-sent events, for an `EventSource`. Each `armed` carries the body of an answer to `open`: first what may be drawn now, then anew whenever something elsewhere changes it: an event from the backend or another device, a cap that was reached, what was published or paused. Ends when the ticket is an hour old or its key is revoked; then open anew.',
  request: { query },
  responses: {
    ...answers(200, openResponse, 'invalid', 'unknown_key', 'origin_not_allowed', 'rate_limited'),
    200: { description: 'A stream', content: { 'text/event-stream': { schema: openResponse } } },
  },
})

export const live = createPublicRouter()
live.openAPIRegistry.registerPath(route)
live.get(route.path, async (c) => {
  const deps = c.get('deps')
  const read = await deps.tickets.read(parse(query, c.req.query()).ticket)
  if (!read) throw new ApiError('unknown_key', 'This ticket is no good any more: open anew')
  const { holder, expiresAt } = read
  const { workspace, visitor } = holder
  const key = await findPublishableKey(c, holder.key)
  // A page that reaches Brim through its own site sends none when it only reads.
  const origin = c.req.header('origin')
  if (origin !== undefined) demandOrigin(key, origin)
  const leave = deps.visitors.enter(workspace, visitor.user)
  if (!leave) {
    throw new ApiError('rate_limited', 'Too many streams are open', { retryAfterS: 30 })
  }
  return streamEvents(c, async (stream) => {
    /** The newest only: who reads slowly has missed nothing that still counts. */
    let waiting: OpenResponse | undefined
    let isOpen = true
    let wake = () => {}
    let stop = () => {}
    const end = () => {
      if (!isOpen) return
      isOpen = false
      clearInterval(heartbeat)
      stop()
      leave()
      wake()
    }
    const isStillGood = async () =>
      deps.now() < expiresAt && (await deps.keys.find(holder.key))?.id === key.id
    let isRead = true
    const heartbeat = setInterval(async () => {
      // Whoever has not read one when the next is due is cut off.
      if (!isRead) {
        end()
        stream.abort()
        return
      }
      isRead = false
      void stream.write(': still here\n\n').then(() => {
        isRead = true
      })
      if (!(await isStillGood().catch(() => true))) end()
    }, heartbeatMs)
    stream.onAbort(end)
    try {
      await stream.write('retry: 1000\n\n')
      stop = await deps.visitors.join({
        workspace,
        visitor,
        end,
        tell(armed) {
          waiting = armed
          wake()
        },
      })
      if (!isOpen) stop()
      while (isOpen) {
        const armed = waiting
        waiting = undefined
        if (armed) await stream.writeSSE({ event: 'armed', data: JSON.stringify(armed) })
        if (waiting || !isOpen) continue
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      end()
    }
  })
})
