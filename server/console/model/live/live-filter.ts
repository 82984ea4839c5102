/** What of the stream is looked at. Pure. */
import type { LiveMessage } from '../../../../shared/protocol/live.ts'

export const liveTypes = ['all', 'event', 'signal', 'decision'] as const
export type LiveFilter = { type: (typeof liveTypes)[number]; text: string }

export function matches(message: LiveMessage, { type, text }: LiveFilter): boolean {
  if (type !== 'all' && message.type !== type) return false
  const wanted = text.trim().toLowerCase()
  return wanted === '' || textOf(message).some((part) => part.toLowerCase().includes(wanted))
}

function textOf(message: LiveMessage): string[] {
  if (message.type === 'event') {
    const { name, account, user, properties } = message.event
    const facts = Object.values(properties).filter((value) => typeof value === 'string')
    return [name, account, user ?? '', ...facts]
  }
  if (message.type === 'signal') {
    const { trigger, account, user } = message.signal
    return [trigger, account, user ?? '']
  }
  const { account, user, placement, nudge } = message.decision
  return [account, user, placement, nudge ?? '']
}

export function idOf(message: LiveMessage): string {
  if (message.type === 'event') return `event:${message.event.seq}`
  return message.type === 'signal'
    ? `signal:${message.signal.id}`
    : `decision:${message.decision.id}`
}

/** Epoch ms. */
export function atOf(message: LiveMessage): number {
  if (message.type === 'event') return message.event.occurredAt
  return message.type === 'signal' ? message.signal.firedAt : message.decision.at
}

export function whoOf(message: LiveMessage): { account: string; user: string | null } {
  if (message.type === 'event') return message.event
  return message.type === 'signal' ? message.signal : message.decision
}
