/** Every leaf of a condition, with where it stands. Pure. */
import type { Condition } from '../../../../shared/definition/trigger.ts'
import { isLeaf, type Leaf } from './measure.ts'
import { childrenOf, isGroup, joinOf, root } from './tree.ts'

export function leavesIn(node: Condition, path = root): { path: string; leaf: Leaf }[] {
  if (isGroup(node)) {
    const join = joinOf(node)
    return childrenOf(node).flatMap((child, at) => leavesIn(child, `${path}.${join}.${at}`))
  }
  if ('not' in node) return leavesIn(node.not, `${path}.not`)
  return isLeaf(node) ? [{ path, leaf: node }] : []
}
