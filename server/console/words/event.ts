/** Events and outcomes as sentences. */
import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Properties } from '../../../shared/event/event.ts'
import type { EventSource } from '../../../shared/protocol/live.ts'
import { numberInWords } from '../../../shared/words/number.ts'
import { valueInWords } from '../../../shared/words/operator.ts'
import { plain } from '../../../shared/words/reason.ts'
import type { NameOf } from './value.ts'

const outcomes: Record<string, string> = {
  shown: 'Saw',
  withheld: 'As a control, didn’t see',
  clicked: 'Clicked',
  dismissed: 'Closed',
  snoozed: 'Put off',
  never: 'Doesn’t want to see',
  trial_started: 'Started a trial from',
  asked_admin: 'Asked their admin from',
  converted: 'Upgraded after',
}

/** Where something came from. */
export const sourceWords: Readonly<Record<EventSource, string>> = {
  widget: 'a page',
  api: 'the API',
  brim: 'Brim',
  tool: 'a tool',
  tool_browser: 'a tool in a browser',
}

type Words = { text: string; object: string | null }

/** What happened, and the name of the thing it happened to. */
export function eventInWords(
  name: string,
  properties: Properties,
  nameOf: NameOf = (_, key) => key,
): Words {
  const of = (property: string) => {
    const value = properties[property]
    return value === undefined || value === null ? null : valueInWords(value)
  }
  const named = (kind: DefinitionKind, property = kind as string) => {
    const key = of(property)
    return key && nameOf(kind, key)
  }
  switch (name) {
    case 'paywall_hit':
      return { text: 'Hit the paywall', object: of('feature') }
    case 'feature_used':
      return { text: 'Used', object: of('feature') }
    case 'support_inquiry':
      return { text: 'Asked support about', object: of('topic') }
    case 'page_viewed':
      return { text: 'Viewed', object: of('path') ?? of('page') ?? of('url') ?? 'a page' }
    case 'meter_read':
      return { text: 'Usage of', object: meterInWords(properties) }
    case 'account_changed':
      return { text: 'Account traits changed', object: changedTraits(properties) }
    case 'user_changed':
      return { text: 'User traits changed', object: changedTraits(properties) }
    case 'consent_changed':
      return of('consent') === 'refused'
        ? { text: 'Refused prompts', object: null }
        : { text: 'Agreed to prompts', object: null }
    case 'conversion':
      return { text: 'Bought', object: named('plan') ?? named('offer') ?? of('kind') }
    case 'plan_changed':
      return { text: 'Plan changed to', object: named('plan', 'to') ?? named('plan') ?? 'another' }
    case 'account_claimed':
      return { text: 'Sales has the account:', object: of('by') }
    case 'account_released':
      return { text: 'Sales released the account:', object: of('by') }
    case 'trial_started':
      return { text: 'Started the trial', object: named('offer') }
    case 'trial_extended':
      return { text: 'Was given another end of the trial', object: named('offer') }
    case 'trial_ended':
      return { text: 'Came to the end of the trial', object: named('offer') }
    default:
      return outcomeInWords(name, named('nudge')) ?? { text: plain(name), object: of('feature') }
  }
}

export const outcomeWord = (outcome: string) => outcomes[outcome] ?? plain(outcome)

function outcomeInWords(name: string, nudge: string | null): Words | undefined {
  const outcome = name.startsWith('nudge_') ? outcomes[name.slice('nudge_'.length)] : undefined
  return outcome ? { text: outcome, object: nudge ?? 'a nudge' } : undefined
}

function meterInWords(properties: Properties): string {
  const { meter, used, limit } = properties
  const reading = typeof used === 'number' ? `: ${numberInWords(used)}` : ''
  const most = typeof limit === 'number' ? ` of ${numberInWords(limit)}` : ''
  return `${typeof meter === 'string' ? meter : 'a meter'}${reading}${most}`
}

function changedTraits(properties: Properties): string | null {
  const names = Object.keys(properties)
  return names.length > 0 ? names.join(', ') : null
}
