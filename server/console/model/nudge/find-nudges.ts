/** Nudges by what somebody remembers of them. Pure. */
import type { Nudge } from '../../../../shared/definition/nudge.ts'

/** Each word of the text stands somewhere in its name, its key, its placement or its tags. */
export function findNudges<R extends { draft: Nudge }>(list: readonly R[], text: string): R[] {
  const wanted = text.toLowerCase().split(/\s+/)
  return list.filter(({ draft: { name, key, placement, tags } }) => {
    const told = [name, key, placement, ...tags].join('\n').toLowerCase()
    return wanted.every((word) => told.includes(word))
  })
}
