/** Entries of the log at which a nudge of a placement would have been asked for. */
import { type Placement, parsePlacement } from '../../../shared/definition/nudge.ts'
import type { Entry } from '../world.ts'

export type Moments = {
  /** The event to look for. */
  event: string
  has(entry: Pick<Entry, 'name' | 'properties'>): boolean
}

/** A slot, a meter and the page are asked for with each page; a page view is the nearest that is logged. */
export function momentsOf(placement: string): Moments {
  const parsed: Placement = parsePlacement(placement) ?? { kind: 'page' }
  if (parsed.kind === 'event')
    return { event: parsed.name, has: ({ name }) => name === parsed.name }
  if (parsed.kind !== 'paywall') {
    return { event: 'page_viewed', has: ({ name }) => name === 'page_viewed' }
  }
  return {
    event: 'paywall_hit',
    has: ({ name, properties }) => name === 'paywall_hit' && properties.feature === parsed.name,
  }
}
