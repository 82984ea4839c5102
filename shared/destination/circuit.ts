/**
 * The circuit of a destination: after some failures in a row nothing is sent for a while, then one
 * message tries. It holds for all nodes, so it is a rule over two columns and knows no clock.
 */
import { hourMs } from '../value/duration.ts'

/** `failures`: in a row. `heldUntil`: nothing is sent before it (epoch ms), for whatever reason. */
export type Held = { failures: number; heldUntil: number | null }
export type CircuitState = 'closed' | 'open' | 'half_open'

/** In a row. */
export const opensAfter = 5
const firstHoldMs = 30_000
const longestHoldMs = hourMs

/** What failed while it was held already was under way then, and says nothing new. */
export function afterFailure({ failures, heldUntil }: Held, at: number): Held {
  if (heldUntil !== null && heldUntil > at) return { failures, heldUntil }
  const more = failures + 1
  if (more < opensAfter) return { failures: more, heldUntil: null }
  const holdMs = Math.min(longestHoldMs, firstHoldMs * 2 ** (more - opensAfter))
  return { failures: more, heldUntil: at + holdMs }
}

/** It works again; the time that it has asked for it is given all the same. */
export function afterAnswer({ failures, heldUntil }: Held): Held {
  return { failures: 0, heldUntil: failures < opensAfter ? heldUntil : null }
}

export function circuitOf({ failures, heldUntil }: Held, now: number): CircuitState {
  if (failures < opensAfter) return 'closed'
  return heldUntil !== null && heldUntil > now ? 'open' : 'half_open'
}

/** How many may be under way at once: to find out whether it answers again, one is enough. */
export function mostUnderWay(held: Held, usually: number, now: number): number {
  if (held.heldUntil !== null && held.heldUntil > now) return 0
  return held.failures < opensAfter ? usually : 1
}
