/**
 * Two people edited the mapping of one source. It is compared by what it says of the account, of the
 * user, of each event and of a help desk's topics: two who each add a rule for an event have no quarrel.
 * Topics are one thing: their order is what they say. Pure.
 */
import {
  type SourceMapping,
  type SourceRule,
  sameEvent,
  type UserPlace,
} from '../../../../shared/event/source.ts'
import type { Topics } from '../../../../shared/event/support.ts'
import { type Difference, firstChoice, type Side } from '../editor/conflict.ts'
import { sameBody } from '../editor/draft.ts'

export type MappingDifference = Difference & {
  /** Where each stands; undefined where one of them says nothing of it. */
  base: Part | undefined
  yours: Part | undefined
  theirs: Part | undefined
}
/** Places of an id, the rule of an event, or what a help desk is asked about. */
export type Part = readonly UserPlace[] | SourceRule | Topics
export const isPlaces = (part: Part): part is readonly UserPlace[] => Array.isArray(part)

/** Of an event: no event is called like the other two, in front of which there is nothing. */
const pathOf = ({ event }: SourceRule) => `rule:${sameEvent(event)}`

function partsOf({ account, user, rules, topics }: SourceMapping): Map<string, Part> {
  return new Map<string, Part>([
    ['account', account],
    ['user', user],
    ...(topics ? [['topics', topics] as const] : []),
    ...rules.map((rule): [string, Part] => [pathOf(rule), rule]),
  ])
}

export function mappingDifferences(
  base: SourceMapping,
  yours: SourceMapping,
  theirs: SourceMapping,
): MappingDifference[] {
  const [from, mine, others] = [partsOf(base), partsOf(yours), partsOf(theirs)]
  return [...new Set([...others.keys(), ...mine.keys()])].flatMap((path) => {
    const difference = { base: from.get(path), yours: mine.get(path), theirs: others.get(path) }
    if (sameBody(difference.yours, difference.theirs)) return []
    const isMine = !sameBody(difference.base, difference.yours)
    const isTheirs = !sameBody(difference.base, difference.theirs)
    return [
      { path, ...difference, changedBy: isMine && isTheirs ? 'both' : isMine ? 'you' : 'them' },
    ]
  })
}

/** Their mapping, with yours wherever it was chosen. Rules that are only yours come last. */
export function mergeMappings(
  theirs: SourceMapping,
  yours: SourceMapping,
  differences: readonly MappingDifference[],
  choices: Readonly<Record<string, Side>>,
): SourceMapping {
  const mine = new Map(
    differences
      .filter((one) => (choices[one.path] ?? firstChoice(one)) === 'yours')
      .map((one) => [one.path, one.yours]),
  )
  const known = new Set(theirs.rules.map(pathOf))
  const rule = (one: SourceRule): SourceRule[] => {
    if (!mine.has(pathOf(one))) return [one]
    return yours.rules.filter((own) => pathOf(own) === pathOf(one))
  }
  const topics = mine.has('topics') ? yours.topics : theirs.topics
  return {
    ...(topics && { topics }),
    account: mine.has('account') ? yours.account : theirs.account,
    user: mine.has('user') ? yours.user : theirs.user,
    rules: [
      ...theirs.rules.flatMap(rule),
      ...yours.rules.filter((one) => mine.has(pathOf(one)) && !known.has(pathOf(one))),
    ],
  }
}
