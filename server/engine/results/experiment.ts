/** One side of an experiment beside the other, and what may be said of it by now. */
import type { Experiment } from '../../../shared/definition/nudge.ts'
import { neededUnits, worthwhileLift } from '../../../shared/results/needed.ts'
import { zOf } from '../../../shared/results/normal.ts'
import type { Difference, ExperimentResult } from '../../../shared/results/results.ts'
import { differenceOf, liftOf } from './difference.ts'
import { meanDifferenceOf, noMoments } from './mean.ts'
import { confidence, type Earned, eachOf } from './row.ts'
import { checkSampleRatio } from './sample-ratio.ts'
import { drawsOf, type Sums, shareOf, singles } from './share.ts'

export type SeenArm = {
  key: string
  units: number
  bought: number
  /** People, by account where accounts were assigned; null where nothing was drawn. */
  clicked: Sums | null
  /** By currency, over its units. */
  earned: Earned
}

export type Seen = { arms: SeenArm[]; moved: number; haveWeightsChanged: boolean }

export function judge(
  { unit, arms: authored, lift = worthwhileLift }: Experiment,
  seen: Seen,
): ExperimentResult {
  const armOf = (key: string): SeenArm =>
    seen.arms.find((one) => one.key === key) ?? {
      key,
      units: 0,
      bought: 0,
      clicked: null,
      earned: [],
    }
  const arms = authored.map((arm) => ({ ...arm, ...armOf(arm.key), isControl: !!arm.control }))
  const control = arms.find((arm) => arm.isControl)
  const baseline = control ?? arms[0]
  if (!baseline) throw new Error('An experiment has two arms at least')
  const drawn = arms.filter((arm) => !arm.isControl)
  const z = zOf(confidence)
  const bought = arms.map(({ key, units, bought: hits }) => ({
    key,
    sums: singles(hits, units),
    units,
  }))
  // People in accounts that were assigned: what is drawn once is the account.
  const clicked = drawn.map(({ key, clicked: sums, units }) => ({
    key,
    sums: unit === 'user' && sums ? singles(sums.y, sums.n) : sums,
    units,
  }))
  return {
    unit,
    baseline: baseline.key,
    lift,
    arms: arms.map((arm) => ({
      key: arm.key,
      isControl: arm.isControl,
      units: arm.units,
      bought: shareOf(singles(arm.bought, arm.units), z),
      clicked: clickedOf(clicked.find((one) => one.key === arm.key)?.sums, z),
      revenue: arm.earned.map(({ currency, moments }) => ({ currency, amount: moments.sum })),
      revenuePerUnit: eachOf(arm.earned, z),
    })),
    bought: compare(bought, baseline.key, lift),
    clicked: compare(
      clicked.flatMap((one) => (one.sums ? [{ ...one, sums: one.sums }] : [])),
      drawn[0]?.key,
      lift,
    ),
    earned: earnedBeside(arms, baseline),
    moved: seen.moved,
    sampleRatio: seen.haveWeightsChanged
      ? { kind: 'not_checked', why: 'weights_changed' }
      : checkSampleRatio(arms.map(({ key, weight, units }) => ({ key, weight, seen: units }))),
  }
}

const clickedOf = (sums: Sums | null | undefined, z: number) => (sums ? shareOf(sums, z) : null)

type Side = { key: string; sums: Sums; units: number }

/** Each of the others beside the one, as wide as several looks at once ask for. */
function compare(sides: readonly Side[], baseline: string | undefined, lift: number): Difference[] {
  const base = sides.find((one) => one.key === baseline)
  if (!base) return []
  const others = sides.filter((one) => one !== base)
  const z = zOf(confidence, others.length)
  const rate = base.sums.n > 0 ? base.sums.y / base.sums.n : 0
  const alone = neededUnits(rate, z, lift)
  // Of things that come in clusters it takes as many times more as they count less.
  const needed = alone && Math.ceil((alone * base.sums.n) / drawsOf(base.sums))
  return others.map((one) => {
    const difference = differenceOf(one.sums, base.sums, z)
    const smaller = Math.min(one.sums.n, base.sums.n)
    return {
      arm: one.key,
      difference,
      lift: liftOf(one.sums, base.sums, z),
      seen: smaller,
      needed,
      verdict: verdictOf(difference, needed !== null && smaller >= needed),
    }
  })
}

/** In each currency that anybody paid in: whoever paid in none brought nothing. */
function earnedBeside(arms: readonly SeenArm[], base: SeenArm): ExperimentResult['earned'] {
  const others = arms.filter((one) => one !== base)
  const currencies = new Set(arms.flatMap((one) => one.earned.map(({ currency }) => currency)))
  const of = ({ units, earned }: SeenArm, currency: string) =>
    earned.find((one) => one.currency === currency)?.moments ?? noMoments(units)
  const z = zOf(confidence, others.length)
  return others.flatMap((one) =>
    [...currencies].sort().map((currency) => ({
      arm: one.key,
      currency,
      difference: meanDifferenceOf(of(one, currency), of(base, currency), z),
    })),
  )
}

/** Nothing is called better or worse before there are enough: whoever looks often sees chance. */
function verdictOf(
  { value, low, high }: Difference['difference'],
  isEnough: boolean,
): Difference['verdict'] {
  if (value === null || low === null || high === null) return 'nothing_known'
  if (!isEnough) return 'too_early'
  if (low > 0) return 'better'
  return high < 0 ? 'worse' : 'no_difference_seen'
}
