/** The results counted once more, from the raw rows and in the plainest way: what the queries must agree with. */
import type { Money, Tally } from '../../shared/results/results.ts'
import type { ConversionRow, Made, ShowingRow } from './test-rows.ts'

type Seen = ShowingRow & { did: Map<string, number>; named: ConversionRow[] }

export function seenIn({ showings, outcomes, conversions }: Made): Seen[] {
  return showings.map((one) => ({
    ...one,
    did: new Map(
      outcomes.filter(({ decision }) => decision === one.decision).map((o) => [o.outcome, o.at]),
    ),
    named: conversions.filter(({ decision }) => decision === one.decision),
  }))
}

const isGain = ({ mrrDelta }: ConversionRow) => (mrrDelta ?? 0) >= 0
export const hasBought = (one: Seen) => one.did.has('converted') || one.named.some(isGain)

export function tallyOf(all: readonly Seen[]): Tally {
  return {
    times: all.length,
    people: new Set(all.map((one) => one.user)).size,
    accounts: new Set(all.map((one) => one.account)).size,
  }
}

export function moneyOf(conversions: readonly ConversionRow[]): Money[] {
  const sums = new Map<string, number>()
  for (const { currency, mrrDelta } of conversions) {
    if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + (mrrDelta ?? 0))
  }
  return [...sums].sort().map(([currency, amount]) => ({ currency, amount }))
}

/** The mean alone: its interval is held by hand and by chance in the engine. */
function eachOf(shown: readonly Seen[]) {
  const accounts = new Set(shown.map((one) => one.account)).size
  return moneyOf(shown.flatMap((one) => one.named)).map(({ currency, amount }) => ({
    currency,
    each: { value: amount / accounts },
  }))
}

/** What each person did that was worst, as the index has it. */
function annoyanceOf(shown: readonly Seen[]): number | null {
  const people = [...new Set(shown.map((one) => one.user))]
  const worst = people.map((user) => {
    const points = shown
      .filter((one) => one.user === user)
      .map(({ did, at }) => {
        if (did.has('never')) return 1
        const closed = did.get('dismissed')
        if (closed === undefined) return 0
        return closed - at < 2000 ? 0.5 : 0.25
      })
    return Math.max(...points)
  })
  return people.length > 0 ? (100 * worst.reduce((sum, one) => sum + one, 0)) / people.length : null
}

/** Pairs of account and person, who did it and who was there. */
function shareOf(shown: readonly Seen[], outcome: string) {
  const pair = (one: Seen) => `${one.account} ${one.user}`
  const hits = new Set(shown.filter((one) => one.did.has(outcome)).map(pair)).size
  return { hits, of: new Set(shown.map(pair)).size }
}

export function countsOf(all: readonly Seen[]) {
  const shown = all.filter((one) => !one.ghost)
  const did = (outcome: string) => tallyOf(shown.filter((one) => one.did.has(outcome)))
  const bought = shown.filter(hasBought)
  return {
    shown: tallyOf(shown),
    ghosts: tallyOf(all.filter((one) => one.ghost)),
    clicked: did('clicked'),
    dismissed: did('dismissed'),
    snoozed: did('snoozed'),
    never: did('never'),
    askedAdmin: did('asked_admin'),
    trials: did('trial_started'),
    converted: tallyOf(bought),
    revenue: moneyOf(shown.flatMap((one) => one.named)),
    revenuePerAccount: eachOf(shown),
    annoyance: annoyanceOf(shown),
    rates: {
      clicked: shareOf(shown, 'clicked'),
      dismissed: shareOf(shown, 'dismissed'),
      never: shareOf(shown, 'never'),
      trials: { hits: did('trial_started').accounts, of: tallyOf(shown).accounts },
      converted: { hits: tallyOf(bought).accounts, of: tallyOf(shown).accounts },
    },
  }
}

/** By arm: units that were in no other, and what they bought after their first moment. */
export function unitsOf(
  all: readonly Seen[],
  conversions: readonly ConversionRow[],
  unit: 'account' | 'user',
) {
  const inArms = all.filter((one) => one.arm !== null)
  const units = [...new Set(inArms.map((one) => one[unit]))].map((id) => {
    const moments = inArms.filter((one) => one[unit] === id)
    const since = Math.min(...moments.map((one) => one.at))
    // A user of several accounts is taken for one of the first of them.
    const account = moments.map((one) => one.account).sort()[0]
    const after = conversions.filter(
      (one) =>
        one.account === account && one.at >= since && (unit === 'account' || one.user === id),
    )
    return { arms: new Set(moments.map((one) => one.arm)), after }
  })
  const kept = units.filter((one) => one.arms.size === 1)
  return {
    moved: units.length - kept.length,
    of: (arm: NonNullable<ShowingRow['arm']>) => {
      const own = kept.filter((one) => one.arms.has(arm))
      return {
        units: own.length,
        bought: own.filter((one) => one.after.some(isGain)).length,
        revenue: moneyOf(own.flatMap((one) => one.after)),
      }
    },
  }
}
