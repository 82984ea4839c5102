/** Takes every call and does nothing, for where there is no page, as on a server that renders one. */
import type { Brim, Showing, Unshown } from './core/api.ts'

/** `reason`: why nothing is ever shown. */
export function createInert(reason: Unshown): Brim {
  const ask = async (): Promise<Showing> => ({ shown: false, reason, decisionId: null })
  return {
    version: __BRIM_VERSION__,
    identify() {},
    track() {},
    used() {},
    usage() {},
    paywall: ask,
    prompt: ask,
    on: () => () => {},
    consent() {},
    reset() {},
    debug() {},
  }
}
