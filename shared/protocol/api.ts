/** Request and response of every endpoint. Times are ISO 8601 in requests, epoch ms in responses. */
import { z } from 'zod'
import { accountFilters } from '../account/account-view.ts'
import { claim, claimKinds } from '../account/claim.ts'
import { readiness } from '../account/readiness.ts'
import { decision, receipt } from '../decision/decision.ts'
import { prompt } from '../decision/prompt.ts'
import { locale, placement } from '../definition/nudge.ts'
import { conversion } from '../event/conversion.ts'
import {
  consent,
  event,
  messageId,
  meterReading,
  time,
  traits,
  widgetItem,
} from '../event/event.ts'
import { externalId } from '../value/key.ts'
import { issue } from './error.ts'

/** Limits of one request, in bytes of body and in items. */
export const limits = { batchBytes: 500_000, eventBytes: 32_000, batchItems: 500 } as const

// --- The widget, with a publishable key ---------------------------------------------------------

const deviceType = z.enum(['desktop', 'tablet', 'phone'])

/**
 * What a page says of somebody: a site hands on what it has, so each is judged by itself, and what is none
 * of `Traits` comes back under `refused`.
 */
const saidTraits = z.record(z.string(), z.unknown())

/** Who is there, and where. The key travels in the body, so that no preflight is needed. */
const session = {
  v: z.literal(1),
  key: z.string().max(128),
  user: z.strictObject({ id: externalId, traits: saidTraits.optional() }),
  /** Absent: the user is an account of one. */
  account: z.strictObject({ id: externalId, traits: saidTraits.optional() }).optional(),
  /**
   * Identity token: a JWT signed by the site's backend, which proves `user` and `account`. A workspace
   * in mode `enforce` lets nobody in without; what it says of plan, role and traits is trusted.
   */
  token: z.string().nullish(),
  page: z.string().max(2048),
  locale: z.string().max(35).optional(),
  device: deviceType.optional(),
  /** Prompts that are on the page, by their decisions: what they say of meters may have changed. */
  shown: z.array(z.string().max(128)).max(20).optional(),
  /** The client's clock when it sent this, against which item times are corrected. */
  sentAt: time,
}

/** `POST /b/v1/open`: a page has opened, or the identity on it has changed. */
export const openRequest = z.strictObject(session).meta({ id: 'OpenRequest' })
export type OpenRequest = z.infer<typeof openRequest>

/**
 * Every prompt that may be drawn for this person on this page, one per placement: the whole set,
 * answers included, replacing the one before. `paywall:`, `meter:` and `event:` wait for their moment; `slot:` and
 * `page` are drawn when they come. What a control withholds is among them, as a ghost.
 */
const armed = z.array(prompt)

/**
 * Placements at events where live nudges wait. Such an event is worth a question of its own when no
 * prompt is armed for it: what it brings along may decide. Absent: an older server.
 */
const placements = z.array(z.string()).optional()

/**
 * The last entry of the log that `armed` knows of. Of two answers the one that knows more is the newer,
 * whichever was asked for or came first. Absent: an older server.
 */
const seq = z.number().optional()

/** How long the identity token is still good, in ms. Absent: none came, or nobody looked at it. */
const tokenMs = z.number().optional()

/**
 * For `GET /b/v1/live`, in the name of this person on this page, good for an hour. Absent: an older
 * server, what that stream carries, or a batch that tells of no page that was viewed.
 */
const ticket = z.string().optional()

/**
 * Of the prompts that the request says are on the page, those that speak of a meter: in the words of
 * now, under the same id, or `null` with the reason why they no longer fit. The others stay as they are.
 */
const shown = z.array(decision).optional()

/** What did not land, and why. */
export const refusal = z
  .object({
    /** Its place in the batch. `null`: no item, but what the page says besides, which the path names. */
    index: z.number().nullable(),
    messageId: z.string().nullable(),
    issues: z.array(issue),
  })
  .meta({ id: 'Refusal' })
export type Refusal = z.infer<typeof refusal>

export const openResponse = z
  .object({
    v: z.literal(1),
    now: z.number(),
    seq,
    armed,
    placements,
    tokenMs,
    ticket,
    shown,
    /** Traits that are none. Absent: all were taken. */
    refused: z.array(refusal).optional(),
  })
  .meta({ id: 'OpenResponse' })
export type OpenResponse = z.infer<typeof openResponse>

/** `POST /b/v1/sync`: a batch in; what became of it, answers and the armed prompts out. */
export const syncRequest = z
  .strictObject({
    ...session,
    /** Judged one by one against `WidgetItem`. */
    items: z.array(z.unknown()).max(limits.batchItems),
    /** Placements to decide now, after the items; judged one by one, too. */
    ask: z.array(z.string()).max(20).optional(),
  })
  .meta({ id: 'SyncRequest' })
export type SyncRequest = Omit<z.infer<typeof syncRequest>, 'items'> & {
  items: z.infer<typeof widgetItem>[]
}

const ingested = {
  accepted: z
    .number()
    .meta({ description: 'Items that are in the database now, repeated ones included' }),
  repeated: z.number().meta({ description: 'Of these, those known already: they count once' }),
  refused: z.array(refusal),
}

export const syncResponse = z
  .object({
    v: z.literal(1),
    now: z.number(),
    seq,
    ...ingested,
    armed,
    placements,
    tokenMs,
    ticket,
    shown,
    answers: z.array(decision),
  })
  .meta({ id: 'SyncResponse' })
export type SyncResponse = z.infer<typeof syncResponse>

/** `POST /b/v1/explain`: for whoever debugs a page, by a code of the console. */
export const explainRequest = z
  .strictObject({ ...session, code: z.string().max(500).optional() })
  .meta({ id: 'ExplainRequest' })
export type ExplainRequest = z.infer<typeof explainRequest>

/** One gate of the ladder, in words. */
const rung = z.object({
  title: z.string(),
  passed: z.boolean(),
  /** What it says of the nudge. */
  said: z.string(),
  /** What was seen, beside what was asked for; null where the gate compares nothing. */
  seen: z.string().nullable(),
  /** Leaves of the condition that did not hold. */
  missing: z.array(z.string()),
})

const weighed = z.object({
  nudge: z.string(),
  name: z.string(),
  isChosen: z.boolean(),
  /** Why not, in a sentence; or that it is. */
  said: z.string(),
  /** The smallest single change that would let it through; null where there is none. */
  nearest: z.string().nullable(),
  rungs: z.array(rung),
})
export type Weighed = z.infer<typeof weighed>

export const explainResponse = z
  .object({
    v: z.literal(1),
    now: z.number(),
    /** What each placement of a live nudge would show this person on this page, if its moment came now. */
    placements: z.array(z.object({ placement: z.string(), nudges: z.array(weighed) })),
    /** What was decided for this person lately, newest first. */
    past: z.array(
      z.object({
        id: z.string(),
        at: z.number(),
        placement: z.string(),
        /** The nudge's name; null for nothing. */
        nudge: z.string().nullable(),
        said: z.string(),
      }),
    ),
  })
  .meta({ id: 'ExplainResponse' })
export type ExplainResponse = z.infer<typeof explainResponse>

/** `POST /b/v1/preview`: a draft on a page of its own site, by a link of the console. */
export const pagePreviewRequest = z
  .strictObject({
    ...session,
    /** Absent: nobody is identified, and examples stand for their values. */
    user: session.user.optional(),
    code: z.string().max(1000),
  })
  .meta({ id: 'PagePreviewRequest' })
export type PagePreviewRequest = z.infer<typeof pagePreviewRequest>

export const pagePreviewResponse = z
  .object({
    v: z.literal(1),
    now: z.number(),
    /** The nudge's. */
    name: z.string(),
    prompt,
  })
  .meta({ id: 'PagePreviewResponse' })
export type PagePreviewResponse = z.infer<typeof pagePreviewResponse>

// --- A SaaS backend, with a secret key ----------------------------------------------------------

/** `POST /v1/events`: items are judged one by one against `Event`. */
export const eventsRequest = z
  .strictObject({
    events: z.array(z.unknown()).min(1).max(limits.batchItems),
    sentAt: time.optional(),
  })
  .meta({ id: 'EventsRequest' })
/** `POST /v1/meters`: items are judged one by one against `MeterReading`. */
export const metersRequest = z
  .strictObject({
    readings: z.array(z.unknown()).min(1).max(limits.batchItems),
    sentAt: time.optional(),
  })
  .meta({ id: 'MetersRequest' })
/** `POST /v1/conversions`: items are judged one by one against `Conversion`. */
export const conversionsRequest = z
  .strictObject({
    conversions: z.array(z.unknown()).min(1).max(limits.batchItems),
    sentAt: time.optional(),
  })
  .meta({ id: 'ConversionsRequest' })
export const ingestResponse = z.object(ingested).meta({ id: 'IngestResponse' })
export type IngestResponse = z.infer<typeof ingestResponse>

/** What the items of these batches must be. */
export const itemSchemas = { event, meterReading, conversion, widgetItem } as const

/** `PUT /v1/accounts/{id}`: merges traits; `null` forgets one. What it says, a browser cannot overrule. */
export const accountRequest = z
  .strictObject({ traits, messageId: messageId.optional() })
  .meta({ id: 'AccountRequest' })
/** `PUT /v1/users/{id}`: the same, and which account the user acts in. */
export const userRequest = z
  .strictObject({ account: externalId.optional(), traits, messageId: messageId.optional() })
  .meta({ id: 'UserRequest' })

/** `PUT /v1/users/{id}/consent`: what a user has said to prompts. */
export const consentRequest = z
  .strictObject({ consent, messageId: messageId.optional() })
  .meta({ id: 'ConsentRequest' })

export const accountResponse = z
  .object({
    id: z.string(),
    traits,
    meters: z.array(
      z.object({
        name: z.string(),
        used: z.number(),
        limit: z.number().nullable(),
        resetsAt: z.number().nullable(),
        at: z.number(),
      }),
    ),
    /** Who in sales has it; null for nobody. */
    claim: claim.nullable(),
    firstSeenAt: z.number(),
    lastSeenAt: z.number(),
  })
  .meta({ id: 'Account' })
export type AccountResponse = z.infer<typeof accountResponse>

/** `PUT /v1/accounts/{id}/claim`: the first to come keeps it; their own claim renews it. */
export const claimRequest = z
  .strictObject({
    /** Who holds it from now on, in your own words: a name, an address, an id of your CRM. */
    by: externalId,
    kind: z.enum(claimKinds).default('claim'),
    /** When it ends by itself. Absent: when it is released. */
    until: time.optional(),
  })
  .meta({ id: 'ClaimRequest' })

/** `GET /v1/ranking`: those most ready for more first. */
export const accountsReadyQuery = z.object({
  query: accountFilters.shape.query.meta({ description: 'Part of the name or the id' }),
  signal: accountFilters.shape.signal.meta({
    description: 'Key of a trigger with an active signal, or `*` for any',
  }),
  plan: accountFilters.shape.plan.meta({ description: 'The trait `plan`' }),
  seenDays: accountFilters.shape.seenDays.meta({ description: 'Seen in so many days; 0 for all' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many' }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(0)
    .meta({ description: 'How many of the list come before' }),
})
export const accountsReadyResponse = z
  .object({
    accounts: z.array(
      z.object({
        id: z.string(),
        traits,
        /** Who in sales has it; null for nobody. */
        claim: claim.nullable(),
        readiness,
      }),
    ),
    /** Of all pages. */
    total: z.number(),
  })
  .meta({ id: 'AccountsReady' })

/** `GET /v1/accounts/{id}/requests`: open ones, merged by offer, the one asked for last first. */
export const requestsResponse = z
  .object({
    requests: z.array(
      z.object({
        offer: z.string(),
        /** How many users ask for it. */
        count: z.number(),
        /** The newest, 100 at most. */
        users: z.array(z.object({ id: z.string(), name: z.string().nullable(), at: z.number() })),
        firstAt: z.number(),
        lastAt: z.number(),
      }),
    ),
  })
  .meta({ id: 'Requests' })
export type RequestsResponse = z.infer<typeof requestsResponse>

export const userResponse = z
  .object({
    id: z.string(),
    account: z.string(),
    traits,
    /** `null`: they have not been asked, or have not answered. */
    consent: consent.nullable(),
    firstSeenAt: z.number(),
    lastSeenAt: z.number(),
  })
  .meta({ id: 'User' })
export type UserResponse = z.infer<typeof userResponse>

/** `POST /v1/decide`. */
export const decideRequest = z
  .strictObject({
    user: externalId,
    account: externalId.optional(),
    placements: z.array(placement).min(1).max(20),
    page: z.string().max(2048).optional(),
    locale: locale.optional(),
    device: deviceType.optional(),
    /** Answer and explain, but store nothing and claim nothing. */
    dryRun: z.boolean().default(false),
    /** Send each receipt along. */
    explain: z.boolean().default(false),
  })
  .meta({ id: 'DecideRequest' })
export type DecideRequest = z.infer<typeof decideRequest>

export const decideResponse = z
  .object({ decisions: z.array(decision.extend({ receipt: receipt.optional() })) })
  .meta({ id: 'DecideResponse' })
export type DecideResponse = z.infer<typeof decideResponse>

/** `PUT /v1/accounts/{id}/trials/{offer}`: grants the trial, or gives it another end. */
export const trialRequest = z
  .strictObject({
    endsAt: z
      .union([z.literal('now'), time], 'Expected "now" or an ISO 8601 time with a zone')
      .meta({ description: 'In the future, sooner or later than before; `now` ends it' }),
    messageId: messageId.optional(),
  })
  .meta({ id: 'TrialRequest' })

export const trialResponse = z
  .object({
    offer: z.string(),
    plan: z.string(),
    startedAt: z.number(),
    endsAt: z.number(),
    active: z.boolean(),
  })
  .meta({ id: 'Trial' })
export type TrialResponse = z.infer<typeof trialResponse>

/** `GET /v1/accounts/{id}/entitlements`: the plan's limits and features, and what trials add. */
export const entitlementsResponse = z
  .object({
    account: z.string(),
    plan: z.string().nullable(),
    features: z.array(z.string()),
    /** `null` is unlimited. */
    limits: z.record(z.string(), z.number().nullable()),
    trials: z.array(trialResponse),
  })
  .meta({ id: 'Entitlements' })
export type EntitlementsResponse = z.infer<typeof entitlementsResponse>

/** Query of `PUT /v1/{kind}/{key}`: the revision that was edited; refused with `conflict` if it has moved on. */
export const saveQuery = z.object({
  revision: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .meta({ description: 'The revision that was edited; 0 for something new' }),
  /** Publish at once what is saved. */
  publish: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'Put it live at once' }),
})
