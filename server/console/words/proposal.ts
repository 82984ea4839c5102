/** What a trigger waits for and what an offer proposes, in a sentence beside their names. */
import type { Offer } from '../../../shared/definition/plan.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import { counted } from '../../../shared/words/number.ts'
import { conditionInWords } from './condition.ts'
import { durationInWords } from './time.ts'

export function triggerInWords({ subject, when, cooldown, expires }: Trigger): string {
  const who = subject === 'account' ? 'An account' : 'A user'
  return `${who} is ready when ${conditionInWords(when)}. It stays so for ${durationInWords(expires)}, and is not told again for ${durationInWords(cooldown)}.`
}

/** `planName`: what a plan is called, by its key. */
export function offerInWords(offer: Offer, planName: (key: string) => string): string {
  switch (offer.kind) {
    case 'upgrade':
      return `Proposes the plan ${planName(offer.plan)}.`
    case 'seats':
      return `Proposes ${counted(offer.seats, 'more seat')}.`
    case 'add_on':
      return `Proposes the add-on “${offer.addOn}”.`
    case 'trial':
      return `Lets them try ${planName(offer.plan)} for ${durationInWords(offer.lasts)}; Brim starts and ends the trial.`
    case 'contact':
      return 'Leads to a person in sales.'
    case 'ask_admin':
      return `Lets them ask their admin for ${planName(offer.plan)}.`
    case 'learn_more':
      return 'Says more, and sells nothing.'
    default:
      return offer satisfies never
  }
}
