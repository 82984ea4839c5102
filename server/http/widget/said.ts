/** What a page says besides its items, judged one by one: a fault in one costs none of the others. */

import { placement } from '../../../shared/definition/nudge.ts'
import {
  type FactValue,
  mostTraits,
  type Traits,
  tooManyTraits,
  traits,
} from '../../../shared/event/event.ts'
import type { Refusal } from '../../../shared/protocol/api.ts'
import { type Issue, issuesOf } from '../../../shared/protocol/error.ts'

/** Each takes its time: of more than these nothing is taken, and of more faults than these no word is said. */
const mostJudged = 1_000
const mostTold = 50

/** `path`: where in the body they stand. */
export function judgeTraits(
  said: Record<string, unknown>,
  path: string,
): { traits: Traits; refused: Refusal[] } {
  const all = Object.entries(said)
  const taken: [string, FactValue][] = []
  const issues: Issue[] = []
  for (const [name, value] of all.slice(0, mostJudged)) {
    const faults = taken.length < mostTraits ? faultsOf(name, value) : [tooMany]
    if (faults.length === 0) taken.push([name, value as FactValue])
    else issues.push(...faults.map((one) => ({ ...one, path: `${path}.${name}` })))
  }
  const told = issues.slice(0, mostTold)
  const more = issues.length - told.length + Math.max(0, all.length - mostJudged)
  if (more > 0) told.push({ path, message: `And ${more} more` })
  return { traits: Object.fromEntries(taken), refused: refusalOf(told) }
}

const tooMany: Issue = { path: '', message: tooManyTraits }

function faultsOf(name: string, value: unknown): Issue[] {
  const result = traits.safeParse({ [name]: value })
  return result.success ? [] : issuesOf(result.error)
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
