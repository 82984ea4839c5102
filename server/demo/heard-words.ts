/** Events, signals and decisions in words, for people who have never seen Brim. */
import type { Reason, Receipt } from '../../shared/decision.ts'
import type { LiveEvent, LiveMessage } from '../../shared/live.ts'
import type { Evidence } from '../../shared/signal.ts'
import { nudges } from './catalogue/nudges.ts'
import { triggers } from './catalogue/triggers.ts'

export type Heard = {
  id: string
  kind: 'event' | 'signal' | 'shown' | 'held'
  /** Epoch ms. */
  at: number
  title: string
  detail: string
}

export function explain(message: LiveMessage, receipt?: Receipt): Heard {
  switch (message.type) {
    case 'event': {
      const { seq, receivedAt } = message.event
      const [title, detail] = eventInWords(message.event)
      return { id: `event-${seq}`, kind: 'event', at: receivedAt, title, detail }
    }
    case 'signal': {
      const { id, firedAt, trigger, evidence } = message.signal
      const name = triggers.find((one) => one.key === trigger)?.name ?? trigger
      return { id, kind: 'signal', at: firedAt, title: name, detail: evidenceInWords(evidence) }
    }
    case 'decision': {
      const { id, at, nudge, reason, placement } = message.decision
      const name = nudges.find((one) => one.key === nudge)?.name ?? nudge
      return nudge
        ? {
            id,
            kind: 'shown',
            at,
            title: `“${name}” for ${placement}`,
            detail: 'Every gate passed.',
          }
        : {
            id,
            kind: 'held',
            at,
            title: `Nothing for ${placement}`,
            detail: reasonInWords(reason as Reason | null, receipt),
          }
    }
    default:
      return message satisfies never
  }
}

function eventInWords({ name, properties }: LiveEvent): [title: string, detail: string] {
  const { feature, topic, path, meter, used, limit } = properties
  switch (name) {
    case 'paywall_hit':
      return [`Paywall: ${feature}`, 'Someone reached for what the plan does not hold']
    case 'feature_used':
      return [`Used: ${feature}`, '']
    case 'support_inquiry':
      return [`Asked support about ${topic}`, '']
    case 'page_viewed':
      return ['Page viewed', String(path ?? '')]
    case 'meter_read':
      return [`Meter: ${meter}`, `${used} of ${limit ?? 'no limit'}`]
    default:
      return [sentence(name), Object.entries(properties).map(pair).join(', ')]
  }
}

const pair = ([key, value]: [string, unknown]) =>
  `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`

function sentence(name: string): string {
  const text = name.replace(/^nudge_/, 'Prompt ').replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const evidenceInWords = (evidence: Evidence[]) =>
  evidence
    .filter((one) => one.verdict === 'true')
    .map((one) => `${one.what}: ${one.value}`)
    .join(' · ')

const reasons: Record<Reason, string> = {
  no_candidate: 'No nudge is made for this place.',
  not_live: 'Its nudge is paused or outside its dates.',
  no_placement: 'No nudge is made for this place.',
  no_signal: 'No signal yet: it is not time.',
  audience: 'Not for this person.',
  offer_not_applicable: 'There is nothing left to offer: the plan or a trial holds it already.',
  opted_out: 'This person said never.',
  snoozed: 'This person said later.',
  capped_nudge: 'This person has seen it often enough.',
  capped_budget: 'Enough prompts for now: attention has a budget.',
  copy_unresolved: 'A word of its copy has no value.',
  outranked: 'Something more important won.',
}

function reasonInWords(reason: Reason | null, receipt: Receipt | undefined): string {
  const nearest = receipt?.candidates.find((one) => one.reason === reason)?.nearest
  const text = reason ? reasons[reason] : ''
  return nearest ? `${text} What would change it: ${nearest}.` : text
}
