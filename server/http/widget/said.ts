/** What a page says besides its items, judged one by one: a fault in one costs none of the others. */

import { placement } from '../../../shared/definition/nudge.ts'
import { type Traits, traits } from '../../../shared/event/event.ts'
import type { Refusal } from '../../../shared/protocol/api.ts'
import { type Issue, issuesOf } from '../../../shared/protocol/error.ts'

/** `path`: where in the body they stand. */
export function judgeTraits(
  said: Record<string, unknown>,
  path: string,
): { traits: Traits; refused: Refusal[] } {
  let taken: Traits = {}
  const issues: Issue[] = []
  for (const [name, value] of Object.entries(said)) {
    const more = traits.safeParse({ ...taken, [name]: value })
    if (more.success) taken = more.data
    else issues.push(...issuesOf(more.error).map((one) => ({ ...one, path: `${path}.${name}` })))
  }
  return { traits: taken, refused: refusalOf(issues) }
}

export function judgeAsked(said: readonly string[]): { placements: string[]; refused: Refusal[] } {
  const placements: string[] = []
  const issues: Issue[] = []
  said.forEach((one, i) => {
    const result = placement.safeParse(one)
    if (result.success) placements.push(result.data)
    else issues.push(...issuesOf(result.error).map((issue) => ({ ...issue, path: `ask.${i}` })))
  })
  return { placements, refused: refusalOf(issues) }
}

const refusalOf = (issues: Issue[]): Refusal[] =>
  issues.length > 0 ? [{ index: null, messageId: null, issues }] : []
