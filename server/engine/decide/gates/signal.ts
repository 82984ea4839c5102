import { lengthInWords } from '../../../../shared/words/measure.ts'
import { evidenceOf } from '../../condition.ts'
import { silentUntil } from '../../trigger.ts'
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
  const asked = relay ? openRequests(facts, offer, moment.now).length : 0
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
  if (activeSignal(ask, key, trigger.trigger.subject)) return pass('signal', { value: key })

  const evidence = evidenceOf(trigger.condition, facts.facts)
  // One that is paused, or is still being counted, does not fire.
  const isAtHand = catalogue.listeners.get(moment.event?.name ?? '')?.includes(trigger) ?? false
  const last = facts.firing(key)
  const coolsUntil = last ? silentUntil(trigger, last) : 0
  const isRearmed = !last || trigger.trigger.rearm === 'after_cooldown' || last.hasBeenFalse
  const holds = trigger.condition.test(facts.facts) === true
  if (isAtHand && holds && isRearmed && moment.now >= coolsUntil)
    return pass('signal', { value: key, evidence })
  if (holds && moment.now < coolsUntil) {
    const nearest = `in ${lengthInWords(coolsUntil - moment.now)}, when "${key}" has cooled down`
    return fail('signal', 'no_signal', nearest, { value: key, evidence })
  }
  if (holds && !isRearmed) {
    const nearest = 'when its condition has been false and true again'
    return fail('signal', 'no_signal', nearest, { value: key, evidence })
  }
  const nearest = holds
    ? `with the next event of "${key}"`
    : nearestLeaf(trigger.condition, facts.facts)
  return fail('signal', 'no_signal', nearest, { value: key, evidence })
}

function activeSignal({ facts, moment }: Ask, key: string, subject: 'account' | 'user'): boolean {
  return facts.signals.some(
    (one) =>
      one.trigger === key &&
      one.expiresAt > moment.now &&
      (subject === 'account' || one.user === facts.user),
  )
}
