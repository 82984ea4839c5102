/** What the console's live stream carries: things that have just been committed. */

import type { Signal } from '../account/signal.ts'
import type { Properties } from '../event/event.ts'

export type LiveEvent = {
  /** Position in the log: grows with every event. */
  seq: number
  name: string
  account: string
  user: string | null
  properties: Properties
  /** Epoch ms. */
  occurredAt: number
  receivedAt: number
  source: EventSource
}

/**
 * Where an event came from; `brim` for those it wrote itself. Of a tool that a SaaS sends its events to
 * anyway: `tool` where its servers sent it, `tool_browser` where anybody's browser may have.
 */
export type EventSource = 'widget' | 'api' | 'brim' | 'tool' | 'tool_browser'

export type LiveDecision = {
  id: string
  at: number
  account: string
  user: string
  placement: string
  nudge: string | null
  reason: string | null
}

/** One message of the stream. */
export type LiveMessage =
  | { type: 'event'; event: LiveEvent }
  | { type: 'signal'; signal: Signal }
  | { type: 'decision'; decision: LiveDecision }

/** Tells messages apart, of whatever type. */
export function idOf(message: LiveMessage): string {
  switch (message.type) {
    case 'event':
      return `event ${message.event.seq}`
    case 'signal':
      return `signal ${message.signal.id}`
    case 'decision':
      return `decision ${message.decision.id}`
    default:
      return message satisfies never
  }
}
