/** What a play does, as the form asks for it: switched on and off, one by one. Pure. */
import type { PlayAction } from '../../../../shared/play/play.ts'

/** How the owner hears of a signal. */
export type OwnerWay = 'alert' | 'digest' | 'none'

export function ownerWay(actions: readonly PlayAction[]): OwnerWay {
  return (actions.find(isForOwner)?.kind as OwnerWay | undefined) ?? 'none'
}

const isForOwner = (action: PlayAction) =>
  action.kind === 'digest' || (action.kind === 'alert' && action.destination === undefined)

export function withOwnerWay(actions: readonly PlayAction[], way: OwnerWay): PlayAction[] {
  const rest = actions.filter((one) => !isForOwner(one))
  return way === 'none' ? rest : [{ kind: way }, ...rest]
}

/** Null where prompts are not led to; empty for all of them. */
export function nudgesOf(actions: readonly PlayAction[]): string[] | null {
  const found = actions.find((one) => one.kind === 'nudge')
  return found?.kind === 'nudge' ? found.nudges : null
}

export function withNudges(actions: readonly PlayAction[], nudges: string[] | null): PlayAction[] {
  const rest = actions.filter((one) => one.kind !== 'nudge')
  return nudges === null ? rest : [{ kind: 'nudge', nudges }, ...rest]
}

/** The ways that lead to a destination. */
export type Sent = 'alert' | 'task' | 'webhook'

export function destinationsOf(actions: readonly PlayAction[], kind: Sent): string[] {
  return actions.flatMap((one) =>
    one.kind === kind && 'destination' in one && one.destination !== undefined
      ? [one.destination]
      : [],
  )
}

export function withDestinations(
  actions: readonly PlayAction[],
  kind: Sent,
  keys: readonly string[],
): PlayAction[] {
  const isSent = (one: PlayAction) =>
    one.kind === kind && 'destination' in one && one.destination !== undefined
  return [
    ...actions.filter((one) => !isSent(one)),
    ...keys.map((destination): PlayAction => ({ kind, destination })),
  ]
}
