/** An endless stream of events, as the pipeline takes them. */
import type { Input } from '../../../server/pipeline/input.ts'

export type Event = Extract<Input, { kind: 'event' }>

export type Stream = {
  name: string
  from: number
  /** Between two events. */
  everyMs: number
  accounts: number
  /** In each account. */
  users: number
  /** How many the stream has sent before; 0 if absent. */
  first?: number
}

/** Neighbours come from different accounts, and each account's users take turns. */
export const eventsOf = ({ name, from, everyMs, accounts, users, first = 0 }: Stream) => {
  let sent = first
  return (count: number): Event[] =>
    Array.from({ length: count }, () => {
      const at = from + Math.floor((sent - first) * everyMs)
      const account = `account-${sent % accounts}`
      const user = `${account}-user-${Math.floor(sent / accounts) % users}`
      sent++
      return {
        kind: 'event',
        messageId: `message-${sent}`,
        name,
        account,
        user,
        properties: { feature: 'reports' },
        occurredAt: at,
        receivedAt: at,
        source: 'api',
      }
    })
}
