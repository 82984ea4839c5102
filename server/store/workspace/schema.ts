/**
 * The database of one workspace. `events` is the log and the truth; what triggers and gates read
 * are projections of it, written in the transaction that appends. Times are epoch ms.
 */
import { sql } from 'drizzle-orm'
import {
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import type { Claim } from '../../../shared/account/claim.ts'
import type { Evidence } from '../../../shared/account/signal.ts'
import type { Receipt } from '../../../shared/decision/decision.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import type {
  DefinitionBody,
  DefinitionKind,
  DefinitionStatus,
} from '../../../shared/definition/definition.ts'
import type { Family } from '../../../shared/definition/trigger.ts'
import type { Attempt } from '../../../shared/destination/destination.ts'
import type { Hears } from '../../../shared/destination/hears.ts'
import type { DestinationKind, DestinationState } from '../../../shared/destination/kind.ts'
import type { AlertData } from '../../../shared/destination/message.ts'
import type { Trouble } from '../../../shared/destination/trouble.ts'
import type {
  BillingEvent,
  BillingFate,
  BillingNote,
  Discount,
  LinkWay,
  Paid,
  Standing,
} from '../../../shared/event/billing.ts'
import type { ConversionKind } from '../../../shared/event/conversion.ts'
import type { Consent, Outcome, Properties, Traits } from '../../../shared/event/event.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { AlertReason, AlertState, Worth } from '../../../shared/play/alert.ts'
import type { PlayOutcome } from '../../../shared/play/play.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { EventSource } from '../../../shared/protocol/live.ts'
import { auditColumns } from '../audit-columns.ts'

/** The log: everything that happened, in the order of its commit. Brim's own events are in it too. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    messageId: text().notNull(),
    name: text().notNull(),
    account: text().notNull(),
    user: text(),
    /** The user's department, as known when it came; null where it was not. */
    department: text(),
    source: text().$type<EventSource>().notNull(),
    properties: text({ mode: 'json' }).$type<Properties>().notNull(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('events_message_id').on(table.messageId),
    index('events_account').on(table.account, table.seq),
    // Few are in it: it tells whether a signed token is older than what is known.
    index('events_told')
      .on(table.account, table.occurredAt)
      .where(sql`source = 'api' AND name IN ('account_changed', 'user_changed')`),
  ],
)

/** How much came in each hour, by arrival, so that nobody counts the log to tell. */
export const hours = sqliteTable('hours', {
  /** Hours since the epoch. */
  hour: integer().primaryKey(),
  /** What was sent, without what Brim itself wrote. */
  events: integer().notNull(),
  paywallHits: integer().notNull(),
  /** Its first entry in the log, Brim's own too; null where it came before this was kept. */
  firstSeq: integer(),
})

/**
 * Which places for prompts have been heard of and how often on each day, by arrival, so that nobody reads
 * the log to offer them. Kept for as long as somebody is asked about: a month.
 */
export const heard = sqliteTable(
  'heard',
  {
    /** Days since the epoch, UTC. */
    day: integer().notNull(),
    /** As in placements: `paywall:export`. */
    placement: text().notNull(),
    times: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.placement] })],
)

/** `traits` is what a secret key or billing said; `hints` what browsers said. Traits win. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    traits: text({ mode: 'json' }).$type<Traits>().notNull(),
    hints: text({ mode: 'json' }).$type<Traits>().notNull(),
    firstSeenAt: integer().notNull(),
    lastSeenAt: integer().notNull(),
    /** What it scored when it was last reckoned, for the order of a list; null where it has not been. */
    readiness: real(),
  },
  (table) => [index('accounts_readiness').on(table.readiness)],
)

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    /** The account the user last acted in. */
    account: text().notNull(),
    traits: text({ mode: 'json' }).$type<Traits>().notNull(),
    hints: text({ mode: 'json' }).$type<Traits>().notNull(),
    /** What they have said to prompts; null for nothing yet. */
    consent: text().$type<Consent>(),
    firstSeenAt: integer().notNull(),
    lastSeenAt: integer().notNull(),
  },
  (table) => [
    index('users_account').on(table.account),
    // By what billing and help desks know them: as a backend has said it.
    index('users_email')
      .on(sql`lower(traits ->> 'email')`)
      .where(sql`traits ->> 'email' is not null`),
  ],
)

/** The newest reading of each meter. */
export const meters = sqliteTable(
  'meters',
  {
    account: text().notNull(),
    name: text().notNull(),
    used: real().notNull(),
    limit: real(),
    resetsAt: integer(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.name] })],
)

/** The last reading of each day: what trends are drawn from. */
export const meterDays = sqliteTable(
  'meter_days',
  {
    account: text().notNull(),
    name: text().notNull(),
    /** Days since the epoch, UTC. */
    day: integer().notNull(),
    used: real().notNull(),
    limit: real(),
    resetsAt: integer(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.name, table.day] })],
)

/** What live triggers need counted. `key` says what is counted, for whom, and in which buckets. */
export const measures = sqliteTable('measures', {
  id: integer().primaryKey(),
  key: text().notNull().unique(),
  /** The log's last entry when counting began: what came later was counted as it came. */
  upTo: integer().notNull(),
  /** How far of that the log has been counted; the measure is whole when it has reached `upTo`. */
  countedTo: integer().notNull(),
  /** Epoch ms of the log's start, where retention had cut it before counting began; else 0. */
  logStart: integer().notNull(),
})

/** Counts and sums, by measure, subject and bucket. */
export const buckets = sqliteTable(
  'buckets',
  {
    measure: integer().notNull(),
    subject: text().notNull(),
    bucket: integer().notNull(),
    value: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.measure, table.subject, table.bucket] })],
)

/** Which different values were seen and how often, by measure, subject and bucket: for windows that end before now. */
export const members = sqliteTable(
  'members',
  {
    measure: integer().notNull(),
    subject: text().notNull(),
    bucket: integer().notNull(),
    member: text().notNull(),
    uses: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.measure, table.subject, table.bucket, table.member] })],
)

/** The bucket in which each different value was last seen, by measure and subject. */
export const latest = sqliteTable(
  'latest',
  {
    measure: integer().notNull(),
    subject: text().notNull(),
    member: text().notNull(),
    bucket: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.measure, table.subject, table.member] })],
)

/** When each different value was first seen, for measures that ask what is new. */
export const firsts = sqliteTable(
  'firsts',
  {
    measure: integer().notNull(),
    subject: text().notNull(),
    member: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.measure, table.subject, table.member] })],
)

/** When a trigger last fired for a subject, and what must pass before it may again. */
export const firings = sqliteTable(
  'firings',
  {
    trigger: text().notNull(),
    subject: text().notNull(),
    firedAt: integer().notNull(),
    /** The end of the meter's period that a limit trigger has fired for; null for none. */
    periodEndsAt: integer(),
    /** Whether the condition has been false since. */
    hasBeenFalse: integer({ mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.trigger, table.subject] })],
)

/** When a condition can next change without an event: what the sweep looks at. */
export const wakeups = sqliteTable(
  'wakeups',
  {
    trigger: text().notNull(),
    account: text().notNull(),
    /** Empty for a trigger whose subject is the account. */
    user: text().notNull(),
    dueAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.trigger, table.account, table.user] }),
    index('wakeups_due').on(table.dueAt),
  ],
)

export const signals = sqliteTable(
  'signals',
  {
    id: text().primaryKey(),
    trigger: text().notNull(),
    family: text().$type<Family>().notNull(),
    subject: text().$type<'account' | 'user'>().notNull(),
    account: text().notNull(),
    user: text(),
    firedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    cancelledAt: integer(),
    recommends: text(),
    evidence: text({ mode: 'json' }).$type<Evidence[]>().notNull(),
  },
  (table) => [
    index('signals_account').on(table.account, table.firedAt),
    index('signals_fired').on(table.firedAt, table.id),
    // Of what is active, those of a trigger, or of a user alone.
    index('signals_asked')
      .on(table.account, table.trigger, table.user, table.expiresAt)
      .where(sql`cancelled_at is null`),
    // Of what is active, all that the ranking of accounts reads.
    index('signals_active')
      .on(table.expiresAt, table.account, table.trigger, table.firedAt)
      .where(sql`cancelled_at is null`),
  ],
)

export const definitions = sqliteTable(
  'definitions',
  {
    kind: text().$type<DefinitionKind>().notNull(),
    key: text().notNull(),
    status: text().$type<DefinitionStatus>().notNull(),
    revision: integer().notNull(),
    version: integer().notNull(),
    draft: text({ mode: 'json' }).$type<DefinitionBody>().notNull(),
    published: text({ mode: 'json' }).$type<DefinitionBody>(),
    updatedAt: integer().notNull(),
    /** The person or the key that changed it last; null where that was before this was kept. */
    updatedBy: text(),
    publishedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
)

/** Every version that was ever published. */
export const versions = sqliteTable(
  'versions',
  {
    kind: text().$type<DefinitionKind>().notNull(),
    key: text().notNull(),
    version: integer().notNull(),
    body: text({ mode: 'json' }).$type<DefinitionBody>().notNull(),
    publishedAt: integer().notNull(),
    publishedBy: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key, table.version] })],
)

/** What prompts show: drawn anew of what was uploaded, by what is in it. What speaks of it is a nudge. */
export const pictures = sqliteTable(
  'pictures',
  {
    hash: text().primaryKey(),
    /** Bytes. */
    size: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: integer().notNull(),
    /** When something was last found to show it. */
    usedAt: integer().notNull(),
    // Last, so that whoever asks for the others need not read through it.
    body: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('pictures_used').on(table.usedAt),
    index('pictures_created').on(table.createdAt, table.hash),
  ],
)

/** Drafts that wait to be published at a time, as they were when that was set; gone once it is done. */
export const publications = sqliteTable(
  'publications',
  {
    kind: text().$type<DefinitionKind>().notNull(),
    key: text().notNull(),
    at: integer().notNull(),
    body: text({ mode: 'json' }).$type<DefinitionBody>().notNull(),
    scheduledAt: integer().notNull(),
    scheduledBy: text().notNull(),
    /** Why it could not be published when its time came; null while it waits. */
    failure: text({ mode: 'json' }).$type<Issue[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.key] }),
    index('publications_due').on(table.at).where(sql`failure is null`),
  ],
)

/**
 * Single values. `definitions` grows with every change to what is live or set; `workspace` is what
 * was set for all of it; `seed`, drawn with this table, is what assignment is computed with: it
 * stays with the file, or accounts would move between groups.
 */
export const settings = sqliteTable('settings', {
  name: text().primaryKey(),
  value: text().notNull(),
})

/** Decisions that were asked or armed, with their receipts; kept 30 days. */
export const decisions = sqliteTable(
  'decisions',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    user: text().notNull(),
    placement: text().notNull(),
    nudge: text(),
    arm: text(),
    reason: text(),
    /** What the page was on, such as `phone`; null where nobody said. */
    device: text(),
    armed: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    shownAt: integer(),
    prompt: text({ mode: 'json' }).$type<Prompt>(),
    receipt: text({ mode: 'json' }).$type<Receipt>().notNull(),
  },
  (table) => [
    index('decisions_account').on(table.account, table.createdAt),
    index('decisions_user').on(table.user, table.placement, table.createdAt),
    // What `listDecisions` lists: most decisions were only armed.
    index('decisions_asked')
      .on(table.createdAt, table.id)
      .where(sql`armed = 0 or shown_at is not null`),
  ],
)

/** Prompts that were shown, and ghosts that would have been: what caps count. Kept as long as the workspace. */
export const impressions = sqliteTable(
  'impressions',
  {
    decision: text().primaryKey(),
    nudge: text().notNull(),
    format: text().notNull(),
    account: text().notNull(),
    user: text().notNull(),
    arm: text(),
    /** Of a control: nobody saw it. */
    ghost: integer({ mode: 'boolean' }).notNull().default(false),
    /** What results are cut by, as it was then; null where it was not known. Of the copy: */
    locale: text(),
    /** Of the account: */
    plan: text(),
    device: text(),
    at: integer().notNull(),
  },
  (table) => [
    index('impressions_user').on(table.user, table.at),
    index('impressions_account').on(table.account, table.at),
    index('impressions_at').on(table.at, table.nudge, table.ghost),
  ],
)

/** What a person did with a prompt; the first of each kind counts. */
export const outcomes = sqliteTable(
  'outcomes',
  {
    decision: text().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    nudge: text().notNull(),
    account: text().notNull(),
    user: text().notNull(),
    action: text(),
    arm: text(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.decision, table.outcome] }),
    index('outcomes_nudge').on(table.nudge, table.at),
    // What was bought: few are in it.
    index('outcomes_converted').on(table.decision).where(sql`outcome = 'converted'`),
  ],
)

/** What a user asked for: `never` this nudge again, or not before `until`. */
export const wishes = sqliteTable(
  'wishes',
  {
    user: text().notNull(),
    nudge: text().notNull(),
    wish: text().$type<'never' | 'snoozed'>().notNull(),
    /** Null for `never`. */
    until: integer(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.nudge] })],
)

/** Trials that were granted: one per account and offer. */
export const trials = sqliteTable(
  'trials',
  {
    account: text().notNull(),
    offer: text().notNull(),
    plan: text().notNull(),
    startedAt: integer().notNull(),
    endsAt: integer().notNull(),
    /** Whether the log says that it is over. */
    hasEnded: integer({ mode: 'boolean' }).notNull(),
    /** What granted it; null where a backend did. */
    decision: text(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.offer] }),
    index('trials_ending').on(table.endsAt).where(sql`has_ended = 0`),
  ],
)

/** Whom the workspace tells what happens, and how it goes. */
export const destinations = sqliteTable('destinations', {
  id: text().primaryKey(),
  /** What plays name it by. Stays as it is; those of before were given theirs by the migration. */
  key: text().notNull().default('').unique(),
  kind: text().$type<DestinationKind>().notNull(),
  name: text().notNull(),
  hears: text({ mode: 'json' }).$type<Hears>().notNull(),
  settings: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  /** Sealed; null where there are none. */
  credentials: text(),
  state: text().$type<DestinationState>().notNull(),
  /** In a row. */
  failures: integer().notNull().default(0),
  /** Nothing is sent before it. */
  heldUntil: integer(),
  /** Since when every attempt has failed. */
  failingSince: integer(),
  /** Of which trouble owners have been told, and until when somebody is telling them. */
  toldOwners: text().$type<Trouble>(),
  tellingUntil: integer(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
})

/** The outbox: what is told to others, kept until it is acknowledged and for 30 days after. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    /** The id of one; it may have been removed. */
    destination: text().notNull(),
    type: text().notNull(),
    /** The JSON text that is sent, the same over all attempts. */
    body: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
    attempts: integer().notNull(),
    /** Null once it is delivered or has failed. */
    nextAttemptAt: integer(),
    /** Until then somebody is sending it. */
    leaseUntil: integer(),
    deliveredAt: integer(),
    failedAt: integer(),
    lastStatus: integer(),
    lastError: text(),
  },
  (table) => [
    index('deliveries_waiting')
      .on(table.destination, table.nextAttemptAt, table.id)
      .where(sql`next_attempt_at is not null`),
    index('deliveries_leased')
      .on(table.destination, table.leaseUntil)
      .where(sql`lease_until is not null`),
    index('deliveries_failed')
      .on(table.destination, table.createdAt)
      .where(sql`failed_at is not null`),
    index('deliveries_created').on(table.createdAt, table.id),
  ],
)

/** What was tried, and what it was answered; kept 30 days. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    delivery: text().notNull(),
    destination: text().notNull(),
    at: integer().notNull(),
    tookMs: integer().notNull(),
    outcome: text().$type<Attempt['outcome']>().notNull(),
    /** Null where there was no answer. */
    status: integer(),
    /** The first KB of it. */
    answer: text(),
    error: text(),
    note: text(),
  },
  (table) => [
    index('attempts_delivery').on(table.delivery, table.id),
    index('attempts_destination').on(table.destination, table.id),
  ],
)

/** What became of each play that was looked at for a signal: why it acted, or did not. */
export const plays = sqliteTable(
  'plays',
  {
    signal: text().notNull(),
    play: text().notNull(),
    version: integer().notNull(),
    account: text().notNull(),
    user: text(),
    at: integer().notNull(),
    outcome: text().$type<PlayOutcome>().notNull(),
    evidence: text({ mode: 'json' }).$type<Evidence[]>().notNull(),
    /** How many have shown it; null where it does not ask. */
    people: integer(),
    /** The account’s score then, in whole points; null where it does not ask, or there was none. */
    readiness: integer(),
    /** The play that went before. */
    after: text(),
  },
  (table) => [
    primaryKey({ columns: [table.signal, table.play] }),
    index('plays_account').on(table.account, table.at),
    index('plays_at').on(table.at),
  ],
)

/** What plays have told somebody at sales, or are to tell. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text().primaryKey(),
    play: text().notNull(),
    signal: text().notNull(),
    trigger: text().notNull(),
    account: text().notNull(),
    user: text(),
    at: integer().notNull(),
    way: text().$type<'alert' | 'digest'>().notNull(),
    /** Where it goes instead of a rep. */
    destination: text(),
    /** All that is told, without whom; null once whom it was about is erased. */
    data: text({ mode: 'json' }).$type<Omit<AlertData, 'rep'>>(),
    state: text().$type<AlertState>().notNull(),
    reason: text().$type<AlertReason>(),
    /** Null where nobody is known yet, or it goes to a channel. */
    rep: text(),
    /** When it is looked at again; null where that is over. */
    dueAt: integer(),
    toldAt: integer(),
    toldBy: text().$type<'alert' | 'digest'>(),
    /** The rep’s day on which it was told by itself: what the cap counts. */
    day: text(),
    delivery: text(),
    worth: text().$type<Worth>(),
    worthAt: integer(),
    /** Who said so; null for whoever held the link. */
    worthBy: text(),
  },
  (table) => [
    index('alerts_due').on(table.dueAt).where(sql`due_at is not null`),
    index('alerts_day').on(table.rep, table.day).where(sql`day is not null`),
    index('alerts_account').on(table.account, table.at),
    index('alerts_at').on(table.at, table.id),
    index('alerts_play').on(table.play, table.state, table.worth),
  ],
)

/** Who in sales has an account. One that has ended stays until the next. */
export const claims = sqliteTable('claims', {
  account: text().primaryKey(),
  by: text().notNull(),
  kind: text().$type<Claim['kind']>().notNull(),
  at: integer().notNull(),
  /** Null: until it is released. */
  until: integer(),
})

/** Who asks those who may buy for which offer; gone when the account has it. */
export const requests = sqliteTable(
  'requests',
  {
    account: text().notNull(),
    offer: text().notNull(),
    user: text().notNull(),
    at: integer().notNull(),
    decision: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.offer, table.user] })],
)

/** What became of each offer in an account, whichever nudge made it. */
export const offersMade = sqliteTable(
  'offers_made',
  {
    account: text().notNull(),
    offer: text().notNull(),
    /** When it was first shown; null where it was taken unseen. */
    shownAt: integer(),
    /** When it was first taken. */
    convertedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.account, table.offer] })],
)

/** What brought or cost money, as billing or a backend said. */
export const conversions = sqliteTable(
  'conversions',
  {
    /** Of its entry in the log. */
    messageId: text().primaryKey(),
    account: text().notNull(),
    user: text(),
    kind: text().$type<ConversionKind>().notNull(),
    plan: text(),
    offer: text(),
    decision: text(),
    /** Integer minor units of `currency`. */
    mrrDelta: integer(),
    currency: text(),
    at: integer().notNull(),
  },
  (table) => [
    index('conversions_account').on(table.account, table.at),
    index('conversions_at').on(table.at),
    index('conversions_decision').on(table.decision).where(sql`decision is not null`),
  ],
)

/** What billing has sent, each once, as much of it as is read: kept before it is acknowledged. */
export const billingEvents = sqliteTable(
  'billing_events',
  {
    /** Whose ids these are, whichever of its sources it came by: a source made anew knows what was known. */
    vendor: text().$type<Vendor>().notNull(),
    /** The vendor's id of it. */
    id: text().notNull(),
    event: text({ mode: 'json' }).$type<BillingEvent>().notNull(),
    at: integer().notNull(),
    /** Of two of the same second the later one has the higher. */
    rank: integer().notNull(),
    receivedAt: integer().notNull(),
    customer: text(),
    /** Whose it was found to be. */
    account: text(),
    fate: text().$type<BillingFate>().notNull(),
    note: text().$type<BillingNote>(),
    /** Inputs that are to be committed still; null once they are. */
    effects: text({ mode: 'json' }).$type<Record<string, unknown>[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.vendor, table.id] }),
    index('billing_events_received').on(table.receivedAt),
    index('billing_events_of').on(table.vendor, table.receivedAt),
    index('billing_events_waiting').on(table.at).where(sql`fate = 'waiting'`),
    index('billing_events_effects').on(table.at).where(sql`effects is not null`),
    index('billing_events_unmatched')
      .on(table.vendor, table.customer)
      .where(sql`fate = 'unmatched'`),
  ],
)

/** Whose a customer of billing, or one of its subscriptions, is. */
export const billingLinks = sqliteTable(
  'billing_links',
  {
    vendor: text().$type<Vendor>().notNull(),
    /** The vendor's id of the customer or the subscription. */
    ref: text().notNull(),
    account: text().notNull(),
    way: text().$type<LinkWay>().notNull(),
    /** The decision that carried the link to the checkout. */
    decision: text(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vendor, table.ref] }),
    index('billing_links_account').on(table.account),
    index('billing_links_by_hand').on(table.vendor, table.at).where(sql`way = 'hand'`),
  ],
)

/** Each subscription as billing last said it is: what a change is measured against. */
export const billingSubscriptions = sqliteTable(
  'billing_subscriptions',
  {
    vendor: text().$type<Vendor>().notNull(),
    id: text().notNull(),
    customer: text().notNull(),
    account: text().notNull(),
    at: integer().notNull(),
    rank: integer().notNull(),
    standing: text().$type<Standing>().notNull(),
    plan: text(),
    seats: integer(),
    /** A month, in millionths of a minor unit of `currency`; null where it is not known. */
    micros: integer(),
    currency: text().notNull(),
    /** Whether its beginning was seen. */
    isWhole: integer({ mode: 'boolean' }).notNull(),
    /** Else what it brought when it was first seen; null for nothing. */
    unseen: text({ mode: 'json' }).$type<Paid>(),
    /** Whether it says itself whose it is, or its checkout did: then its customer's account is not asked. */
    isTold: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.vendor, table.id] }),
    index('billing_subscriptions_account').on(table.account),
    index('billing_subscriptions_customer').on(table.vendor, table.customer),
  ],
)

/** What discounts take off, of a vendor whose subscriptions name them by their id alone. */
export const billingDiscounts = sqliteTable(
  'billing_discounts',
  {
    vendor: text().$type<Vendor>().notNull(),
    id: text().notNull(),
    discount: text({ mode: 'json' }).$type<Discount>().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendor, table.id] })],
)

/** What was asked of a help desk by somebody of whom nobody knows whose customer they are. */
export const waitingInquiries = sqliteTable(
  'waiting_inquiries',
  {
    /** Under which it enters the log. */
    messageId: text().primaryKey(),
    vendor: text().$type<Vendor>().notNull(),
    /** The help desk's id of who asks, or of their organization. */
    requester: text().notNull(),
    /** By what people recognise them. */
    who: text().notNull(),
    topic: text().notNull(),
    properties: text({ mode: 'json' }).$type<Properties>().notNull(),
    at: integer().notNull(),
    receivedAt: integer().notNull(),
  },
  (table) => [
    index('waiting_inquiries_of').on(table.vendor, table.requester, table.at),
    index('waiting_inquiries_received').on(table.receivedAt),
  ],
)

/** Whose customer somebody is who asks a help desk, as a person has said it. */
export const requesters = sqliteTable(
  'requesters',
  {
    vendor: text().$type<Vendor>().notNull(),
    requester: text().notNull(),
    account: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vendor, table.requester] }),
    index('requesters_account').on(table.account),
  ],
)

/** What each source sent last, for whoever sets it up: the newest of a day, whichever node took them in. */
export const payloads = sqliteTable(
  'payloads',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    at: integer().notNull(),
    /** As it came, cut where it is long. */
    text: text().notNull(),
    /** As it was read, to be tried again; null where it cannot be. */
    message: text({ mode: 'json' }).$type<Record<string, unknown>>(),
    issues: text({ mode: 'json' }).$type<Issue[]>().notNull(),
    /** Whom it was of, by the mapping of then. */
    account: text(),
    user: text(),
  },
  (table) => [index('payloads_source').on(table.source, table.id)],
)

/** Items refused at the door, for the console; the newest thousand are kept. */
export const refusals = sqliteTable('refusals', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  source: text().$type<EventSource>().notNull(),
  messageId: text(),
  issues: text({ mode: 'json' }).$type<Issue[]>().notNull(),
  item: text().notNull(),
})

/**
 * Who was erased, by a keyed hash of their id, so that what comes late of them is recognised without
 * knowing who it was. What else is here of them lasts until all that identified them is gone.
 */
export const erasures = sqliteTable(
  'erasures',
  {
    hash: text().primaryKey(),
    /** Of the account with which this user was erased; null where somebody asked for it by itself. */
    cause: text(),
    kind: text().$type<'account' | 'user'>().notNull(),
    subject: text(),
    /** Drawn by chance: what stands in the log in place of the id from then on. */
    pseudonym: text(),
    /** What else tells who it is: names, addresses. */
    marks: text({ mode: 'json' }).$type<string[]>(),
    requestedAt: integer().notNull(),
    /** Null while something may be left. */
    finishedAt: integer(),
  },
  (table) => [
    index('erasures_cause').on(table.cause),
    index('erasures_running').on(table.requestedAt).where(sql`finished_at is null`),
  ],
)

/**
 * Message ids of what came and changed nothing, so that it changes nothing when it comes again. Kept for
 * a week.
 */
export const unchanged = sqliteTable('unchanged', {
  messageId: text().primaryKey(),
  at: integer().notNull(),
})

/** Answers to writes that carried an `Idempotency-Key`; kept for a day. */
export const idempotentWrites = sqliteTable(
  'idempotent_writes',
  {
    /** SHA-256 of the secret key's id and of the `Idempotency-Key`. */
    key: text().primaryKey(),
    /** SHA-256 of method, address and body. */
    request: text().notNull(),
    /** Told apart by this when two come at once. */
    holder: text().notNull(),
    /** Until then the holder is taken to be at work. */
    leaseUntil: integer().notNull(),
    /** Null while it is at work. */
    status: integer(),
    body: text(),
    createdAt: integer().notNull(),
  },
  (table) => [index('idempotent_writes_created').on(table.createdAt)],
)

/** Who changed what of all that is kept here. It only grows: triggers refuse anything else. */
export const audit = sqliteTable('audit', auditColumns(), (table) => [
  index('audit_subject').on(table.subject),
])
