/** What a message of a tool becomes. */

import type { Event, MeterReading, Properties, Traits } from '../../shared/event/event.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { Unreadable } from './message.ts'

/** What Brim takes in. Message ids are given where it is taken in: one message may become several. */
export type Item =
  | { kind: 'event'; event: Event & { account: string } }
  | { kind: 'meter'; reading: MeterReading }
  | { kind: 'account_traits'; account: string; traits: Traits }
  | { kind: 'user_traits'; account: string; user: string; traits: Traits }

export type Translated =
  | { kind: 'items'; items: Item[] /** Facts that do not fit, by name. */; leftOut: string[] }
  | { kind: 'ignored'; why: string }
  | { kind: 'refused'; issues: Issue[] }
  /** It counts, once somebody knows whose it is. */
  | { kind: 'waiting'; inquiry: WaitingInquiry }

export type WaitingInquiry = {
  requester: { id: string; who: string }
  event: Pick<Event, 'name' | 'occurredAt'> & { properties: Properties & { topic: string } }
}

/** What cannot be read is refused like what does not fit. */
export function refusedAs({ path, message }: Unreadable): Extract<Translated, { kind: 'refused' }> {
  return { kind: 'refused', issues: [{ path, message }] }
}
