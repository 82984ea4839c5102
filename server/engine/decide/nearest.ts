/** The smallest single change to the facts that would make a condition hold, in words. */
import type { FactValue } from '../../../shared/event/event.ts'
import { operatorInWords, valueInWords } from '../../../shared/words/measure.ts'
import type { CompiledCondition, Leaf } from '../condition.ts'
import type { Facts } from '../facts.ts'

/** Null where no single leaf would do. Of several, the one that is closest to its threshold. */
export function nearestLeaf(condition: CompiledCondition, facts: Facts): string | null {
  const candidates = condition.leaves
    .map((leaf, place) => ({ leaf, place, value: leaf.read(facts) }))
    .filter(({ leaf }) => leaf.test(facts) !== true)
    .filter(({ place }) => condition.wouldHold(facts, place))
    .map(({ leaf, value }) => ({ leaf, value, distance: distance(leaf, value) }))
    .sort((a, b) => a.distance - b.distance)
  const best = candidates[0]
  return best ? changeInWords(best.leaf, best.value) : null
}

/** Relative distance of a number to its threshold; a trait that differs counts as a whole step. */
function distance(leaf: Leaf, value: FactValue | undefined): number {
  if (typeof value !== 'number' || typeof leaf.threshold !== 'number') return 1
  return Math.abs(leaf.threshold - value) / Math.max(1, Math.abs(leaf.threshold))
}

function changeInWords(leaf: Leaf, value: FactValue | undefined): string {
  const { operator, threshold, what } = leaf
  if (typeof value === 'number' && typeof threshold === 'number') {
    const difference = round(Math.abs(threshold - value))
    if (operator === 'gte' && difference > 0) return `${difference} more ${what}`
    if (operator === 'lte' && difference > 0) return `${difference} fewer ${what}`
  }
  return `${what} ${operatorInWords(operator)} ${valueInWords(threshold)}`
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
