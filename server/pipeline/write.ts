/** Writes what a group changed, one statement a table, rows as one JSON text. */

import { hourMs } from '../../shared/duration.ts'
import { systemEvents } from '../../shared/event.ts'
import { bucketAt } from '../engine/window.ts'
import type { Statement, Transaction } from '../store/connection.ts'
import { jsonText } from '../store/json-text.ts'
import { entry, type LogRow, type Out, partsOf, type State } from './state.ts'

export function hasChanges(out: Out): boolean {
  return Object.values(out).some((rows) => ('size' in rows ? rows.size : rows.length) > 0)
}

export async function writeState(transaction: Transaction, state: State): Promise<void> {
  await transaction.batch(statementsOf(state))
}

export function statementsOf(state: State): Statement[] {
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
      'accounts (id, traits, hints, first_seen_at, last_seen_at)',
      [...out.accounts].flatMap((id) => {
        const one = state.accounts.get(id)
        return one ? [[id, ...traitsOf(one), one.firstSeenAt, one.lastSeenAt]] : []
      }),
      `ON CONFLICT (id) DO UPDATE SET traits = excluded.traits, hints = excluded.hints,
       last_seen_at = excluded.last_seen_at`,
    ),
    into(
      'users (id, account, traits, hints, consent, first_seen_at, last_seen_at)',
      [...out.users].flatMap((id) => {
        const one = state.users.get(id)
        return one
          ? [[id, one.account, ...traitsOf(one), one.consent, one.firstSeenAt, one.lastSeenAt]]
          : []
      }),
      `ON CONFLICT (id) DO UPDATE SET account = excluded.account, traits = excluded.traits,
       hints = excluded.hints, consent = excluded.consent, last_seen_at = excluded.last_seen_at`,
    ),
    into(
      'meters (name, account, used, "limit", resets_at, at)',
      [...out.meters].flatMap((at) => {
        const one = state.meters.get(at)
        return one ? [[...partsOf(at), one.used, one.limit, one.resetsAt, one.at]] : []
      }),
      `ON CONFLICT (account, name) DO UPDATE SET used = excluded.used, "limit" = excluded."limit",
       resets_at = excluded.resets_at, at = excluded.at`,
    ),
    into(
      'buckets (measure, subject, bucket, value)',
      [...out.totals].flatMap(([at, buckets]) => {
        const [measure, subject] = partsOf(at)
        return [...buckets].map(([bucket, value]) => [Number(measure), subject, bucket, value])
      }),
      'ON CONFLICT (measure, subject, bucket) DO UPDATE SET value = value + excluded.value',
    ),
    into(
      'members (measure, subject, bucket, member, uses)',
      [...out.members].flatMap(([at, buckets]) => {
        const [measure, subject] = partsOf(at)
        return [...buckets].flatMap(([bucket, members]) =>
          [...members].map(([member, uses]) => [Number(measure), subject, bucket, member, uses]),
        )
      }),
      'ON CONFLICT (measure, subject, bucket, member) DO UPDATE SET uses = uses + excluded.uses',
    ),
    into(
      'latest (measure, subject, member, bucket)',
      [...out.latest].flatMap(([at, members]) => {
        const [measure, subject] = partsOf(at)
        const buckets = state.latest.get(at)
        return [...members].map((one) => [Number(measure), subject, one, buckets?.get(one)])
      }),
      `ON CONFLICT (measure, subject, member) DO UPDATE SET bucket = max(bucket, excluded.bucket)`,
    ),
    into(
      'firsts (measure, subject, member, at)',
      [...out.firsts].flatMap(([at, members]) => {
        const [measure, subject] = partsOf(at)
        return [...members].map(([member, first]) => [Number(measure), subject, member, first])
      }),
      'ON CONFLICT (measure, subject, member) DO UPDATE SET at = min(at, excluded.at)',
    ),
    into(
      'meter_days (name, account, day, used, "limit", resets_at, at)',
      [...out.meterDays].flatMap((at) =>
        (state.meterDays.get(at) ?? [])
          .slice(-1)
          .map((one) => [...partsOf(at), one.day, one.used, one.limit, one.resetsAt, one.at]),
      ),
      `ON CONFLICT (account, name, day) DO UPDATE SET used = excluded.used, "limit" = excluded."limit",
       resets_at = excluded.resets_at, at = excluded.at WHERE excluded.at >= at`,
    ),
    into(
      'wakeups (trigger, account, user, due_at)',
      [...out.wakeups].flatMap(([at, due]) =>
        due === null ? [] : [[...(JSON.parse(at) as string[]), due]],
      ),
      'ON CONFLICT (trigger, account, user) DO UPDATE SET due_at = excluded.due_at',
    ),
    update(
      `DELETE FROM wakeups WHERE (trigger, account, user) IN
       (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
      [...out.wakeups].flatMap(([at, due]) => (due === null ? [JSON.parse(at) as string[]] : [])),
    ),
    into(
      'firings (trigger, subject, fired_at, period_ends_at, has_been_false)',
      [...out.firings].flatMap((at) => {
        const one = state.firings.get(at)
        return one
          ? [[...partsOf(at), one.firedAt, one.periodEndsAt, one.hasBeenFalse ? 1 : 0]]
          : []
      }),
      `ON CONFLICT (trigger, subject) DO UPDATE SET fired_at = excluded.fired_at,
       period_ends_at = excluded.period_ends_at, has_been_false = excluded.has_been_false`,
    ),
    into(
      'signals (id, trigger, family, subject, account, user, fired_at, expires_at, cancelled_at, recommends, evidence)',
      out.signals.map((one) => [
        one.id,
        one.trigger,
        one.family,
        one.subject,
        one.account,
        one.user,
        one.firedAt,
        one.expiresAt,
        one.cancelledAt,
        one.recommends,
        JSON.stringify(one.evidence),
      ]),
    ),
    update(
      'UPDATE signals SET cancelled_at = row.value ->> 1 FROM json_each(?) AS row WHERE signals.id = row.value ->> 0',
      out.cancelled.map((one) => [one.id, one.cancelledAt]),
    ),
    into(
      'decisions (id, account, user, placement, nudge, arm, reason, armed, created_at, expires_at, shown_at, prompt, receipt)',
      out.decisions.map(({ decision, stored }) => [
        stored.id,
        stored.account,
        stored.user,
        stored.placement,
        stored.nudge,
        decision.prompt?.arm ?? null,
        decision.reason,
        stored.armed ? 1 : 0,
        stored.createdAt,
        stored.expiresAt,
        stored.shownAt,
        decision.prompt && JSON.stringify(decision.prompt),
        JSON.stringify(decision.receipt),
      ]),
    ),
    update(
      'UPDATE decisions SET shown_at = row.value ->> 1 FROM json_each(?) AS row WHERE decisions.id = row.value ->> 0',
      out.shown.map((one) => [one.id, one.shownAt]),
    ),
    into(
      'impressions (decision, nudge, format, account, user, arm, ghost, at)',
      out.impressions.map((one) => [
        one.decision,
        one.nudge,
        one.format,
        one.account,
        one.user,
        one.arm,
        one.ghost ? 1 : 0,
        one.at,
      ]),
    ),
    into(
      'outcomes (decision, outcome, nudge, account, user, action, arm, at)',
      out.outcomes.map((one) => [
        one.decision,
        one.outcome,
        one.nudge,
        one.account,
        one.user,
        one.action,
        one.arm,
        one.at,
      ]),
    ),
    into(
      'wishes (user, nudge, wish, until, at)',
      out.wishes.map((one) => [one.user, one.nudge, one.wish, one.until, one.at]),
      `ON CONFLICT (user, nudge) DO UPDATE SET wish = excluded.wish, until = excluded.until,
       at = excluded.at`,
    ),
    into(
      'trials (offer, account, plan, started_at, ends_at, has_ended, decision)',
      [...out.trials].flatMap((at) => {
        const [offer, account] = partsOf(at)
        const one = state.trials.get(account)?.find((trial) => trial.offer === offer)
        return one
          ? [
              [
                offer,
                account,
                one.plan,
                one.startedAt,
                one.endsAt,
                one.hasEnded ? 1 : 0,
                one.decision,
              ],
            ]
          : []
      }),
      'ON CONFLICT (account, offer) DO UPDATE SET ends_at = excluded.ends_at, has_ended = excluded.has_ended',
    ),
    into(
      'deliveries (id, destination, type, body, created_at, attempts, next_attempt_at)',
      out.deliveries.map((one) => [
        one.id,
        one.destination,
        one.type,
        one.body,
        one.createdAt,
        0,
        one.createdAt,
      ]),
    ),
    into(
      'claims (account, by, kind, at, until)',
      [...out.claims].flatMap((account) => {
        const one = state.claims.get(account)
        return one ? [[account, one.by, one.kind, one.at, one.until]] : []
      }),
      `ON CONFLICT (account) DO UPDATE SET by = excluded.by, kind = excluded.kind,
       at = excluded.at, until = excluded.until`,
    ),
    update(
      'DELETE FROM claims WHERE account IN (SELECT value ->> 0 FROM json_each(?))',
      [...out.claims].flatMap((account) => (state.claims.has(account) ? [] : [[account]])),
    ),
    update(
      `DELETE FROM requests WHERE (account, offer) IN
       (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      out.answered,
    ),
    into(
      'requests (account, offer, user, at, decision)',
      [...out.requests.values()].map((one) => [
        one.account,
        one.offer,
        one.user,
        one.at,
        one.decision,
      ]),
      `ON CONFLICT (account, offer, user) DO UPDATE SET at = excluded.at,
       decision = excluded.decision`,
    ),
    into(
      'offers_made (offer, account, shown_at, converted_at)',
      [...out.offersMade].flatMap((at) => {
        const one = state.offersMade.get(at)
        return one ? [[...partsOf(at), one.shownAt, one.convertedAt]] : []
      }),
      `ON CONFLICT (account, offer) DO UPDATE SET
       shown_at = min(ifnull(shown_at, excluded.shown_at), ifnull(excluded.shown_at, shown_at)),
       converted_at = min(ifnull(converted_at, excluded.converted_at),
                          ifnull(excluded.converted_at, converted_at))`,
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
  ].filter((statement) => statement !== undefined)
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

function traitsOf(one: { traits: object; hints: object }): [string, string] {
  return [JSON.stringify(one.traits), JSON.stringify(one.hints)]
}

/** `table (a, b)` filled from rows of as many values; nothing for no rows. */
function into(table: string, rows: unknown[][], onConflict = ''): Statement | undefined {
  const columns = table.slice(table.indexOf('(')).split(',').length
  const values = Array.from({ length: columns }, (_, i) => `value ->> ${i}`).join(', ')
  // WHERE true: without it SQLite reads ON CONFLICT as the ON of a join.
  return update(
    `INSERT INTO ${table} SELECT ${values} FROM json_each(?) WHERE true ${onConflict}`,
    rows,
  )
}

function update(sql: string, rows: unknown[][]): Statement | undefined {
  return rows.length > 0 ? { sql, args: [jsonText(rows)] } : undefined
}
