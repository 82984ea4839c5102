/**
 * Whether arms have as many subjects as their weights say. Where they haven't, something sorts people
 * before they are counted, and nothing that the arms differ in can be trusted (A. Fabijan et al.,
 * "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019).
 */
import type { SampleRatio } from '../../../shared/results/results.ts'
import { chiSquareTail } from './chi-square.ts'

/** Chance alone says so once in a thousand experiments. */
const alarm = 0.001
/** Below it in any arm the test is none (W. G. Cochran, 1954). */
const fewest = 5

export type Share = { key: string; weight: number; seen: number }

export function checkSampleRatio(all: readonly Share[]): SampleRatio {
  const arms = all.filter((arm) => arm.weight > 0)
  const weights = arms.reduce((sum, arm) => sum + arm.weight, 0)
  const seen = arms.reduce((sum, arm) => sum + arm.seen, 0)
  const held = arms.map(({ key, weight, seen: of }) => {
    const expected = (seen * weight) / weights
    return { key, seen: of, expected, part: (of - expected) ** 2 / expected }
  })
  if (held.length < 2 || held.some((arm) => !(arm.expected >= fewest))) {
    return { kind: 'not_checked', why: 'too_few' }
  }
  const x = held.reduce((sum, arm) => sum + arm.part, 0)
  const p = chiSquareTail(x, held.length - 1)
  const sorted = held.toSorted((a, b) => b.part - a.part)
  return {
    kind: 'checked',
    p,
    isOff: p < alarm,
    arms: sorted.map(({ key, seen, expected }) => ({ key, seen, expected: Math.round(expected) })),
  }
}
