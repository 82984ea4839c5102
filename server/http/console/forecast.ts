/** How often a draft would have been shown lately, from the thread that reads history. */
import type { Forecast } from '../../../shared/lint.ts'
import type { Nudge } from '../../../shared/nudge.ts'
import type { Deps } from '../../deps.ts'
import { ApiError } from '../api-error.ts'
import type { Workspace } from '../router.ts'

/** A look at thirty days takes about so long. */
const retryAfterS = 2

/** `by`: who asks; what they ask next takes the place of this. */
export async function forecastOf(
  { deps, workspace }: { deps: Deps; workspace: Workspace },
  { nudge, stop, by }: { nudge: Nudge; stop: AbortSignal; by: string },
): Promise<Forecast> {
  const messages = deps.replayer.start(workspace.id, { nudge, now: deps.now() }, stop, by)
  if (!messages) {
    const message = 'History is being read already: one reads it at a time, and few in all'
    throw new ApiError('rate_limited', message, { retryAfterS })
  }
  for await (const message of messages) {
    if (message.type === 'forecast') return message.forecast
    if (message.type === 'failed') throw new ApiError(message.error.code, message.error.message)
  }
  throw new ApiError('unavailable', 'It was broken off', { retryAfterS })
}
