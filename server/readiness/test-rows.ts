/** A workspace's rows, made up by chance, and its scores read from them in the most naive way: for tests. */
import type { Client } from '@libsql/client'
import fc from 'fast-check'
import { dayMs } from '../../shared/value/duration.ts'

export const now = Date.parse('2026-11-20T12:00:00Z')
const ago = (most: number) => fc.integer({ min: 0, max: most * dayMs }).map((ms) => now - ms)
const account = fc.constantFrom('a', 'b', 'c')

export const rows = fc.record({
  traits: fc.record({
    a: fc.record({ mrr: fc.nat({ max: 200_000 }) }, { requiredKeys: [] }),
    b: fc.record({ plan: fc.constantFrom('free', 'team', 'other') }),
    c: fc.record({ employees: fc.nat({ max: 100 }) }),
  }),
  events: fc.array(
    fc.record({
      account,
      user: fc.constantFrom('u1', 'u2', null),
      name: fc.constantFrom('seen', 'feature_used', 'nudge_shown', 'signal_fired'),
      occurredAt: ago(40),
    }),
    { maxLength: 60, size: 'max' },
  ),
  signals: fc.array(
    fc.record({
      account,
      trigger: fc.constantFrom('walls', 'growth', 'gone'),
      firedAt: ago(60),
      cancelledAt: fc.option(ago(20)),
    }),
    { maxLength: 10 },
  ),
  meters: fc.uniqueArray(
    fc.record({
      account,
      name: fc.constantFrom('seats', 'storage'),
      used: fc.integer({ min: 0, max: 120 }),
      limit: fc.constantFrom(null, 100),
      resetsAt: fc.constantFrom(null, now - dayMs, now + 9 * dayMs),
    }),
    { selector: (one) => `${one.account} ${one.name}`, maxLength: 5 },
  ),
})
export type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never

const accounts = ['a', 'b', 'c'] as const
const triggers = { walls: { weight: 10, days: 14 }, growth: { weight: 30, days: 7 } }

/** Everything that was there before goes. */
export async function write(client: Client, { traits, events, signals, meters }: Rows) {
  const insert = (table: string, all: object[]) =>
    all.map((one) => ({
      sql: `INSERT INTO ${table} (${Object.keys(one).join(', ')}) VALUES (${Object.keys(one).map(() => '?')})`,
      args: Object.values(one),
    }))
  await client.batch(
    [
      ...['accounts', 'events', 'signals', 'meters', 'settings', 'definitions'].map(
        (table) => `DELETE FROM ${table}`,
      ),
      ...insert(
        'accounts',
        accounts.map((id) => ({
          id,
          traits: JSON.stringify(traits[id]),
          hints: '{"mrr":1}',
          first_seen_at: now - 90 * dayMs,
          last_seen_at: now,
        })),
      ),
      ...insert(
        'events',
        events
          .toSorted((a, b) => a.occurredAt - b.occurredAt)
          .map((one, i) => ({
            message_id: `m${i}`,
            name: one.name,
            account: one.account,
            user: one.user,
            source: 'api',
            properties: '{}',
            occurred_at: one.occurredAt,
            received_at: one.occurredAt,
          })),
      ),
      ...insert(
        'signals',
        signals.map((one, i) => ({
          id: `s${i}`,
          trigger: one.trigger,
          family: 'paywall',
          subject: 'account',
          account: one.account,
          fired_at: one.firedAt,
          expires_at: one.firedAt + 7 * dayMs,
          cancelled_at: one.cancelledAt,
          evidence: '[]',
        })),
      ),
      ...insert(
        'meters',
        meters.map((one) => ({
          account: one.account,
          name: one.name,
          used: one.used,
          '"limit"': one.limit,
          resets_at: one.resetsAt,
          at: now,
        })),
      ),
      ...insert('settings', [
        { name: 'workspace', value: JSON.stringify({ readiness: readinessSet }) },
      ]),
      ...insert('definitions', [
        ...Object.entries(triggers).map(([key, { weight, days }]) =>
          definition('trigger', key, { key, name: key, weight, halfLife: `${days}d` }),
        ),
        definition('plan', 'free', { key: 'free', tier: 0 }),
        definition('plan', 'team', { key: 'team', tier: 2 }),
      ]),
    ],
    'write',
  )
}

const readinessSet = {
  weights: { signals: 30, trend: 20, fit: 10, headroom: 40 },
  fit: [{ when: { trait: 'account.employees', gte: 50 }, points: 4 }],
  value: { share: 0.5, full: 1000 },
  learnedAt: null,
}

const definition = (kind: string, key: string, body: object) => ({
  kind,
  key,
  status: 'live',
  revision: 1,
  version: 1,
  draft: JSON.stringify(body),
  published: JSON.stringify(body),
  updated_at: now,
})

/** Each row looked at anew for each account; no runway, for there are no days of readings. */
export function naiveScores(all: Rows): Record<string, number> {
  return Object.fromEntries(accounts.map((id) => [id, naiveScore(all, id)]))
}

function naiveScore({ traits, events, signals, meters }: Rows, id: (typeof accounts)[number]) {
  let points = 0
  for (const [key, { weight, days }] of Object.entries(triggers)) {
    const fired = signals
      .filter((one) => one.account === id && one.trigger === key && one.cancelledAt === null)
      .map((one) => (now - one.firedAt) / dayMs)
      .sort((a, b) => a - b)
    fired.forEach((daysAgo, i) => {
      points += (weight * 0.5 ** (daysAgo / days)) / 2 ** i
    })
  }
  const daysOfUse = (from: number, to: number) =>
    new Set(
      events
        .filter(
          ({ account, user, name }) => account === id && user && !/^(nudge|signal)_/.test(name),
        )
        .map((one) => ({ user: one.user, day: Math.floor((now - one.occurredAt) / dayMs) }))
        .filter(({ day }) => day >= from && day < to)
        .map(({ user, day }) => `${user} ${day}`),
    ).size
  const [recent, before] = [daysOfUse(0, 14), daysOfUse(14, 28)]
  const known: { mrr?: number; plan?: string; employees?: number } = { mrr: 1, ...traits[id] }
  const fullest = Math.max(
    0,
    ...meters
      .filter((one) => one.account === id && one.limit && !(one.resetsAt && one.resetsAt <= now))
      // At its limit the runway is over; before that half of it is not felt.
      .map((one) => Math.min(1, Math.max(0, (one.used - 50) / 50))),
  )
  const value = Math.min(1, Math.log(1 + (known.mrr ?? 0)) / Math.log(1001))
  return (
    (1 - 0.5 * (1 - value)) *
    (30 * (1 - 0.5 ** (points / 10)) +
      20 * Math.max(0, (recent - before) / (recent + before + 10)) +
      10 * ((known.employees ?? 0) >= 50 ? 1 : 0) +
      40 * fullest)
  )
}
