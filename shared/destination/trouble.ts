/**
 * What is wrong with a destination for longer than passes by itself: when owners are told of it, and when
 * Brim stops trying. A rule over what its row says, as the circuit is, and it knows no clock.
 */
import { dayMs, hourMs } from '../value/duration.ts'
import { opensAfter } from './circuit.ts'
import type { DestinationState } from './kind.ts'

/** What an attempt says of where it went: `unknown` where it says nothing, or asks for time. */
export type Health = 'well' | 'fault' | 'unknown'

/** `stopped`: by Brim, after days of nothing but failures. `gone`: by the other end. */
export const troubles = ['failing', 'stopped', 'gone'] as const
export type Trouble = (typeof troubles)[number]

/** An outage that people have noticed already is not told. */
export const tellsAfterMs = hourMs
/** As Standard Webhooks recommends, and Svix does it. */
export const stopsAfterMs = 5 * dayMs

export type Standing = {
  state: DestinationState
  /** In a row. */
  failures: number
  /** Since when every attempt has failed; null where the newest has not. */
  failingSince: number | null
}

/** What owners are to be told of a destination. */
export type DestinationTrouble = {
  destination: string
  name: string
  trouble: Trouble
  /** Since when nothing has arrived; null where something has. */
  since: number | null
  /** What the newest attempt said. */
  error: string | null
}
export type ToldTrouble = Pick<DestinationTrouble, 'destination' | 'trouble'>

export function failingAfter(since: number | null, health: Health, at: number): number | null {
  switch (health) {
    case 'well':
      return null
    case 'fault':
      return since ?? at
    case 'unknown':
      return since
    default:
      return health satisfies never
  }
}

/** One that works after all while nobody looks goes on by itself. */
export function stateAfter({ state, ...standing }: Standing, at: number): DestinationState {
  if (state === 'stopped') return standing.failingSince === null ? 'on' : state
  return state === 'on' && hasFailedFor(stopsAfterMs, standing, at) ? 'stopped' : state
}

export function troubleOf({ state, ...standing }: Standing, at: number): Trouble | null {
  switch (state) {
    case 'stopped':
    case 'gone':
      return state
    case 'paused':
      return null
    case 'on':
      return hasFailedFor(tellsAfterMs, standing, at) ? 'failing' : null
    default:
      return state satisfies never
  }
}

function hasFailedFor(
  ms: number,
  { failures, failingSince }: Omit<Standing, 'state'>,
  at: number,
): boolean {
  return failures >= opensAfter && failingSince !== null && at - failingSince >= ms
}
