/** What a message becomes here, by the mapping of its source: events, readings and traits, or why nothing. */

import {
  type Event,
  event as eventSchema,
  meterReading,
  type Properties,
} from '../../shared/event/event.ts'
import {
  type NamedBy,
  type SourceMapping,
  type SourceRule,
  sameEvent,
} from '../../shared/event/source.ts'
import { issuesOf } from '../../shared/protocol/error.ts'
import { factAt, fitFacts } from './fit-facts.ts'
import { accountIn, issuesOfIds, type UserOfEmail, userOf } from './ids.ts'
import { type Foreign, idOf, type Message, type Statement, Unreadable } from './message.ts'
import { becomeOfInquiry } from './support/become.ts'
import { timeIn } from './time.ts'
import { type Item, refusedAs, type Translated } from './translated.ts'

export type Translation = {
  mapping: SourceMapping
  /** Where a user is known to act, or the account of one that they are. */
  accountOf(user: string): string
  /** Whose address it is, where that is known of one user. Absent: nobody's. */
  userOfEmail?: UserOfEmail
  /** The account of who asks a help desk, as somebody has said it. Absent: nobody has. */
  accountOfRequester?(requester: string): string | null
  /** Tells events that are right at a glance: their schema need not be asked. Absent: it always is. */
  isPlainEvent?(event: unknown): event is Event
}

export function translate(message: Message, translation: Translation): Translated {
  const { mapping, accountOf, userOfEmail = () => null } = translation
  const { says } = message
  if (says.kind === 'nothing') return { kind: 'ignored', why: says.why }
  const user = userOf(message, mapping, userOfEmail)
  const named = accountIn(message, mapping)
  const account = named ?? (user === null || says.kind === 'group' ? null : accountOf(user))
  if (says.kind === 'inquiry') {
    return becomeOfInquiry(says.inquiry, { at: message.at, account, user, ...translation })
  }
  if (account === null) {
    return {
      kind: 'ignored',
      why:
        says.kind === 'group'
          ? 'This group is not what the mapping takes for an account'
          : 'It names neither an account nor a user who has been identified: “Whose it is” says where their ids stand',
    }
  }
  const issues = issuesOfIds(account, user)
  if (issues.length > 0) return { kind: 'refused', issues }
  try {
    return told(says, message, { account, user, ...translation })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return refusedAs(error)
  }
}

/** What audiences and triggers ask for by these names: the last not to fit. */
const known = {
  account: ['plan', 'seats', 'mrr', 'name', 'industry', 'employees'],
  user: ['role', 'department', 'locale', 'name', 'email'],
} as const

type About = Translation & { account: string; user: string | null }

type Said = Exclude<Statement, { kind: 'nothing' | 'inquiry' }>

function told(says: Said, message: Message, about: About): Translated {
  const { account, user } = about
  switch (says.kind) {
    case 'group': {
      const { facts, leftOut } = fitFacts(says.facts, known.account)
      const items: Item[] = [{ kind: 'account_traits', account, traits: facts }]
      if (user !== null) items.push({ kind: 'user_traits', account, user, traits: {} })
      return { kind: 'items', items, leftOut }
    }
    case 'user':
      if (user === null) return { kind: 'ignored', why: 'It says nothing of anybody identified' }
      return withTraits(message, about, { kind: 'items', items: [], leftOut: [] })
    case 'page':
      return withTraits(message, about, ofEvent('page_viewed', says.properties, message, about))
    case 'event':
      return withTraits(message, about, ofRule(says, message, about))
    default:
      return says satisfies never
  }
}

function ofRule(
  { name, properties }: { name: string; properties: Foreign },
  message: Message,
  about: About,
): Translated {
  const called = sameEvent(name)
  const rule = about.mapping.rules.find((one) => sameEvent(one.event) === called)
  if (!rule) return ofEvent(name.trim(), properties, message, about)
  switch (rule.means) {
    case 'nothing':
      return { kind: 'ignored', why: 'A rule of the mapping leaves it out' }
    case 'meter':
      return ofMeter(rule, properties, message, about)
    case 'paywall_hit':
    case 'feature_used':
      return ofNamed(rule, { feature: rule.feature }, properties, message, about)
    case 'support_inquiry':
      return ofNamed(rule, { topic: rule.topic }, properties, message, about)
    default:
      return rule satisfies never
  }
}

/** One of the events that cannot do without a name: of a feature, of a topic. */
function ofNamed(
  rule: Exclude<SourceRule, { means: 'meter' | 'nothing' }>,
  needed: Record<string, NamedBy>,
  properties: Foreign,
  message: Message,
  about: About,
): Translated {
  const names: Record<string, string> = {}
  for (const [property, by] of Object.entries(needed)) {
    const name = nameFrom(by, properties)
    if (name === null) return missing(rule, by)
    names[property] = name
  }
  // First: of many properties the last do not fit, and it is nothing without these.
  return ofEvent(rule.means, { ...names, ...properties, ...names }, message, about)
}

function ofEvent(
  name: string,
  properties: Foreign,
  message: Message,
  { account, user, isPlainEvent }: About,
): Translated {
  const { facts, leftOut } = fitFacts(properties)
  const made = {
    name,
    account,
    ...(user === null ? {} : { user }),
    ...optional('occurredAt', message.at),
    properties: facts satisfies Properties,
  }
  if (isPlainEvent?.(made))
    return { kind: 'items', items: [{ kind: 'event', event: made }], leftOut }
  const checked = eventSchema.safeParse(made)
  if (!checked.success) return { kind: 'refused', issues: issuesOf(checked.error) }
  const event = { ...checked.data, account }
  return { kind: 'items', items: [{ kind: 'event', event }], leftOut }
}

function ofMeter(
  rule: Extract<SourceRule, { means: 'meter' }>,
  properties: Foreign,
  message: Message,
  { account, user }: About,
): Translated {
  const meter = nameFrom(rule.meter, properties)
  if (meter === null) return missing(rule, rule.meter)
  const used = numberFrom(factAt(properties, rule.used))
  if (used === undefined) return missing(rule, { property: rule.used }, 'a number')
  const limit = rule.limit === undefined ? null : limitFrom(factAt(properties, rule.limit))
  if (limit === undefined) return missing(rule, { property: rule.limit ?? '' }, 'a number')
  const resetsAt = rule.resetsAt === undefined ? null : factAt(properties, rule.resetsAt)
  const checked = meterReading.safeParse({
    meter,
    used,
    limit,
    account,
    ...(user === null ? {} : { user }),
    ...optional('resetsAt', timeIn(resetsAt, `properties.${rule.resetsAt}`)),
    ...optional('occurredAt', message.at),
  })
  if (!checked.success) return { kind: 'refused', issues: issuesOf(checked.error) }
  return { kind: 'items', items: [{ kind: 'meter', reading: checked.data }], leftOut: [] }
}

/** What a message says of its user goes along with what it says happened; nothing where it is refused. */
function withTraits(
  message: Message,
  { account, user }: About,
  translated: Translated,
): Translated {
  if (translated.kind !== 'items' || user === null) return translated
  const { facts, leftOut } = fitFacts(message.traits, known.user)
  // Beside an event, which says by itself who it is of, nothing said is nothing to write.
  if (Object.keys(facts).length === 0 && message.says.kind !== 'user') return translated
  const traits: Item = { kind: 'user_traits', account, user, traits: facts }
  return {
    kind: 'items',
    items: [traits, ...translated.items],
    leftOut: [...leftOut, ...translated.leftOut],
  }
}

function nameFrom(by: NamedBy, properties: Foreign): string | null {
  return 'value' in by ? by.value : idOf(factAt(properties, by.property))
}

function numberFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function limitFrom(value: unknown): number | null | undefined {
  const isNone = value === undefined || value === null || value === ''
  return isNone || value === 'unlimited' ? null : numberFrom(value)
}

const inWords: Record<SourceRule['means'], string> = {
  paywall_hit: 'a paywall hit',
  feature_used: 'a use of a feature',
  support_inquiry: 'a support inquiry',
  meter: 'a meter reading',
  nothing: 'nothing',
}

function missing({ means, event }: SourceRule, by: NamedBy, what = 'a text'): Translated {
  const property = 'property' in by ? by.property : ''
  const message = `"${event}" means ${inWords[means]} by the mapping, but its property "${property}" is missing or not ${what}`
  return { kind: 'refused', issues: [{ path: `properties.${property}`, message }] }
}

const optional = (name: string, value: string | null) => (value === null ? {} : { [name]: value })
