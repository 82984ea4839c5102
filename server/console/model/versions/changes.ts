/** What is different between two bodies of a definition, field by field. Pure. */
import { sameBody } from '../editor/draft.ts'

/** `undefined` where the field is not there on that side. */
export type FieldChange = { path: string; before: unknown; after: unknown }

type Tree = Record<string, unknown>
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Read as one: half of a condition says nothing. */
const wholes = new Set(['audience', 'when', 'perUser', 'perAccount', 'picture'])

/** In the order in which the newer one has its fields, then what is gone. */
export function changesBetween(before: unknown, after: unknown): FieldChange[] {
  return walk([], before, after)
}

function walk(path: readonly string[], before: unknown, after: unknown): FieldChange[] {
  if (sameBody(before, after)) return []
  if (!wholes.has(path.at(-1) ?? '')) {
    const [old, next] = [partsOf(before), partsOf(after)]
    // A field that came or went whole is told by its parts, so that they have their names.
    if ((old && next) || (old && after === undefined) || (before === undefined && next)) {
      const keys = new Set([...(next?.keys() ?? []), ...(old?.keys() ?? [])])
      return [...keys].flatMap((key) => walk([...path, key], old?.get(key), next?.get(key)))
    }
  }
  return [{ path: path.join('.'), before, after }]
}

/** The named parts of a value; `undefined` where it is read as one. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (isTree(value)) return new Map(Object.entries(value))
  // Lists of words, and lists of numbers, are read as one line.
  if (!Array.isArray(value) || !value.some(isTree)) return undefined
  return new Map(value.map((one, i) => [String(i), one]))
}
