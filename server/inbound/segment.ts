/**
 * Segment's messages, which RudderStack and others write too.
 * https://segment.com/docs/connections/spec/
 */
import {
  type Foreign,
  type Incoming,
  idOf,
  incomingOf,
  isRecord,
  type Message,
  nobody,
  recordOf,
  type Statement,
  Unreadable,
  without,
} from './message.ts'
import { clockIn, timeIn } from './time.ts'

/** What is called, by the path that calls it, in full or by its first letter. */
export const segmentCalls = {
  track: 'track',
  t: 'track',
  identify: 'identify',
  i: 'identify',
  group: 'group',
  g: 'group',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  alias: 'alias',
  a: 'alias',
} as const
export type SegmentCall = (typeof segmentCalls)[keyof typeof segmentCalls]

/** One message, by a path of its own. */
export function readSegmentCall(body: unknown, call: SegmentCall): Incoming[] {
  if (!isRecord(body)) throw new Unreadable('', 'A message is an object')
  return messagesOf([{ ...body, type: call }], {})
}

/** Many at once. What the batch says of its context holds for each. */
export function readSegmentBatch(body: unknown): Incoming[] {
  const batch = isRecord(body) ? body.batch : undefined
  if (!Array.isArray(batch)) {
    throw new Unreadable('batch', 'There is no "batch": this is not what Segment sends')
  }
  const { context, sentAt } = body as Foreign
  return messagesOf(batch, { context, sentAt })
}

/**
 * What Segment itself sends on, as a destination: one message, or a list of them. Their times are
 * corrected already.
 */
export function readSegmentDelivery(body: unknown): Incoming[] {
  return messagesOf(Array.isArray(body) ? body : [body], { isCorrected: true })
}

type Batch = { context?: unknown; sentAt?: unknown; isCorrected?: boolean }

const messagesOf = (all: readonly unknown[], batch: Batch): Incoming[] =>
  incomingOf(all, {
    as: 'message',
    strip: (one) => without(one, (name) => name === 'writeKey'),
    read: (raw) => messageOf(raw, batch),
  })

function messageOf(raw: Foreign, batch: Batch): Message {
  const context = { ...recordOf(batch.context), ...recordOf(raw.context) }
  const group = idOf(raw.type === 'group' ? raw.groupId : context.groupId)
  return {
    ...nobody,
    id: idOf(raw.messageId),
    ...timesOf(raw, batch),
    user: idOf(raw.userId),
    groups: group === null ? {} : { '': group },
    traits:
      raw.type === 'group'
        ? {}
        : { ...recordOf(context.traits), ...(raw.type === 'identify' ? recordOf(raw.traits) : {}) },
    says: statementOf(raw),
  }
}

/**
 * `timestamp` is the client's own until Segment has corrected it by `sentAt`; from then on
 * `originalTimestamp` says what the client's was.
 */
function timesOf(raw: Foreign, batch: Batch): Pick<Message, 'at' | 'sentAt'> {
  const sentAt = batch.isCorrected ? null : (clockIn(raw.sentAt) ?? clockIn(batch.sentAt))
  const names = ['timestamp', 'originalTimestamp'] as const
  const [first, second] = sentAt === null ? names : names.toReversed()
  const at = (name: string | undefined) => (name ? timeIn(raw[name], name) : null)
  return { at: at(first) ?? at(second), sentAt }
}

function statementOf(raw: Foreign): Statement {
  const properties = recordOf(raw.properties)
  switch (raw.type) {
    case 'track': {
      const name = idOf(raw.event)
      if (name === null)
        throw new Unreadable('event', 'A track message needs the name of its event')
      return { kind: 'event', name, properties }
    }
    case 'identify':
      return { kind: 'user' }
    case 'group':
      if (idOf(raw.groupId) === null)
        throw new Unreadable('groupId', 'A group message needs a groupId')
      return { kind: 'group', facts: recordOf(raw.traits) }
    case 'page':
      return { kind: 'page', properties: { ...named(raw, 'title'), ...properties } }
    case 'screen':
      return { kind: 'page', properties: { ...named(raw, 'screen'), ...properties } }
    case 'alias':
      return { kind: 'nothing', why: 'Brim does not join ids: identify with the one that stays' }
    default:
      throw new Unreadable(
        'type',
        `There is no message of type ${JSON.stringify(raw.type) ?? 'nothing'}`,
      )
  }
}

function named({ name }: Foreign, as: string): Foreign {
  return typeof name === 'string' && name !== '' ? { [as]: name } : {}
}
