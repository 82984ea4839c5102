/**
 * Which values a fact can have, and whether any of them makes several comparisons true at once. The
 * question is answered by trying: values are chosen so that whatever a comparison can tell apart is
 * among them, and tested by the very comparisons that run live.
 */

import { operandOf } from '../../shared/definition/operand.ts'
import type { Measure, MeasureLeaf, TraitLeaf } from '../../shared/definition/trigger.ts'
import type { FactValue } from '../../shared/event/event.ts'
import { compileComparison } from './compare.ts'

export type Leaf = MeasureLeaf | TraitLeaf
export type Claim = { leaf: Leaf; isNegated: boolean }

/** What is known of a measure's numbers before anything is measured. */
type Range = { least: number; isWhole: boolean; canBeMissing: boolean; words: string }

/** Whether some value of the fact that all of them are about makes each of them hold. */
export function canHold(claims: readonly Claim[]): boolean {
  const tests = claims.map(({ leaf, isNegated }) => {
    const operand = operandOf(leaf)
    const test = compileComparison(operand, (value: FactValue | undefined) => value)
    return { ...operand, test, wanted: !isNegated }
  })
  const [first] = claims
  if (!first) return true
  return candidates(first.leaf, tests).some((value) =>
    tests.every(({ test, wanted }) => test(value) === wanted),
  )
}

/** What a fact always is, where that says anything. */
export function alwaysInWords(leaf: Leaf): string | undefined {
  if ('measure' in leaf) return rangeOf(leaf.measure).words
  return isOfVisit(leaf) ? 'a text' : undefined
}

type Test = { operator: string; threshold: FactValue; wanted: boolean }

function candidates(leaf: Leaf, tests: readonly Test[]): (FactValue | undefined)[] {
  const thresholds = tests.flatMap(({ threshold }) => threshold)
  const numbers = thresholds.filter((one) => typeof one === 'number')
  if ('measure' in leaf) {
    const range = rangeOf(leaf.measure)
    return [...(range.canBeMissing ? [undefined] : []), ...numbersAround(numbers, range)]
  }
  const texts = [undefined, ...thresholds.filter((one) => typeof one === 'string'), fullText(tests)]
  if (isOfVisit(leaf)) return texts
  return [...texts, true, false, contained(tests), ...numbersAround(numbers, anyNumber)]
}

function isOfVisit(leaf: TraitLeaf): boolean {
  return !/^(account|user)\./.test(leaf.trait)
}

/** What `contains` asks for. */
function contained(tests: readonly Test[]) {
  return tests
    .filter(({ operator, wanted }) => operator === 'contains' && wanted)
    .flatMap(({ threshold }) => threshold)
}

/** A text with all that is asked for in it, nothing else that is named, and equal to nothing named. */
function fullText(tests: readonly Test[]): string {
  const named = new Set(tests.flatMap(({ threshold }) => [...String(threshold)]))
  let code = 0xe000
  while (named.has(String.fromCharCode(code))) code++
  const separator = String.fromCharCode(code)
  return [...contained(tests).map(String), ''].join(separator) + separator
}

/** Each threshold, a number between each two that follow each other, and one beyond each end. */
function numbersAround(thresholds: readonly number[], { least, isWhole }: Range): number[] {
  if (isWhole) {
    const near = thresholds.flatMap((one) => [
      Math.ceil(one) - 1,
      Math.floor(one),
      Math.ceil(one),
      Math.floor(one) + 1,
    ])
    return [least, ...near.filter((one) => one >= least)]
  }
  const ends = [Math.max(least, -Number.MAX_VALUE), Number.MAX_VALUE]
  const sorted = [...new Set([...ends, ...thresholds])]
    .filter((one) => one >= least)
    .sort((a, b) => a - b)
  return sorted.flatMap((one, i) => [one, one / 2 + (sorted[i + 1] ?? one) / 2])
}

const anyNumber: Range = {
  least: Number.NEGATIVE_INFINITY,
  isWhole: false,
  canBeMissing: true,
  words: 'a number',
}
const counted: Range = {
  least: 0,
  isWhole: true,
  canBeMissing: false,
  words: 'a whole number of 0 or more, never missing',
}
const days: Range = { ...counted, canBeMissing: true, words: 'a whole number of 0 or more' }
const usage: Range = { ...anyNumber, least: 0, words: 'a number of 0 or more' }

function rangeOf(measure: Measure): Range {
  if ('count' in measure || 'distinct' in measure || 'signals' in measure) return counted
  if ('sum' in measure)
    return { ...anyNumber, canBeMissing: false, words: 'a number, never missing' }
  if ('growth' in measure) {
    // A sum can fall below zero, and so by more than all of it.
    if ('sum' in measure.growth.of) return anyNumber
    return { ...anyNumber, least: -100, words: 'a number of -100 or more' }
  }
  if ('meter' in measure) return usage
  if ('newFeatures' in measure || 'age' in measure) return days
  switch (measure.trial.read) {
    case 'daysSinceStart':
      return days
    case 'daysLeft':
      return { ...days, least: 1, words: 'a whole number of 1 or more' }
    default:
      return measure.trial.read satisfies never
  }
}
