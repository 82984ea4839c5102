import { lengthInWords } from '../../../../shared/words/measure.ts'
import { evidenceOf } from '../../condition.ts'
import { type CompiledTrigger, silentUntil } from '../../trigger.ts'
import { type Ask, fail, type GateCheck, pass } from '../gate.ts'
import { nearestLeaf } from '../nearest.ts'
import { openRequests } from '../requests.ts'

/**
 * Its trigger has an active signal for this account or user, or fires with the event at hand. A
 * relay waits for requests too.
 */
export const signal: GateCheck = (ask) => {
  const { candidate, catalogue, facts, moment } = ask
  const { trigger: key, offer, relay } = candidate.nudge
  const asked = requestsFor(ask)
  if (relay && asked === 0) {
    const seen = { value: 'nobody asks for it' }
    return fail('signal', 'no_signal', `a request for ${offer}`, seen)
  }
  if (key === undefined)
    return pass('signal', { value: asked > 0 ? `asked by ${asked}` : 'needs none' })
  const trigger = catalogue.triggers.get(key)
  if (!trigger) {
    return fail('signal', 'no_signal', `when the trigger "${key}" is published`, { value: key })
  }
  const standing = standingOf(ask, trigger)
  if (standing === 'active') return pass('signal', { value: key })

  const evidence = evidenceOf(trigger.condition, facts.facts)
  if (standing === 'fires') return pass('signal', { value: key, evidence })
  const nearest = (): string | null => {
    switch (standing) {
      case 'cools':
        return `in ${lengthInWords(coolsUntil(ask, trigger) - moment.now)}, when "${key}" has cooled down`
      case 'has_held':
        return 'when its condition has been false and true again'
      case 'waits':
        return `with the next event of "${key}"`
      case 'unmet':
        return nearestLeaf(trigger.condition, facts.facts)
    }
  }
  return fail('signal', 'no_signal', nearest(), { value: key, evidence })
}

/** Whether that gate is open, without the words: it is the one that most nudges wait at. */
export function isSignalled(ask: Ask): boolean {
  const { trigger: key, relay } = ask.candidate.nudge
  if (relay && requestsFor(ask) === 0) return false
  if (key === undefined) return true
  const trigger = ask.catalogue.triggers.get(key)
  if (!trigger) return false
  if (hasActiveSignal(ask, trigger)) return true
  return isAtHand(ask, trigger) && standingOf(ask, trigger) === 'fires'
}

/** How many ask for the offer of a relay. */
function requestsFor({ candidate, facts, moment }: Ask): number {
  const { offer, relay } = candidate.nudge
  return relay ? openRequests(facts, offer, moment.now).length : 0
}

/** `has_held`: it has fired, and its condition has held ever since. `waits`: for an event of its own. */
type Standing = 'active' | 'fires' | 'cools' | 'has_held' | 'waits' | 'unmet'

function standingOf(ask: Ask, trigger: CompiledTrigger): Standing {
  const { facts, moment } = ask
  const { key, rearm } = trigger.trigger
  if (hasActiveSignal(ask, trigger)) return 'active'
  if (trigger.condition.test(facts.facts) !== true) return 'unmet'
  if (moment.now < coolsUntil(ask, trigger)) return 'cools'
  const last = facts.firing(key)
  if (last && rearm !== 'after_cooldown' && !last.hasBeenFalse) return 'has_held'
  return isAtHand(ask, trigger) ? 'fires' : 'waits'
}

/** One that is paused, or is still being counted, listens to nothing. */
function isAtHand({ catalogue, moment }: Ask, trigger: CompiledTrigger): boolean {
  return catalogue.listeners.get(moment.event?.name ?? '')?.includes(trigger) ?? false
}

/** Epoch ms; 0 where it has never fired. */
function coolsUntil({ facts }: Ask, trigger: CompiledTrigger): number {
  const last = facts.firing(trigger.trigger.key)
  return last ? silentUntil(trigger, last) : 0
}

function hasActiveSignal({ facts, moment }: Ask, { trigger }: CompiledTrigger): boolean {
  return facts.signals.some(
    (one) =>
      one.trigger === trigger.key &&
      one.expiresAt > moment.now &&
      (trigger.subject === 'account' || one.user === facts.user),
  )
}
