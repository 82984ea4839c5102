/** In what two values differ, place by place. Pure, and without a schema. */

export type Difference = { path: string; before?: unknown; after?: unknown }

type Tree = Record<string, unknown>

export function differencesBetween(before: unknown, after: unknown): Difference[] {
  return walk([], before, after)
}

export function isSame(a: unknown, b: unknown): boolean {
  return walk([], a, b).length === 0
}

/** Lists are compared by place while they are as long; else they are two different lists. */
function walk(path: string[], before: unknown, after: unknown): Difference[] {
  if (Object.is(before, after)) return []
  if (!isTree(before) || !isTree(after) || !isAlike(before, after)) {
    return [
      {
        path: path.join('.'),
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ]
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((name) => walk([...path, name], before[name], after[name]))
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

function isAlike(a: Tree, b: Tree): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false
  return !Array.isArray(a) || !Array.isArray(b) || a.length === b.length
}
