/** What a mapping says of one thing, in words: to choose between two of them. */
import type { NamedBy, SourceRule, UserPlace } from '../../../shared/event/source.ts'
import type { Topics } from '../../../shared/event/support.ts'
import { isPlaces, type MappingDifference, type Part } from '../model/source/mapping-conflict.ts'
import { meaningWords, placeWords, replyWords } from './source.ts'

/** What two mappings differ in. */
export function aboutInWords({ path, yours, theirs }: MappingDifference): string {
  if (path === 'account') return 'The account is'
  if (path === 'user') return 'The user is'
  if (path === 'topics') return 'What it is about'
  const rule = [yours, theirs].find((one) => one !== undefined && !isPlaces(one))
  return `The event “${(rule as SourceRule).event}” is`
}

export function partInWords(part: Part | undefined): string {
  if (part === undefined) return 'a custom event, without a rule'
  if (!isPlaces(part)) return 'replies' in part ? topicsInWords(part) : ruleInWords(part)
  if (part.length === 0) return 'nowhere: each user is an account of one'
  return `in ${part.map(placeInWords).join(', else in ')}`
}

function placeInWords(place: UserPlace): string {
  switch (place.in) {
    case 'user_id':
    case 'email':
      return placeWords[place.in]
    case 'group':
      return place.type === undefined
        ? placeWords.group
        : `${placeWords.group} of the type “${place.type}”`
    case 'property':
    case 'trait':
      return `${placeWords[place.in]} “${place.name}”`
    default:
      return place satisfies never
  }
}

function topicsInWords({ rules, otherwise, replies }: Topics): string {
  const each = rules.map(
    ({ topic, words, tags }) =>
      `${topic}: ${[...words, ...tags.map((one) => `#${one}`)].join(', ')}`,
  )
  const rest = otherwise === null ? 'anything else is left out' : `anything else: ${otherwise}`
  return [...each, rest, `further messages ${replyWords[replies]}`].join('; ')
}

function ruleInWords(rule: SourceRule): string {
  const what = meaningWords[rule.means]
  switch (rule.means) {
    case 'nothing':
      return what
    case 'paywall_hit':
    case 'feature_used':
      return `${what}, of ${nameInWords(rule.feature)}`
    case 'support_inquiry':
      return `${what}, about ${nameInWords(rule.topic)}`
    case 'meter': {
      const { meter, used, limit, resetsAt } = rule
      const ends = resetsAt === undefined ? '' : `, which resets at “${resetsAt}”`
      return `${what}, of ${nameInWords(meter)}: “${used}” of ${limit === undefined ? 'no limit' : `“${limit}”`}${ends}`
    }
    default:
      return rule satisfies never
  }
}

const nameInWords = (by: NamedBy) =>
  'value' in by ? `“${by.value}” always` : `what “${by.property}” says`
