/**
 * One line a request: `debug` where all is well, `warn` where the server failed or was slow. Never
 * anything of what was asked or answered: the pattern of the route stands for the address.
 */
import type { Logger } from '../../log.ts'

export type LoggedRequest = {
  requestId: string
  method: string
  route: string
  status: number
  ms: number
  workspace: string | undefined
}

/** Longer than anybody waits gladly. */
export const slowMs = 1_000
/** Warnings in one second: a database that is away fails every request, and says so often enough. */
const mostWarnings = 20

export function createRequestLog(log: Logger, now: () => number): (one: LoggedRequest) => void {
  let second = 0
  let warnings = 0

  return (one) => {
    if (one.status < 500 && one.ms < slowMs) {
      log.debug(one, 'request')
      return
    }
    const current = Math.floor(now() / 1000)
    if (current !== second) {
      const unsaid = warnings - mostWarnings
      if (unsaid > 0) log.warn({ requests: unsaid }, 'more requests failed or were slow')
      second = current
      warnings = 0
    }
    if (++warnings > mostWarnings) return
    log.warn(one, one.status >= 500 ? 'request failed' : 'request was slow')
  }
}
