/** What happened lately, from the log, the signals and the decisions, as one story. */
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import { type DecisionPosition, listDecisions } from './decisions.ts'
import { listEvents } from './events.ts'
import { listSignals, type SignalPosition } from './signals.ts'

/** Where a page ended in each of the three: the next one goes on from there. */
export type TimelinePosition = {
  event: number | null
  signal: SignalPosition | null
  decision: DecisionPosition | null
}
export type Timeline = { items: LiveMessage[]; before: TimelinePosition | null }

export type TimelineQuery = {
  account?: string
  before?: TimelinePosition | null
  limit: number
}

/** Newest first; `before` is where the next page starts, null where there is none. */
export async function readTimeline(
  db: LibSQLDatabase,
  { account, before, limit }: TimelineQuery,
): Promise<Timeline> {
  const of = account === undefined ? {} : { account }
  // One more than asked for tells whether there is another page.
  const some = limit + 1
  const [events, signals, decisions] = await Promise.all([
    listEvents(db, { ...of, before: before?.event ?? null, limit: some }),
    listSignals(db, { ...of, before: before?.signal ?? null, limit: some }),
    listDecisions(db, { ...of, before: before?.decision ?? null, limit: some }),
  ])
  const all = mergeSorted([
    events.map((event): LiveMessage => ({ type: 'event', event })),
    signals.map((signal): LiveMessage => ({ type: 'signal', signal })),
    decisions.map((decision): LiveMessage => ({ type: 'decision', decision })),
  ])
  const items = all.slice(0, limit)
  const position: TimelinePosition = before ?? { event: null, signal: null, decision: null }
  return { items, before: all.length > limit ? items.reduce(move, position) : null }
}

/** When something became known: what the order goes by. */
export function timeOf(message: LiveMessage): number {
  switch (message.type) {
    case 'event':
      return message.event.receivedAt
    case 'signal':
      return message.signal.firedAt
    case 'decision':
      return message.decision.at
    default:
      return message satisfies never
  }
}

/** Keeps the order within each list; a consequence stands above what caused it. */
function mergeSorted(lists: LiveMessage[][]): LiveMessage[] {
  const merged: LiveMessage[] = []
  const rests = lists.map((list) => [...list])
  for (;;) {
    const heads = rests.filter((rest) => rest.length > 0)
    if (heads.length === 0) return merged
    const newest = heads.reduce((best, rest) => (headTime(rest) >= headTime(best) ? rest : best))
    merged.push(newest.shift() as LiveMessage)
  }
}

function headTime([head]: LiveMessage[]): number {
  return head ? timeOf(head) : Number.NEGATIVE_INFINITY
}

function move(position: TimelinePosition, message: LiveMessage): TimelinePosition {
  switch (message.type) {
    case 'event':
      return { ...position, event: message.event.seq }
    case 'signal':
      return { ...position, signal: { at: message.signal.firedAt, id: message.signal.id } }
    case 'decision':
      return { ...position, decision: { at: message.decision.at, id: message.decision.id } }
    default:
      return message satisfies never
  }
}
