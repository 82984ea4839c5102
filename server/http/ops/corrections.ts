/** What the generator of the document writes otherwise than it is meant; readers of schemas take it at its word. */

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

export function corrected(value: Json): Json {
  if (Array.isArray(value)) return value.map(corrected)
  if (typeof value !== 'object' || value === null) return value
  const all = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, corrected(one)]))
  const { pattern, allOf, ...rest } = all
  return {
    ...rest,
    // The flags of a regular expression are no part of a pattern.
    ...(typeof pattern === 'string' ? { pattern: pattern.replace(/\/[a-z]+$/, '') } : {}),
    ...(pattern !== undefined && typeof pattern !== 'string' ? { pattern } : {}),
    ...(allOf === undefined ? {} : nullable(allOf)),
  }
}

/** "All of something, and of the like or null" is never null: it is one of the two that is meant. */
function nullable(allOf: Json): { [name: string]: Json } {
  const [ref, other] = Array.isArray(allOf) ? allOf : []
  const isNullable = /^{"type":\["[a-z]+","null"\]}$/.test(JSON.stringify(other ?? null))
  return isNullable && ref !== undefined ? { anyOf: [ref, { type: 'null' }] } : { allOf }
}
