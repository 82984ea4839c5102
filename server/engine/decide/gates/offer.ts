import { planOf } from '../../../../shared/definition/plan.ts'
import { lengthInWords } from '../../../../shared/words/measure.ts'
import { offerEndsAt } from '../../rules.ts'
import { type Ask, fail, type GateAnswer, type GateCheck, pass } from '../gate.ts'

/** There is something left to offer: a higher plan, a trial that hasn't been had, and in time. */
export const offer: GateCheck = (ask) => {
  const { candidate, catalogue, facts } = ask
  const key = candidate.nudge.offer
  const offered = catalogue.offers.get(key)
  if (!offered) {
    return fail('offer', 'offer_not_applicable', `when the offer "${key}" is published`, {
      value: key,
    })
  }
  const planKey = planOf(offered)
  if (planKey === undefined) return notExpired(ask)
  const plan = catalogue.plans.get(planKey)
  if (!plan) {
    return fail('offer', 'offer_not_applicable', `when the plan "${planKey}" is published`, {
      value: planKey,
    })
  }
  // An account whose plan nobody has told us is not kept from an offer.
  const current = facts.plan === undefined ? undefined : catalogue.plans.get(facts.plan)
  if (current && current.tier >= plan.tier) {
    const seen = { value: `on ${current.key}`, threshold: `below ${plan.key}` }
    return fail('offer', 'offer_not_applicable', null, seen)
  }
  if (offered.kind === 'trial') {
    const had = facts.trials.find((one) => one.offer === key || one.plan === planKey)
    if (had) {
      return fail('offer', 'offer_not_applicable', null, {
        value: `trial of ${had.plan} taken`,
        threshold: 'no trial of it yet',
      })
    }
  }
  return notExpired(ask)
}

/** What was shown to the account first so long ago is no longer offered. */
function notExpired({ candidate, facts, moment: { now } }: Ask): GateAnswer {
  const { offer: key } = candidate.nudge
  const endsAt = offerEndsAt(candidate.rules, facts.offersMade.get(key), now)
  if (endsAt === null || now < endsAt) return pass('offer', { value: key })
  return fail('offer', 'offer_not_applicable', 'when the offer lasts longer', {
    value: `expired on ${new Date(endsAt).toISOString().slice(0, 10)}`,
    threshold: `within ${lengthInWords(candidate.rules.offerLastsMs ?? 0)} of being shown`,
  })
}
