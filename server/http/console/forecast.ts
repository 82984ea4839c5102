/** How often a draft would have been shown lately, from the thread that reads history. */
import type { Forecast } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Deps } from '../../deps.ts'
import type { Said } from '../../replay/replayer.ts'
import { ApiError } from '../answer/api-error.ts'
import type { Workspace } from '../router.ts'

/** A look at thirty days takes about so long. */
const retryAfterS = 2
/** Others look as well: whoever comes while they do waits so long for their turn. */
const longestWaitMs = 10_000

export async function forecastOf(
  { deps, workspace }: { deps: Deps; workspace: Workspace },
  nudge: Nudge,
  stop: AbortSignal,
): Promise<Forecast> {
  const { replayer } = deps
  const patience = AbortSignal.any([stop, AbortSignal.timeout(longestWaitMs)])
  for (;;) {
    const messages = replayer.start(workspace.id, { nudge, now: deps.now() }, stop)
    if (messages) return lastWordOf(messages)
    await replayer.freed(patience)
    if (patience.aborted) {
      const message = 'History is being read already: one reads it at a time, and few in all'
      throw new ApiError('rate_limited', message, { retryAfterS })
    }
  }
}

async function lastWordOf(messages: AsyncIterable<Said>): Promise<Forecast> {
  for await (const message of messages) {
    if (message.type === 'forecast') return message.forecast
    if (message.type === 'failed') throw new ApiError(message.error.code, message.error.message)
  }
  throw new ApiError('unavailable', 'It was broken off', { retryAfterS })
}
