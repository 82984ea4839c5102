/** Which steps of the guide are done: from what is really there. Pure. */
import type { Identity, Key, Start } from '../../contract.ts'

export const stepNames = ['origins', 'snippet', 'heard', 'identity', 'nudge', 'seen'] as const
export type StepName = (typeof stepNames)[number]

/** Worth doing before real people come, and not needed for the first prompt. */
export const optionalSteps: readonly StepName[] = ['identity']

type Known = {
  keys: readonly Key[]
  start: Start
  identity: Identity | undefined
  /** How many nudges are published. */
  published: number
}

export function stepsDone({ keys, start, identity, published }: Known): Record<StepName, boolean> {
  const valid = identity?.checks.valid ?? 0
  return {
    origins: keys.some((key) => key.kind === 'publishable' && key.origins.length > 0),
    // Also a page that was refused has the snippet in it.
    snippet: start.origins.length > 0 || start.heard !== null,
    heard: start.heard !== null,
    identity: identity !== undefined && identity.mode !== 'off' && valid > 0,
    nudge: published > 0,
    seen: start.seen !== null,
  }
}

const needed = stepNames.filter((name) => !optionalSteps.includes(name))

export function progressOf(done: Record<StepName, boolean>): { done: number; of: number } {
  return { done: needed.filter((name) => done[name]).length, of: needed.length }
}

/** The first that is needed and not done; undefined when the first prompt was seen. */
export function nextStep(done: Record<StepName, boolean>): StepName | undefined {
  return needed.find((name) => !done[name])
}
