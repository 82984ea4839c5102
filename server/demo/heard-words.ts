/** Events, signals and decisions in words, for people who have never seen Brim. */

import type { Evidence, Signal } from '../../shared/account/signal.ts'
import type { Reason, Receipt } from '../../shared/decision/decision.ts'
import type { LiveDecision, LiveEvent, LiveMessage } from '../../shared/protocol/live.ts'
import { nudges } from './catalogue/nudges.ts'
import { triggers } from './catalogue/triggers.ts'

export type Heard = {
  id: string
  kind: 'event' | 'signal' | 'prompt' | 'held'
  /** Epoch ms. */
  at: number
  title: string
  detail: string
}

export function explain(message: LiveMessage, receipt?: Receipt): Heard {
  switch (message.type) {
    case 'event':
      return { id: `event-${message.event.seq}`, ...eventInWords(message.event, receipt) }
    case 'signal':
      return signalInWords(message.signal)
    case 'decision':
      return decisionInWords(message.decision, receipt)
    default:
      return message satisfies never
  }
}

/** The decision whose receipt would say more about this. */
export function decisionOf(message: LiveMessage): string | undefined {
  if (message.type === 'decision') return message.decision.id
  if (message.type !== 'event' || message.event.name !== 'nudge_shown') return undefined
  const { decision } = message.event.properties
  return typeof decision === 'string' ? decision : undefined
}

const nameOf = (nudge: unknown) => nudges.find((one) => one.key === nudge)?.name ?? String(nudge)

function eventInWords(event: LiveEvent, receipt: Receipt | undefined): Omit<Heard, 'id'> {
  const { name, receivedAt: at, properties } = event
  if (name.startsWith('nudge_')) {
    const title = `“${nameOf(properties.nudge)}” ${outcomes[name] ?? sentence(name)}`
    return { kind: 'prompt', at, title, detail: whyShown(receipt) }
  }
  const [title, detail] = happening(event)
  return { kind: 'event', at, title, detail }
}

const outcomes: Record<string, string> = {
  nudge_shown: 'was shown',
  nudge_clicked: 'was clicked',
  nudge_dismissed: 'was closed',
  nudge_snoozed: 'was put off for later',
  nudge_never: 'is not wanted again',
  nudge_trial_started: 'started a trial',
}

function happening({ name, properties }: LiveEvent): [title: string, detail: string] {
  const { feature, topic, path, meter, used, limit, department } = properties
  switch (name) {
    case 'paywall_hit':
      return ['Paywall hit', String(feature)]
    case 'feature_used':
      return ['Feature used', String(feature)]
    case 'support_inquiry':
      return ['Support asked', `about ${topic}`]
    case 'page_viewed':
      return ['Page viewed', String(path ?? '')]
    case 'meter_read':
      return [`Meter ${meter}`, limit === null ? `${used}, no limit` : `${used} of ${limit}`]
    case 'member_invited':
      return ['Member invited', String(department)]
    case 'plan_changed':
      return ['Plan is now', String(properties.to)]
    case 'trial_started':
    case 'trial_extended':
    case 'trial_ended':
      return [sentence(name), String(properties.offer)]
    case 'user_changed':
      return [sentence(name), Object.values(properties).join(', ')]
    default:
      return [sentence(name), Object.entries(properties).map(pair).join(', ')]
  }
}

const pair = ([key, value]: [string, unknown]) =>
  `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`

function sentence(name: string): string {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function signalInWords({ id, firedAt, trigger, evidence }: Signal): Heard {
  const title = triggers.find((one) => one.key === trigger)?.name ?? trigger
  return { id, kind: 'signal', at: firedAt, title, detail: evidenceInWords(evidence) }
}

const evidenceInWords = (evidence: Evidence[]) =>
  evidence
    .filter((one) => one.verdict === 'true')
    .map(({ what, value, unit }) => {
      const seen = unit === 'share' ? `${Math.round(Number(value) * 100)}%` : value
      return `${what.replace(/^account\./, '').replaceAll('_', ' ')}: ${seen}`
    })
    .join(' · ')

/** `paywall:export` is "the export paywall". */
function placeInWords(placement: string): string {
  const [kind, name] = placement.split(':')
  if (name === undefined) return 'the page'
  return kind === 'event' ? `“${sentence(name)}”` : `the ${name} ${kind}`
}

function decisionInWords(decision: LiveDecision, receipt: Receipt | undefined): Heard {
  const { id, at, nudge, reason, placement } = decision
  if (nudge) {
    const title = `“${nameOf(nudge)}” chosen for ${placeInWords(placement)}`
    return { id, kind: 'prompt', at, title, detail: whyShown(receipt) }
  }
  const detail = reasonInWords(reason as Reason | null, receipt)
  return { id, kind: 'held', at, title: `Nothing for ${placeInWords(placement)}`, detail }
}

function whyShown(receipt: Receipt | undefined): string {
  const winner = receipt?.candidates.find((one) => one.nudge === receipt.winner)
  if (!winner) return ''
  const signal = winner.verdicts.find((one) => one.gate === 'signal')
  const trigger = triggers.find((one) => one.key === signal?.value)
  const count = `All ${winner.verdicts.length} gates passed.`
  return trigger ? `${trigger.name}. ${count}` : count
}

const reasons: Record<Reason, string> = {
  no_candidate: 'No nudge is made for this place.',
  workspace_paused: 'Every prompt of this workspace is paused.',
  no_consent: 'This person has not agreed to prompts.',
  holdout: 'This account is measured and never nudged.',
  not_live: 'Its nudge is paused or outside its dates.',
  no_signal: 'No signal yet: it is not time.',
  audience: 'Not for this person.',
  offer_not_applicable: 'There is nothing left to offer: the plan or a trial holds it already.',
  not_a_buyer: 'This person cannot buy.',
  claimed_by_sales: 'Somebody in sales talks with this account.',
  kept_by_play: 'Sales sees to what this account has shown.',
  opted_out: 'This person said never.',
  snoozed: 'This person said later.',
  converted: 'The account has taken this offer already.',
  capped_nudge: 'This person has seen it often enough.',
  capped_group: 'Enough nudges of this kind for now.',
  capped_budget: 'Enough prompts for now: attention has a budget.',
  control: 'In the control group of an experiment.',
  copy_unresolved: 'A word of its copy has no value.',
  outranked: 'Something more important won.',
}

function reasonInWords(reason: Reason | null, receipt: Receipt | undefined): string {
  const nearest = receipt?.candidates.find((one) => one.reason === reason)?.nearest
  const text = reason ? reasons[reason] : ''
  return nearest ? `${text} What would change it: ${nearest}.` : text
}
