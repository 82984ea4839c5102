/**
 * Changes within a condition, by path. A path says where a node stands, as issues of the server do:
 * `when.all.0.any.1`, with `when` as the root. Pure: each answers a new tree.
 */
import type { Condition } from '../../../../shared/definition/trigger.ts'

export type Group = { all: Condition[] } | { any: Condition[] }
export type Join = 'all' | 'any'

export const root = 'when'

export const isGroup = (node: Condition): node is Group => 'all' in node || 'any' in node
export const joinOf = (group: Group): Join => ('all' in group ? 'all' : 'any')
export const childrenOf = (group: Group): Condition[] => ('all' in group ? group.all : group.any)
export const groupOf = (join: Join, nodes: Condition[]): Group =>
  join === 'all' ? { all: nodes } : { any: nodes }

/** The node there; undefined where there is none. */
export function nodeAt(tree: Condition, path: string): Condition | undefined {
  let node: Condition | undefined = tree
  for (const step of steps(path)) {
    if (node === undefined) return undefined
    node = step === 'not' ? ('not' in node ? node.not : undefined) : childAt(node, step)
  }
  return node
}

function childAt(node: Condition, { join, at }: Exclude<Step, 'not'>): Condition | undefined {
  return isGroup(node) && joinOf(node) === join ? childrenOf(node)[at] : undefined
}

/** `change` answers what stands there from now on; null takes it away, with what is empty then. */
export function changeAt(
  tree: Condition,
  path: string,
  change: (node: Condition) => Condition | null,
): Condition | null {
  const walk = (node: Condition, rest: readonly Step[]): Condition | null => {
    const [step, ...deeper] = rest
    if (step === undefined) return change(node)
    if (step === 'not') {
      if (!('not' in node)) return node
      const inner = walk(node.not, deeper)
      return inner && { not: inner }
    }
    if (!isGroup(node) || joinOf(node) !== step.join) return node
    const children = childrenOf(node).flatMap((child, at) => {
      if (at !== step.at) return [child]
      const changed = walk(child, deeper)
      return changed ? [changed] : []
    })
    return children.length > 0 ? groupOf(step.join, children) : null
  }
  return walk(tree, steps(path))
}

/** As which of how many it is told: "2.1" is the first in the second; nothing of one that stands alone. */
export const numberOf = (path: string): string =>
  steps(path)
    .flatMap((step) => (step === 'not' ? [] : [step.at + 1]))
    .join('.')

/** At the end of a group; anything else becomes a group with it. */
export function addTo(tree: Condition, path: string, added: Condition): Condition {
  const grown = changeAt(tree, path, (node) =>
    isGroup(node) ? groupOf(joinOf(node), [...childrenOf(node), added]) : { all: [node, added] },
  )
  return grown ?? tree
}

/** "Not" comes and goes; what is denied twice is said plainly. */
export const negated = (node: Condition): Condition => ('not' in node ? node.not : { not: node })

/** A tree whose root is a group: what the builder shows. A root that is none stands in one alone. */
export const rooted = (tree: Condition): Group => (isGroup(tree) ? tree : { all: [tree] })

type Step = 'not' | { join: Join; at: number }

function steps(path: string): Step[] {
  const [, ...parts] = path.split('.')
  const found: Step[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (part === 'not') found.push('not')
    else if (part === 'all' || part === 'any') found.push({ join: part, at: Number(parts[++i]) })
    else break
  }
  return found
}
