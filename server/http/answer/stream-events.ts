/**
 * Server-sent events. What breaks them off only the log can tell, as it tells of all that fails: Hono would
 * print it with what was asked for, or send that to who listens.
 */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { AppEnv } from '../router.ts'

export function streamEvents<E extends AppEnv>(
  c: Context<E>,
  run: (stream: SSEStreamingApi) => Promise<void>,
): Response {
  const { tellFault }: AppEnv['Variables'] = c.var
  // Proxies that buffer would hold the stream back.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    try {
      await run(stream)
    } catch (error) {
      tellFault(
        error instanceof Error ? error : new Error('no error was thrown'),
        'streams broke off',
      )
    }
  })
}
