/** Destinations and what becomes of what is sent there, as people read it. */

import type { Attempt, Destination } from '../../../shared/destination/destination.ts'
import type { DestinationKind, ToldEvent } from '../../../shared/destination/kind.ts'
import type { Lack } from '../../../shared/destination/lack.ts'
import type { Delivery } from '../../../shared/play/delivery.ts'
import { counted } from '../../../shared/words/number.ts'
import { listed } from './listed.ts'
import { relativeTime } from './time.ts'

const hourMs = 3_600_000

export const kindNames: Record<DestinationKind, string> = {
  slack: 'Slack',
  email: 'E-mail',
  webhook: 'Webhook',
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  gainsight: 'Gainsight',
  intercom: 'Intercom',
  appcues: 'Appcues',
  pendo: 'Pendo',
}

export const kindWords: Record<DestinationKind, string> = {
  slack: 'A message in a channel, with the reasons.',
  email: 'A mail to a person or a team.',
  webhook: 'Signed JSON to a backend of yours.',
  hubspot: 'A task, a note or an event on the company.',
  salesforce: 'A task on the account.',
  gainsight: 'An activity or a call to action on the company.',
  intercom: 'An event of the person, for messages and series.',
  appcues: 'An event of the user, for flows and checklists.',
  pendo: 'A track event, for guides and segments.',
}

export const eventWords: Record<ToldEvent, string> = {
  trial_started: 'A trial starts',
  trial_extended: 'A trial gets another end',
  trial_ended: 'A trial ends',
  conversion: 'An account buys, or pays less',
}

/** What a delivery is about. */
export function messageInWords({ type, payload }: Pick<Delivery, 'type' | 'payload'>): string {
  const { name } = (payload.data ?? {}) as { name?: string }
  if (type === 'signal_fired') return name ?? 'A signal'
  return type in eventWords ? eventWords[type as ToldEvent] : type
}

export type Tone = 'good' | 'brim' | 'alarm' | 'plain'
type Badge = { text: string; tone: Tone }

const lackBadges: Record<Lack, string> = { mail_server: 'No mail server' }

/** How it stands, in a word or two. */
export function stateInWords({ state, lacks, circuit, last }: Destination): Badge {
  if (state === 'paused') return { text: 'Paused', tone: 'plain' }
  if (state === 'gone') return { text: 'Gone', tone: 'alarm' }
  if (state === 'stopped') return { text: 'Stopped', tone: 'alarm' }
  if (lacks) return { text: lackBadges[lacks.what], tone: 'alarm' }
  if (circuit.state !== 'closed') return { text: 'Not answering', tone: 'alarm' }
  if (circuit.failures > 0) return { text: 'Failing', tone: 'brim' }
  if (circuit.heldUntil !== null) return { text: 'Asked to wait', tone: 'brim' }
  return last ? { text: 'Delivering', tone: 'good' } : { text: 'Ready', tone: 'plain' }
}

/** What is wrong with it, what Brim does about it, and what helps; null where nothing is. */
export function troubleInWords(
  { state, lacks, circuit, last, failingSince }: Destination,
  now: number,
): string | null {
  const said = last?.error ? ` The last attempt: ${last.error}.` : ''
  if (state === 'gone') {
    return `It has said that it wants nothing more, so nothing is sent there.${said} Put it right at the other end, then resume.`
  }
  if (state === 'stopped') {
    return `For five days nothing has arrived there, so Brim has stopped trying.${said} What it is to hear waits here, and nothing is lost. Put it right, send a sample to see that it works, then resume; what failed before can be sent again below.`
  }
  if (state === 'paused') {
    return 'It is paused. What it is to hear waits here, and goes out when you resume.'
  }
  if (lacks) return `${lacks.message}. Until then what it is to hear waits here.`
  if (circuit.state === 'open' && circuit.heldUntil !== null) {
    return `${failedInWords(circuit.failures, failingSince, now)} Brim sends nothing until one message tries again ${relativeTime(circuit.heldUntil, now)}; what waits uses up no attempt.${said}`
  }
  if (circuit.state === 'half_open') {
    return `${failedInWords(circuit.failures, failingSince, now)} The next message finds out whether it answers again; the others follow it.${said}`
  }
  if (circuit.heldUntil !== null) {
    return `It has asked for time: Brim goes on ${relativeTime(circuit.heldUntil, now)}.`
  }
  return circuit.failures > 0 ? `Brim tries again by itself.${said}` : null
}

/** Before it is removed: who goes by it, and what becomes of that. */
export const usesInWords = (uses: readonly string[]) =>
  `Used by ${listed(uses)}. What is sent there would reach nobody: choose another destination for it first.`

/** For how long, and what comes of it where it goes on so. */
function failedInWords(failures: number, since: number | null, now: number): string {
  const failed = `It failed ${counted(failures, 'time')} in a row`
  if (since === null || now - since < hourMs) return `${failed}.`
  const hours = Math.round((now - since) / hourMs)
  const time = hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')
  return `${failed}: for ${time} nothing has arrived. After five days of it Brim stops trying, and keeps what waits.`
}

/** Whether somebody has to see to it: by itself it will not get better, or not soon. */
export const needsSomebody = ({ state, lacks, circuit }: Destination) =>
  state === 'gone' ||
  state === 'stopped' ||
  (state === 'on' && (lacks !== null || circuit.state !== 'closed'))

export function deliveryBadge({ status, attempts }: Delivery): Badge {
  switch (status) {
    case 'delivered':
      return { text: 'Delivered', tone: 'good' }
    case 'failed':
      return { text: 'Failed', tone: 'alarm' }
    case 'pending':
      return attempts > 0
        ? { text: 'Trying again', tone: 'brim' }
        : { text: 'Waiting', tone: 'plain' }
    default:
      return status satisfies never
  }
}

export function attemptInWords({ outcome, status, error }: Attempt): string {
  if (outcome === 'delivered') return status === null ? 'Taken' : `Taken (${status})`
  return error ?? 'Not taken'
}

export const tookInWords = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
