/** Writes now and then when keys were last used: soon enough for people, seldom enough for the disk. */
import type { Deps } from '../deps.ts'
import { describeError } from '../http/answer/describe-error.ts'

const everyMs = 30_000

export type KeyUse = { stop(): Promise<void> }

export function startKeyUse({ keys, identity, pageOrigins, log }: Deps): KeyUse {
  const flush = async () => {
    try {
      await keys.flush()
      await identity.flush()
      await pageOrigins.flush()
    } catch (error) {
      log.warn(describeError(error), 'when keys were last used was not written')
    }
  }
  const timer = setInterval(() => void flush(), everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
