/**
 * Which tables an export says, and as what. What is counted from the log is not said, nor what signs
 * or is used up by running; a test holds that every table is on one of the two lists.
 */
import * as schema from '../../store/workspace/schema.ts'

export const exported = {
  definition: schema.definitions,
  version: schema.versions,
  publication: schema.publications,
  account: schema.accounts,
  user: schema.users,
  event: schema.events,
  meter: schema.meters,
  meter_day: schema.meterDays,
  signal: schema.signals,
  firing: schema.firings,
  decision: schema.decisions,
  impression: schema.impressions,
  outcome: schema.outcomes,
  wish: schema.wishes,
  trial: schema.trials,
  claim: schema.claims,
  request: schema.requests,
  offer_made: schema.offersMade,
  conversion: schema.conversions,
  billing_event: schema.billingEvents,
  billing_link: schema.billingLinks,
  billing_subscription: schema.billingSubscriptions,
  billing_discount: schema.billingDiscounts,
  waiting_inquiry: schema.waitingInquiries,
  requester: schema.requesters,
  played: schema.plays,
  alert: schema.alerts,
  delivery: schema.deliveries,
  attempt: schema.attempts,
  refusal: schema.refusals,
  audit: schema.audit,
} as const

export const leftOut = {
  pictures: 'are bytes: each is had from the address that nudges name',
  settings: 'holds what erasure is recognised by; what people have set is said in the first line',
  destinations: 'holds what opens other systems, sealed',
  measures: 'counted from the log',
  buckets: 'counted from the log',
  members: 'counted from the log',
  latest: 'counted from the log',
  firsts: 'counted from the log',
  hours: 'counted from the log',
  heard: 'counted from the log',
  wakeups: 'follows from triggers and the log',
  erasures: 'tells, by a hash with a secret, who has been erased',
  payloads: 'what people wrote to tools is kept for a day, to try a mapping on, and nowhere else',
  unchanged: 'tells what has come and changed nothing, for a week',
  idempotent_writes: 'answers that a retried write gets again for a day',
} as const
