/**
 * A source: a tool that a SaaS sends its events to already, and that sends them on to Brim. It has a
 * write key of its own, says whose word its messages are, and maps what the tool calls things to what
 * Brim calls them.
 */
import { z } from 'zod'
import { name } from '../value/key.ts'
import { eventName } from './event.ts'
import { defaultTopics, topics } from './support.ts'

export const vendors = [
  'segment',
  'segment_webhook',
  'rudderstack',
  'amplitude',
  'posthog',
  'mixpanel',
  'heap',
  'stripe',
  'paddle',
  'intercom',
  'zendesk',
] as const
export type Vendor = (typeof vendors)[number]

export const vendorNames: Readonly<Record<Vendor, string>> = {
  segment: 'Segment',
  segment_webhook: 'Segment, as a destination',
  rudderstack: 'RudderStack',
  amplitude: 'Amplitude',
  posthog: 'PostHog',
  mixpanel: 'Mixpanel',
  heap: 'Heap',
  stripe: 'Stripe',
  paddle: 'Paddle',
  intercom: 'Intercom',
  zendesk: 'Zendesk',
}

/** These have no events to be mapped: they say what was bought. */
export const billingVendors = ['stripe', 'paddle'] as const satisfies readonly Vendor[]
export type BillingVendor = (typeof billingVendors)[number]
export const isBilling = (vendor: Vendor): vendor is BillingVendor =>
  billingVendors.some((one) => one === vendor)

/** These say that somebody has asked for help: rules tell what about. */
const helpDesks: ReadonlySet<Vendor> = new Set(['intercom', 'zendesk'])
export const isHelpDesk = (vendor: Vendor) => helpDesks.has(vendor)

/** Only their own servers send. */
export const isServerOnly = (vendor: Vendor) => isBilling(vendor) || isHelpDesk(vendor)

/** Their key is part of an address: what they are let in by is a signature. */
export const isWebhook = (vendor: Vendor) => vendor === 'segment_webhook' || isServerOnly(vendor)

/**
 * Whose word it is. A `browser`'s write key is public, and so what comes with it is a hint, as from the
 * widget; a `server`'s is a secret, and what it says of plan, seats and revenue holds.
 */
export const senders = ['browser', 'server'] as const
export type Sender = (typeof senders)[number]

/** A name in somebody else's data: `plan`, `company.id`, `$group_0`. */
const foreignName = z.string().trim().min(1).max(100)

/** Where an id stands in a message. */
export const idPlace = z.discriminatedUnion('in', [
  /** What the tool itself takes for the user's id. */
  z.strictObject({ in: z.literal('user_id') }),
  /** The group that the tool puts the message in; of this type, or of any where none is said. */
  z.strictObject({ in: z.literal('group'), type: foreignName.optional() }),
  z.strictObject({ in: z.literal('property'), name: foreignName }),
  z.strictObject({ in: z.literal('trait'), name: foreignName }),
])
export type IdPlace = z.infer<typeof idPlace>

/** Where the user is found: an id, or the address, which is that of a user who is known. */
export const userPlace = z.discriminatedUnion('in', [
  ...idPlace.options,
  /** The one user whose trait `email` it is, as a backend has said it. */
  z.strictObject({ in: z.literal('email') }),
])
export type UserPlace = z.infer<typeof userPlace>

/** A feature, meter or topic: what a property of the event says, or always the same. */
export const namedBy = z.union([
  z.strictObject({ property: foreignName }),
  z.strictObject({ value: name }),
])
export type NamedBy = z.infer<typeof namedBy>

const ofEvent = {
  /** The tool's name of the event; its case does not count. */
  event: z.string().trim().pipe(eventName),
}

/** What an event of the tool means here. Without a rule it is a custom event under its own name. */
export const sourceRule = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('paywall_hit'), ...ofEvent, feature: namedBy }),
  z.strictObject({ means: z.literal('feature_used'), ...ofEvent, feature: namedBy }),
  z.strictObject({ means: z.literal('support_inquiry'), ...ofEvent, topic: namedBy }),
  z.strictObject({
    means: z.literal('meter'),
    ...ofEvent,
    meter: namedBy,
    /** The properties that hold them. Without a limit it is unlimited, without an end it never resets. */
    used: foreignName,
    limit: foreignName.optional(),
    resetsAt: foreignName.optional(),
  }),
  z.strictObject({ means: z.literal('nothing'), ...ofEvent }),
])
export type SourceRule = z.infer<typeof sourceRule>
export type Meaning = SourceRule['means']

/** The first place that has a value wins. */
export const sourceMapping = z
  .strictObject({
    account: z.array(idPlace).max(15),
    user: z.array(userPlace).min(1).max(10),
    rules: z.array(sourceRule).max(100),
    /** Of a help desk, which has no events for rules. */
    topics: topics.optional(),
  })
  .superRefine(({ rules }, context) => {
    const seen = new Set<string>()
    rules.forEach(({ event }, i) => {
      if (seen.has(sameEvent(event))) {
        context.addIssue({
          code: 'custom',
          path: ['rules', i, 'event'],
          message: `There are two rules for "${event}"`,
        })
      }
      seen.add(sameEvent(event))
    })
  })
  .meta({ id: 'SourceMapping' })
export type SourceMapping = z.infer<typeof sourceMapping>

/** As which events are compared. */
export const sameEvent = (event: string) => event.trim().toLowerCase()

export const sourceName = z.string().trim().min(1).max(60)

export const newSource = z
  .strictObject({
    vendor: z.enum(vendors),
    sender: z.enum(senders),
    name: sourceName,
  })
  .refine(({ vendor, sender }) => sender === 'server' || !isServerOnly(vendor), {
    path: ['sender'],
    error: 'Billing and help desks send from their own servers',
  })
  .meta({ id: 'NewSource' })
export type NewSource = z.infer<typeof newSource>

/** What is not given stays as it is. */
export const sourceChange = z
  .strictObject({
    name: sourceName.optional(),
    mapping: sourceMapping.optional(),
    /** Of the mapping that was edited. Absent: it is saved over whatever is there. */
    revision: z.number().int().nonnegative().optional(),
  })
  .meta({ id: 'SourceChange' })
export type SourceChange = z.infer<typeof sourceChange>

/** What billing or a help desk has made to sign with. */
export const sourceSecret = z
  .strictObject({ secret: z.string().trim().max(300) })
  .meta({ id: 'SourceSecret' })

/** A source as it is told: not what it signs with, nor a write key that is secret. */
export const source = z
  .object({
    id: z.string(),
    name: sourceName,
    vendor: z.enum(vendors),
    sender: z.enum(senders),
    mapping: sourceMapping,
    /** How often the mapping was saved. */
    revision: z.number(),
    /** All of a write key that is public or part of an address; the first and last letters of a secret one. */
    text: z.string(),
    /** Of a webhook: whether what it signs with is known. */
    hasSecret: z.boolean(),
    /** Epoch ms. */
    createdAt: z.number(),
    lastUsedAt: z.number().nullable(),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof source>

/** `secret`: the write key, or what Brim made for a webhook to sign with; told this once. */
export const savedSource = z.object({ source, secret: z.string() }).meta({ id: 'SavedSource' })
export type SavedSource = z.infer<typeof savedSource>

const accountNames = ['account_id', 'accountId', 'company_id', 'companyId']
const accountTypes = ['company', 'account', 'organization', 'workspace', 'team']

/** These have several types of groups; of the others a group is the account. */
const hasTypes: ReadonlySet<Vendor> = new Set(['amplitude', 'posthog', 'mixpanel'])

/** What a new source begins with: the names that these tools and their guides suggest. */
export function defaultMapping(vendor: Vendor): SourceMapping {
  if (isBilling(vendor)) return { account: [], user: [{ in: 'user_id' }], rules: [] }
  if (isHelpDesk(vendor)) {
    return {
      account: [{ in: 'group' }, { in: 'property', name: 'account_id' }],
      user: [{ in: 'user_id' }, { in: 'email' }],
      rules: [],
      topics: defaultTopics,
    }
  }
  const groups: IdPlace[] = hasTypes.has(vendor)
    ? accountTypes.map((type) => ({ in: 'group', type }))
    : [{ in: 'group' }]
  // Mixpanel names no groups in an event: the type is one of its properties.
  const names = vendor === 'mixpanel' ? ['company', ...accountNames] : accountNames
  return {
    account: [
      ...groups,
      ...names.map((name): IdPlace => ({ in: 'property', name })),
      { in: 'trait', name: 'company.id' },
      { in: 'trait', name: 'account_id' },
    ],
    user: [{ in: 'user_id' }],
    rules: [
      { means: 'paywall_hit', event: 'Paywall Viewed', feature: { property: 'feature' } },
      { means: 'paywall_hit', event: 'Paywall Hit', feature: { property: 'feature' } },
      { means: 'feature_used', event: 'Feature Used', feature: { property: 'feature' } },
      {
        means: 'meter',
        event: 'Usage Reported',
        meter: { property: 'meter' },
        used: 'used',
        limit: 'limit',
        resetsAt: 'resets_at',
      },
      {
        means: 'support_inquiry',
        event: 'Support Ticket Created',
        topic: { property: 'topic' },
      },
    ],
  }
}
