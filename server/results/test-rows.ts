/** Showings and what came of them, made up by chance and written as the pipeline writes them: for tests. */
import type { Client } from '@libsql/client'
import fc from 'fast-check'
import type { Outcome } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'

export const first = Date.parse('2026-03-20T00:00:00Z')
const outcomes = [
  'clicked',
  'dismissed',
  'snoozed',
  'never',
  'asked_admin',
  'trial_started',
  'converted',
] as const

const showing = fc.record({
  nudge: fc.constantFrom('export', 'seats', 'boards'),
  account: fc.integer({ min: 0, max: 7 }).map((n) => `a${n}`),
  /** Some people are in more than one account. */
  user: fc.integer({ min: 0, max: 15 }).map((n) => `u${n}`),
  arm: fc.constantFrom('short', 'long', 'control', null),
  locale: fc.constantFrom('en', 'de', null),
  plan: fc.constantFrom('free', 'team', null),
  device: fc.constantFrom('desktop', 'phone', null),
  at: fc.integer({ min: first, max: first + 24 * dayMs }),
  did: fc.subarray([...outcomes]),
  afterMs: fc.constantFrom(200, 1999, 2000, 60_000, 9 * dayMs),
})

const conversion = fc.record({
  account: fc.integer({ min: 0, max: 7 }).map((n) => `a${n}`),
  user: fc.option(fc.integer({ min: 0, max: 15 }).map((n) => `u${n}`)),
  /** Which showing it names, if any; some name one twice, as a correction does. */
  names: fc.option(fc.nat()),
  money: fc.option(
    fc.record({
      mrrDelta: fc.integer({ min: -5000, max: 9000 }),
      currency: fc.constantFrom('EUR', 'USD'),
    }),
  ),
  at: fc.integer({ min: first, max: first + 40 * dayMs }),
  isErased: fc.boolean(),
})

export type ShowingRow = Omit<
  typeof showing extends fc.Arbitrary<infer T> ? T : never,
  'did' | 'afterMs'
> & {
  decision: string
  ghost: boolean
}
export type OutcomeRow = { decision: string; outcome: Outcome; at: number }
export type ConversionRow = {
  messageId: string
  account: string
  user: string | null
  decision: string | null
  mrrDelta: number | null
  currency: string | null
  at: number
}
export type Made = { showings: ShowingRow[]; outcomes: OutcomeRow[]; conversions: ConversionRow[] }

export const made: fc.Arbitrary<Made> = fc
  .tuple(
    fc.array(showing, { minLength: 1, maxLength: 80 }),
    fc.array(conversion, { maxLength: 30 }),
  )
  .map(([shown, bought]) => {
    const showings = shown.map(({ did: _, afterMs: __, ...one }, i) => ({
      ...one,
      decision: `dec_${i}`,
      ghost: one.arm === 'control',
    }))
    return {
      showings,
      outcomes: shown.flatMap(({ did, at, afterMs, arm }, i): OutcomeRow[] => {
        const decision = `dec_${i}`
        const done = arm === 'control' ? [] : did
        return [
          { decision, outcome: 'shown', at },
          ...done.map((outcome) => ({ decision, outcome, at: at + afterMs })),
        ]
      }),
      conversions: bought.map(({ names, money, isErased, ...one }, i) => ({
        ...one,
        messageId: isErased ? `erased_${i}` : `m_${i}`,
        decision: names === null || isErased ? null : `dec_${names % shown.length}`,
        mrrDelta: money?.mrrDelta ?? null,
        currency: money?.currency ?? null,
      })),
    }
  })

/** In place of whatever is there. */
export async function write(client: Client, { showings, outcomes, conversions }: Made) {
  const nudgeOf = new Map(showings.map((one) => [one.decision, one]))
  await client.batch(
    [
      'DELETE FROM impressions',
      'DELETE FROM outcomes',
      'DELETE FROM conversions',
      ...showings.map((one) => ({
        sql: `INSERT INTO impressions (decision, nudge, format, account, user, arm, ghost, locale, plan, device, at)
              VALUES (:decision, :nudge, 'modal', :account, :user, :arm, :ghost, :locale, :plan, :device, :at)`,
        args: { ...one, ghost: one.ghost ? 1 : 0 },
      })),
      ...outcomes.map((one) => ({
        sql: `INSERT INTO outcomes (decision, outcome, nudge, account, user, arm, at)
              VALUES (:decision, :outcome, :nudge, :account, :user, :arm, :at)`,
        args: {
          ...one,
          nudge: nudgeOf.get(one.decision)?.nudge ?? '',
          account: nudgeOf.get(one.decision)?.account ?? '',
          user: nudgeOf.get(one.decision)?.user ?? '',
          arm: nudgeOf.get(one.decision)?.arm ?? null,
        },
      })),
      ...conversions.map((one) => ({
        sql: `INSERT INTO conversions (message_id, account, user, kind, decision, mrr_delta, currency, at)
              VALUES (:messageId, :account, :user, 'plan', :decision, :mrrDelta, :currency, :at)`,
        args: one,
      })),
    ],
    'write',
  )
}
