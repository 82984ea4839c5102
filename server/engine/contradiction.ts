/**
 * Finds conditions that can never be true: leaves that contradict each other, or what their fact can
 * be at all. It never refuses what could be true; it may miss a contradiction between the branches
 * of two `any`s, or between different facts.
 */

import { operandOf } from '../../shared/definition/operand.ts'
import type { Condition } from '../../shared/definition/trigger.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import { measureInWords, operatorInWords, valueInWords } from '../../shared/words/measure.ts'
import { alwaysInWords, type Claim, canHold, type Leaf } from './domain.ts'

/** A leaf that must hold, or must not, with where it stands: `when.all.0`. */
type Placed = Claim & { path: string }
type Part = { node: Condition; path: string; isNegated: boolean }

/** Why it can never be true; nothing where it can. */
export function contradictionsIn(condition: Condition, path: string): Issue[] {
  return faultsOf({ node: condition, path, isNegated: false }, [])
}

/** Why a part cannot hold where others do. */
function faultsOf(part: Part, others: readonly Placed[]): Issue[] {
  const { claims, choices } = flatten(part)
  const held = [...others]
  for (const claim of claims) {
    const about = held.filter((one) => factOf(one.leaf) === factOf(claim.leaf))
    if (!canHold([...about, claim])) return [inWords(claim, about)]
    held.push(claim)
  }
  for (const branches of choices) {
    const faults = branches.map((branch) => faultsOf(branch, held))
    if (faults.every((one) => one.length > 0)) return faults.flat()
  }
  return []
}

/** What must hold together: leaves, and of each choice at least one branch. */
function flatten(part: Part): { claims: Placed[]; choices: Part[][] } {
  const { node, path, isNegated } = part
  if ('not' in node) return flatten({ node: node.not, path: `${path}.not`, isNegated: !isNegated })
  if (!('all' in node || 'any' in node)) {
    return { claims: [{ leaf: node, path, isNegated }], choices: [] }
  }
  const group = 'all' in node ? 'all' : 'any'
  const nodes = 'all' in node ? node.all : node.any
  const parts = nodes.map((one, i) => ({ node: one, path: `${path}.${group}.${i}`, isNegated }))
  // "Not all" is a choice, "not any" is none.
  const isChoice = (group === 'any') !== isNegated
  if (isChoice && parts.length > 1) return { claims: [], choices: [parts] }
  const flat = parts.map(flatten)
  return {
    claims: flat.flatMap((one) => one.claims),
    choices: flat.flatMap((one) => one.choices),
  }
}

/** The same for leaves about the same fact. */
function factOf(leaf: Leaf): string {
  return 'trait' in leaf ? leaf.trait : JSON.stringify(leaf.measure)
}

function inWords(claim: Placed, others: readonly Placed[]): Issue {
  const { path, leaf } = claim
  if (!canHold([claim])) {
    const always = alwaysInWords(leaf)
    const why = always ? `it is always ${always}` : 'ask with "exists" whether it is known'
    return { path, message: `Can never be true: ${claimInWords(claim)}, but ${why}` }
  }
  const culprit = others.find((one) => !canHold([one, claim]))
  if (culprit) {
    const both = `${claimInWords(culprit)}, and ${claimInWords(claim)}`
    return { path, message: `Can never be true together with ${culprit.path}: ${both}` }
  }
  const paths = others.map((one) => one.path).join(', ')
  return {
    path,
    message: `Can never be true together with all of ${paths}: ${claimInWords(claim)}`,
  }
}

function claimInWords({ leaf, isNegated }: Claim): string {
  const { operator, threshold } = operandOf(leaf)
  const what = 'trait' in leaf ? leaf.trait : measureInWords(leaf.measure)
  const words = `${what} ${operatorInWords(operator)} ${valueInWords(threshold)}`
  return isNegated ? `not (${words})` : words
}
