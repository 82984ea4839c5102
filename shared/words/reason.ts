/** Why nothing was shown. */
import type { Reason } from '../decision/decision.ts'
import { capital, shortForms } from './capital.ts'

const sentences: Record<Reason, string> = {
  no_candidate: 'No nudge is made for this placement',
  workspace_paused: 'The whole workspace is paused',
  no_consent: 'They haven’t agreed to prompts',
  holdout: 'The account is measured and never nudged',
  not_live: 'The nudge isn’t live',
  no_signal: 'Its trigger hasn’t fired',
  audience: 'Outside the nudge’s audience',
  offer_not_applicable: 'The offer doesn’t fit this account',
  not_a_buyer: 'They can’t buy, and the nudge has nothing else for them',
  claimed_by_sales: 'Somebody in sales has claimed the account',
  kept_by_play: 'A play leaves the account’s signal to somebody else',
  opted_out: 'They asked never to see it again',
  snoozed: 'They asked for later, and later hasn’t come',
  converted: 'The account has taken this offer already',
  capped_nudge: 'Seen as often as the nudge allows',
  capped_group: 'Enough nudges of its group for now',
  capped_budget: 'Enough prompts for now',
  control: 'In the control group of an experiment',
  copy_unresolved: 'A variable in the copy has no value',
  outranked: 'Another nudge went first',
}

export function reasonInWords(reason: string): string {
  return Object.hasOwn(sentences, reason) ? sentences[reason as Reason] : plain(reason)
}

/** The same within a sentence. */
export function reasonPhrase(reason: string): string {
  const text = reasonInWords(reason)
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** A code that is not known here yet, made readable. */
export function plain(code: string): string {
  return capital(shortForms(code.replaceAll('_', ' ')))
}
