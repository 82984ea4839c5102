/** What has happened: the log, how much came in each hour, and what was bought. */
import { hourMs } from '../../../shared/duration.ts'
import { systemEvents } from '../../../shared/event.ts'
import { bucketAt } from '../../engine/window.ts'
import { entry, type LogRow, type State } from '../state.ts'
import { into, type Maybe } from './rows.ts'

export function happenedStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'events (seq, message_id, name, account, user, department, source, properties, occurred_at, received_at)',
      out.events.map((one) => [
        one.seq,
        one.messageId,
        one.name,
        one.account,
        one.user,
        one.department,
        one.source,
        JSON.stringify(one.properties),
        one.occurredAt,
        one.receivedAt,
      ]),
    ),
    into(
      'hours (hour, events, paywall_hits)',
      hoursOf(out.events),
      `ON CONFLICT (hour) DO UPDATE SET events = events + excluded.events,
       paywall_hits = paywall_hits + excluded.paywall_hits`,
    ),
    into(
      'conversions (message_id, account, user, kind, plan, offer, decision, mrr_delta, currency, at)',
      out.conversions.map((one) => [
        one.messageId,
        one.account,
        one.user,
        one.kind,
        one.plan,
        one.offer,
        one.decision,
        one.mrrDelta,
        one.currency,
        one.at,
      ]),
    ),
  ]
}

const writtenByBrim: ReadonlySet<string> = new Set(systemEvents)

/** What arrived in each hour: that was sent, and of it the paywall hits. */
function hoursOf(events: readonly LogRow[]): unknown[][] {
  const hours = new Map<number, { sent: number; paywallHits: number }>()
  for (const { name, receivedAt } of events) {
    if (writtenByBrim.has(name)) continue
    const hour = entry(hours, bucketAt(receivedAt, hourMs), () => ({ sent: 0, paywallHits: 0 }))
    hour.sent++
    if (name === 'paywall_hit') hour.paywallHits++
  }
  return [...hours].map(([hour, { sent, paywallHits }]) => [hour, sent, paywallHits])
}
