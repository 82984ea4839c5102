/** Triggers and their parts as their authors read them. */
import type { Family, MeterRead, TrialRead, Trigger } from '../../../shared/definition/trigger.ts'
import type { MeasureKind } from '../model/trigger/measure.ts'
import { conditionInWords } from './condition.ts'
import { durationInWords } from './time.ts'

/** The whole of it: who is ready, when, how often, and for how long. */
export function triggerInWords({ subject, when, cooldown, expires }: Trigger): string {
  const who = subject === 'account' ? 'An account' : 'A person'
  return `${who} is ready when ${conditionInWords(when)}. It stays so for ${durationInWords(expires)}, and fires again after ${durationInWords(cooldown)} at the soonest.`
}

/** Without how often: for lists. */
export const whenInWords = ({ subject, when }: Trigger): string =>
  `${subject === 'account' ? 'An account' : 'A person'} is ready when ${conditionInWords(when)}`

export const subjectWords: Record<Trigger['subject'], string> = {
  account: 'The account, with everybody in it',
  user: 'One person',
}

export const rearmWords: Record<Trigger['rearm'], string> = {
  after_cooldown: 'as soon as that has passed',
  after_false: 'once it was false in between',
}

export const familyWords: Record<Family, string> = {
  paywall: 'Reaches for what the plan lacks',
  limit: 'Comes near a limit',
  premium_engagement: 'Uses the product intensely',
  collaboration: 'Brings more people',
  expansion_of_use: 'Takes up more of the product',
  support: 'Asks for more',
}

export const kindWords: Record<MeasureKind, string> = {
  count: 'How often something happened',
  distinct: 'How many different ones',
  sum: 'Sum of a property',
  growth: 'Growth over the time before',
  meter: 'Usage of a meter',
  newFeatures: 'Features taken up newly',
  signals: 'Signals of another trigger',
  age: 'How long they are here',
  trial: 'Days of a trial',
}

export const meterReadWords: Record<MeterRead, string> = {
  ratio: 'share of the limit in use',
  used: 'amount used',
  remaining: 'amount left',
  limit: 'limit',
  runwayDays: 'days until it is full',
}

export const trialReadWords: Record<TrialRead, string> = {
  daysLeft: 'days left',
  daysSinceStart: 'days since it started',
}
