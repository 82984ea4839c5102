/** What a message became, as inputs of the pipeline. */

import type { Sender, Vendor } from '../../../shared/event/source.ts'
import type { EventSource } from '../../../shared/protocol/live.ts'
import type { Message } from '../../inbound/message.ts'
import type { Item, WaitingInquiry } from '../../inbound/translated.ts'
import { messageIdIn } from '../../pipeline/group/message-id.ts'
import type { Input } from '../../pipeline/input.ts'
import {
  accountTraits,
  correctTime,
  fromEvent,
  fromReading,
  identityOf,
  oldestFromBrowserMs,
  userTraits,
} from '../../pipeline/normalise.ts'
import type { KeptInquiry } from '../../pipeline/support/keep.ts'

/** Where what it sends comes from, for the log. */
export const sourceOf: Record<Sender, EventSource> = { server: 'tool', browser: 'tool_browser' }

export type Taking = {
  source: string
  vendor: Vendor
  sender: Sender
  at: number
  newId(prefix: string): string
}

/** `message` tells when, and under which id: that of its first item; further ones are numbered. */
export function inputsOf(items: readonly Item[], message: Message, taking: Taking): Input[] {
  return items.map((item, i) => {
    const { id } = message
    return inputOf(
      item,
      id === null ? undefined : messageIdIn(taking.source, id, i),
      message,
      taking,
    )
  })
}

function inputOf(
  item: Item,
  messageId: string | undefined,
  { sentAt }: Message,
  { sender, at, newId }: Taking,
): Input {
  const source = sourceOf[sender]
  const backend = {
    arrival: { at, sentAt: sentAt ?? undefined },
    newId,
    source,
    ...(sender === 'browser' && { oldestMs: oldestFromBrowserMs }),
  }
  const said = { ...identityOf({ messageId }, newId), trust: 'hint', source, at } as const
  switch (item.kind) {
    case 'event':
      return fromEvent({ ...item.event, messageId }, backend)
    case 'meter':
      return fromReading({ ...item.reading, messageId }, backend)
    case 'account_traits':
      return accountTraits({ ...said, account: item.account, traits: item.traits })
    case 'user_traits':
      return userTraits({ ...said, account: item.account, user: item.user, traits: item.traits })
    default:
      return item satisfies never
  }
}

/** What cannot enter the log before somebody says whose it is, under the id that it will have there. */
export function keptOf(
  { requester, event }: WaitingInquiry,
  message: Message,
  { source, vendor, at, newId }: Taking,
): KeptInquiry {
  return {
    messageId: message.id === null ? newId('message') : messageIdIn(source, message.id),
    vendor,
    requester: requester.id,
    who: requester.who,
    properties: event.properties,
    at: correctTime(event.occurredAt, { at }),
    receivedAt: at,
  }
}
