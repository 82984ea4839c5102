/**
 * Joins what leaves say as a condition says. Logic is Kleene's: a missing fact makes a leaf unknown,
 * unknown stays unknown under `not`, and what is unknown does not hold. So nothing fires on what is
 * not known.
 */
import type { Condition } from '../../shared/definition/trigger.ts'
import type { Truth } from './compare.ts'

export type Test<From> = (from: From) => Truth

/** The leaves' tests, in reading order, joined as the condition says. */
export function joined<From>(node: Condition, leaves: Iterator<Test<From>, undefined>): Test<From> {
  const each = (nodes: Condition[]) => nodes.map((one) => joined(one, leaves))
  if ('all' in node) return all(each(node.all))
  if ('any' in node) return any(each(node.any))
  if ('not' in node) return not(joined(node.not, leaves))
  return leaves.next().value as Test<From>
}

function all<From>(tests: Test<From>[]): Test<From> {
  return (from) => {
    let truth: Truth = true
    for (const test of tests) {
      const one = test(from)
      if (one === false) return false
      if (one === undefined) truth = undefined
    }
    return truth
  }
}

function any<From>(tests: Test<From>[]): Test<From> {
  return (from) => {
    let truth: Truth = false
    for (const test of tests) {
      const one = test(from)
      if (one === true) return true
      if (one === undefined) truth = undefined
    }
    return truth
  }
}

function not<From>(test: Test<From>): Test<From> {
  return (from) => {
    const one = test(from)
    return one === undefined ? undefined : !one
  }
}
