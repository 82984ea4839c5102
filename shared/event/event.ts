/**
 * What comes in: events, meter readings, traits and outcomes, as the widget and a SaaS backend
 * send them. Adapters of other tools translate to these and to nothing else.
 */
import { z } from 'zod'
import { externalId, hasControlCharacter, isUnsafeName, name } from '../value/key.ts'

/** As large as anything counted, and small enough that no sum of them overflows. */
const largest = 1e100
const number = z.number().min(-largest).max(largest)

/** A fact's value. Lists are for `contains`; nothing nests deeper, so nothing is lost in between. */
export const scalar = z.union([z.string().max(2048), number, z.boolean(), z.null()])
export type Scalar = z.infer<typeof scalar>
export const factValue = z.union([
  z.string().max(2048),
  number,
  z.boolean(),
  z.null(),
  z.array(scalar).max(100),
])
export type FactValue = z.infer<typeof factValue>

/** Whether it can be the value of a fact, but for the length of its texts and lists. */
export function isStorableFact(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isStorableScalar) : isStorableScalar(value)
}

function isStorableScalar(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= largest
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

const factName = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => !isUnsafeName(text) && !hasControlCharacter(text), 'This name is reserved')

export const mostTraits = 100
export const tooManyTraits = `At most ${mostTraits} traits`

/** Facts about an account or a user. `null` forgets one. */
export const traits = z
  .record(factName, factValue)
  .refine((all) => Object.keys(all).length <= mostTraits, tooManyTraits)
  .meta({ id: 'Traits' })
export type Traits = z.infer<typeof traits>

export const properties = z
  .record(factName, factValue)
  .refine((all) => Object.keys(all).length <= 100, 'At most 100 properties')
  .meta({ id: 'Properties' })
export type Properties = z.infer<typeof properties>

/** What a user has said to prompts; one who refuses sees none anywhere. */
export const consent = z.enum(['given', 'refused'])
export type Consent = z.infer<typeof consent>

/** Events with a meaning of their own; each names the property it cannot do without. */
export const builtInEvents = {
  paywall_hit: 'feature',
  feature_used: 'feature',
  support_inquiry: 'topic',
  page_viewed: null,
} as const

/** What a person did with a prompt. */
export const outcomes = [
  'shown',
  'clicked',
  'dismissed',
  'snoozed',
  'never',
  'trial_started',
  'asked_admin',
  'converted',
] as const
export const outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof outcome>

/** What becomes of a trial. */
export const trialEvents = ['trial_started', 'trial_extended', 'trial_ended'] as const
export type TrialEvent = (typeof trialEvents)[number]

/**
 * Events that only Brim writes into the log: they make readings, trait changes and outcomes part
 * of the one history that triggers listen to and replay reads. Refused from outside.
 */
export const systemEvents = [
  'meter_read',
  'account_changed',
  'user_changed',
  'plan_changed',
  'consent_changed',
  'conversion',
  'signal_fired',
  'account_claimed',
  'account_released',
  /** A ghost: what a control would have been shown. */
  'nudge_withheld',
  ...trialEvents,
  ...outcomes.map((one) => `nudge_${one}` as const),
] as const
const reserved: ReadonlySet<string> = new Set(systemEvents)

export const eventName = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !hasControlCharacter(text) && text.trim() === text, 'No control characters')
  .meta({ id: 'EventName', example: 'paywall_hit' })

/** Sent once per real thing; a repeated one counts nothing. */
export const messageId = z.string().min(1).max(128)

/** ISO 8601 with a zone. */
export const time = z.iso.datetime({ offset: true })

const ownEventName = eventName.refine(
  (text) => !reserved.has(text),
  'This event name is written by Brim itself and cannot be sent',
)

const eventFields = {
  messageId,
  name: ownEventName,
  properties: properties.optional(),
  occurredAt: time.optional().meta({ description: 'When it happened; absent: the arrival' }),
}

const neededBy = (name: string) =>
  Object.hasOwn(builtInEvents, name) ? builtInEvents[name as keyof typeof builtInEvents] : null

const hasItsProperty = (event: { name: string; properties?: Properties | undefined }) => {
  const needed = neededBy(event.name)
  const value = needed && event.properties?.[needed]
  return !needed || (typeof value === 'string' && name.safeParse(value).success)
}
const needsItsProperty = {
  path: ['properties'],
  error: (one: { input?: unknown }) => {
    const event = (one.input as { name: string }).name
    return `"${event}" needs the property "${neededBy(event)}", a name`
  },
}

/** An event from a SaaS backend. One of `account` and `user` is needed; `messageId` may be absent. */
export const event = z
  .strictObject({
    ...eventFields,
    messageId: messageId.optional(),
    account: externalId.optional(),
    user: externalId.optional(),
  })
  .refine(hasItsProperty, needsItsProperty)
  .refine((one) => one.account !== undefined || one.user !== undefined, {
    path: ['account'],
    error: 'An event needs an account or a user',
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof event>

const readingFields = {
  meter: name,
  used: number.nonnegative(),
  /** `null` is unlimited. */
  limit: number.nonnegative().nullable(),
  /** When the period ends and `used` starts again. Absent: it never does. */
  resetsAt: time.optional(),
}

/** One reading of usage against a limit, from a SaaS backend. */
export const meterReading = z
  .strictObject({
    ...readingFields,
    messageId: messageId.optional(),
    account: externalId,
    user: externalId.optional(),
    occurredAt: time.optional(),
  })
  .meta({ id: 'MeterReading' })
export type MeterReading = z.infer<typeof meterReading>

/** What the widget sends in a batch. Who it is about stands on the batch, not on the item. */
export const widgetItem = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('event'), ...eventFields })
    .refine(hasItsProperty, needsItsProperty),
  z.strictObject({
    type: z.literal('meter'),
    ...readingFields,
    messageId,
    occurredAt: time.optional(),
  }),
  z.strictObject({
    type: z.literal('outcome'),
    messageId,
    /** The decision that carried the prompt. `shown` claims it; the others follow. */
    decisionId: z.string().min(1).max(64),
    outcome,
    /** Which action was taken, for `clicked`. */
    action: z.string().max(64).optional(),
    occurredAt: time.optional(),
  }),
])
export type WidgetItem = z.infer<typeof widgetItem>

/** A user without an account is an account of one. */
export function accountOfOne(user: string): string {
  return `user:${user}`
}
