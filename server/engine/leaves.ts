import type { Condition, MeasureLeaf, TraitLeaf } from '../../shared/definition/trigger.ts'

/** Every leaf of a condition, with where it stands: `when.all.0`. */
export function leavesOf(
  node: Condition,
  path: string,
): { leaf: MeasureLeaf | TraitLeaf; path: string }[] {
  if ('all' in node) return node.all.flatMap((one, i) => leavesOf(one, `${path}.all.${i}`))
  if ('any' in node) return node.any.flatMap((one, i) => leavesOf(one, `${path}.any.${i}`))
  if ('not' in node) return leavesOf(node.not, `${path}.not`)
  return [{ leaf: node, path }]
}
