/** What has happened: the log, how much came in each hour, and what was bought. */

import { systemEvents } from '../../../../shared/event/event.ts'
import { dayMs, hourMs } from '../../../../shared/value/duration.ts'
import { bucketAt } from '../../../engine/window.ts'
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
      'hours (hour, events, paywall_hits, first_seq)',
      hoursOf(out.events),
      `ON CONFLICT (hour) DO UPDATE SET events = events + excluded.events,
       paywall_hits = paywall_hits + excluded.paywall_hits`,
    ),
    into(
      'heard (day, placement, times, last_at)',
      heardIn(out),
      `ON CONFLICT (day, placement) DO UPDATE SET times = times + excluded.times,
       last_at = max(last_at, excluded.last_at)`,
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

/** What arrived in each hour: that was sent, of it the paywall hits, and where in the log it begins. */
function hoursOf(events: readonly LogRow[]): unknown[][] {
  const hours = new Map<number, { sent: number; paywallHits: number; firstSeq: number }>()
  for (const { seq, name, receivedAt } of events) {
    const hour = entry(hours, bucketAt(receivedAt, hourMs), () => ({
      sent: 0,
      paywallHits: 0,
      firstSeq: seq,
    }))
    if (writtenByBrim.has(name)) continue
    hour.sent++
    if (name === 'paywall_hit') hour.paywallHits++
  }
  return [...hours].map(([hour, one]) => [hour, one.sent, one.paywallHits, one.firstSeq])
}

type Heard = { placement: string; day: number; times: number; lastAt: number }

/** Places for prompts that were told of: by what was sent, and by who asked for one or was shown one. */
function heardIn({ events, decisions, shown }: State['out']): unknown[][] {
  const all = new Map<string, Heard>()
  const hear = (placement: string | undefined, at: number) => {
    if (placement === undefined) return
    const day = bucketAt(at, dayMs)
    const one = entry(all, `${day} ${placement}`, () => ({ placement, day, times: 0, lastAt: at }))
    one.times++
    one.lastAt = Math.max(one.lastAt, at)
  }
  for (const event of events) hear(placementOf(event), event.receivedAt)
  // Nothing else tells of a slot.
  for (const { stored } of decisions) if (!stored.armed) hear(slotOf(stored), stored.createdAt)
  for (const stored of shown)
    if (stored.armed) hear(slotOf(stored), stored.shownAt ?? stored.createdAt)
  return [...all.values()].map((one) => [one.day, one.placement, one.times, one.lastAt])
}

/** What is longer can be no placement. */
const longest = 100

function placementOf({ name, properties }: LogRow): string | undefined {
  const of = (kind: string, said: unknown) =>
    typeof said === 'string' && said !== '' && said.length <= longest
      ? `${kind}:${said}`
      : undefined
  if (name === 'paywall_hit') return of('paywall', properties.feature)
  if (name === 'meter_read') return of('meter', properties.meter)
  return writtenByBrim.has(name) || name === 'page_viewed' ? undefined : of('event', name)
}

const slotOf = ({ placement }: { placement: string }) =>
  placement.startsWith('slot:') ? placement : undefined
