/**
 * Two people saved the same definition. What only one of them changed is taken from them; what both
 * changed is a choice. Pure.
 */
import { sameBody } from './draft.ts'

export type Side = 'yours' | 'theirs'
export type Difference = {
  /** Dotted, as in issues: `copy.en.title`. */
  path: string
  /** What both began with. */
  base: unknown
  yours: unknown
  theirs: unknown
  /** Who changed it since the version both began with. */
  changedBy: 'you' | 'them' | 'both'
}

type Tree = Record<string, unknown>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** Whether two values can be compared part by part: lists only where every place has its like. */
function isAlike(a: unknown, b: unknown): a is Tree {
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) return false
  if (!Array.isArray(a) || !Array.isArray(b)) return a.kind === b.kind
  return a.length === b.length && a.every((one, at) => !isTree(one) || isAlike(one, b[at]))
}

const wholes = new Set(['audience', 'experiment'])

/** Of a trigger, or of the accounts that a play is for. */
const isCondition = (value: unknown) =>
  isTree(value) && ['all', 'any', 'not', 'measure', 'trait'].some((part) => part in value)

export function differencesOf(base: object, yours: object, theirs: object): Difference[] {
  return walk([], base, yours, theirs)
}

function walk(path: string[], base: unknown, yours: unknown, theirs: unknown): Difference[] {
  if (sameBody(yours, theirs)) return []
  // Half of one and half of another would be an audience, an experiment or a condition that nobody wrote.
  // So it is where both have added to a list, or taken from it: its places are not the same things.
  const isOtherList = Array.isArray(theirs) && !isAlike(base, theirs)
  const isWhole = wholes.has(path[0] ?? '') || isCondition(theirs) || isOtherList
  if (!isWhole && isAlike(yours, theirs) && isTree(theirs)) {
    const keys = new Set([...Object.keys(yours), ...Object.keys(theirs)])
    const from = isAlike(base, yours) ? base : {}
    return [...keys].flatMap((key) => walk([...path, key], from[key], yours[key], theirs[key]))
  }
  const isMine = !sameBody(base, yours)
  const isTheirs = !sameBody(base, theirs)
  const changedBy = isMine && isTheirs ? 'both' : isMine ? 'you' : 'them'
  return [{ path: path.join('.'), base, yours, theirs, changedBy }]
}

export const firstChoice = (difference: Difference): Side =>
  difference.changedBy === 'them' ? 'theirs' : 'yours'

/** Their version, with yours wherever it was chosen. */
export function mergeDrafts<T extends object>(
  theirs: T,
  differences: readonly Difference[],
  choices: Record<string, Side>,
): T {
  const merged = structuredClone(theirs)
  for (const difference of differences) {
    const side = choices[difference.path] ?? firstChoice(difference)
    if (side === 'yours') setAt(merged, difference.path.split('.'), difference.yours)
  }
  return merged
}

function setAt(tree: unknown, [first, ...rest]: string[], value: unknown): void {
  if (!isTree(tree) || first === undefined) return
  if (rest.length > 0) {
    if (!isTree(tree[first])) tree[first] = {}
    setAt(tree[first], rest, value)
  } else if (value === undefined) delete tree[first]
  else tree[first] = structuredClone(value)
}
