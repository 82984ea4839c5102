/** The two parts of a placement, and which of its kind were told of. Pure. */
import type { HeardPlacement } from '../../contract.ts'
import type { PlacementKind } from '../../words/nudge.ts'

/** `name`: empty for the page. */
export type Place = { kind: PlacementKind; name: string }

export function splitPlacement(placement: string): Place {
  const colon = placement.indexOf(':')
  const kind = colon < 0 ? placement : placement.slice(0, colon)
  return { kind: kind as PlacementKind, name: colon < 0 ? '' : placement.slice(colon + 1) }
}

export function joinPlacement(kind: PlacementKind, name: string): string {
  return kind === 'page' ? 'page' : `${kind}:${name}`
}

export type Heard = { name: string; times: number; lastAt: number }

/** Those of a kind, in the order in which they were given. */
export function heardOf(heard: readonly HeardPlacement[], kind: PlacementKind): Heard[] {
  return heard.flatMap(({ placement, times, lastAt }) => {
    const place = splitPlacement(placement)
    return place.kind === kind && place.name !== '' ? [{ name: place.name, times, lastAt }] : []
  })
}
