/** Whether a play keeps from a nudge the signal that it waits for. */
import { isHeldOut } from '../assign.ts'
import { type CompiledPlay, keepsFrom, setOff } from '../play/set-off.ts'
import type { Ask } from './gate.ts'

/**
 * The play that does, as it stands now: the same for a signal that is active and for one that would
 * fire with the event at hand.
 */
export function keptByPlay({ catalogue, facts, candidate }: Ask): CompiledPlay | undefined {
  const { plays, triggers, seed, settings } = catalogue
  const key = candidate.nudge.trigger
  const trigger = key === undefined ? undefined : triggers.get(key)?.trigger
  if (plays.length === 0 || !trigger) return undefined
  const looked = setOff(plays, {
    trigger: trigger.key,
    family: trigger.family,
    user: facts.user,
    facts: facts.facts,
    shown: facts.shown,
    readiness: facts.readiness,
    isHeldOut: isHeldOut(seed, settings.holdout, facts.account),
  })
  return keepsFrom(candidate.nudge.key, looked)
}
