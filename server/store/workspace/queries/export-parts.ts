/**
 * What an export of an account or a user says, besides the log, and by what a row is theirs. A test
 * holds it to what an erasure takes them out of: what is theirs there is said here, or it is told why not.
 */
import { eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { ExportType, Subject } from '../../../../shared/account/erasure.ts'
import { accountOfOne } from '../../../../shared/event/event.ts'
import * as schema from '../schema.ts'

export type Part = {
  type: ExportType
  table: SQLiteTable
  /** Which rows are theirs; `undefined` for none. */
  whose(subject: Subject): SQL | undefined
  /** Grows with what they do, and is read a page at a time. */
  isLong?: true
}

/** By columns that say whose a row is. A user who is an account of one is asked for with it. */
function by({ account, user }: { account?: SQLiteColumn; user?: SQLiteColumn }): Part['whose'] {
  return ({ kind, id }) => {
    if (kind === 'user') {
      return or(user && eq(user, id), account && eq(account, accountOfOne(id)))
    }
    if (account) return eq(account, id)
    // What people wish goes with them, whichever account they wished it in.
    return user && inArray(user, sql`(SELECT id FROM users WHERE account = ${id})`)
  }
}

const { accounts, users, meters, meterDays, signals, decisions, impressions, outcomes } = schema
const { wishes, requests, offersMade, trials, claims, conversions, firings, plays, alerts } = schema
const { billingEvents, billingLinks, billingSubscriptions, requesters, waitingInquiries } = schema
const { deliveries, attempts, payloads, refusals } = schema

/** Which kind of id a firing is of, its trigger says. */
const firedFor = ({ kind, id }: Subject): SQL => {
  const of = (subject: Subject['kind'], whose: string) =>
    sql`(subject = ${whose} AND trigger IN (SELECT key FROM definitions
         WHERE kind = 'trigger' AND coalesce(published, draft) ->> 'subject' = ${subject}))`
  return kind === 'account'
    ? of('account', id)
    : sql`(${of('user', id)} OR ${of('account', accountOfOne(id))})`
}

const toldOf = ({ kind, id }: Subject): SQL =>
  kind === 'account'
    ? sql`body ->> '$.data.account' = ${id}`
    : sql`(body ->> '$.data.user' = ${id} OR body ->> '$.data.account' = ${accountOfOne(id)})`

/** By their id or their address: who only has the same name is somebody else. */
const askedBy = ({ kind, id }: Subject): SQL => sql`lower(who) IN (
  SELECT lower(mark.value) FROM users,
    json_each(json_array(users.id, traits ->> 'email', hints ->> 'email')) AS mark
  WHERE ${kind === 'user' ? users.id : users.account} = ${id} AND mark.value IS NOT NULL)`

/** By the id as it stands in the item's text: an item was refused for not being what it should. */
const namedIn = ({ kind, id }: Subject): SQL =>
  sql`instr(${refusals.item}, ${`"${kind}":${JSON.stringify(id)}`}) > 0`

export const parts: readonly Part[] = [
  { type: 'account', table: accounts, whose: by({ account: accounts.id }) },
  { type: 'user', table: users, whose: by({ account: users.account, user: users.id }) },
  { type: 'meter', table: meters, whose: by(meters) },
  { type: 'meter_day', table: meterDays, whose: by(meterDays) },
  { type: 'firing', table: firings, whose: firedFor },
  { type: 'signal', table: signals, whose: by(signals), isLong: true },
  { type: 'decision', table: decisions, whose: by(decisions), isLong: true },
  { type: 'impression', table: impressions, whose: by(impressions), isLong: true },
  { type: 'outcome', table: outcomes, whose: by(outcomes), isLong: true },
  { type: 'wish', table: wishes, whose: by(wishes) },
  { type: 'request', table: requests, whose: by(requests) },
  { type: 'offer_made', table: offersMade, whose: by(offersMade) },
  { type: 'trial', table: trials, whose: by(trials) },
  { type: 'claim', table: claims, whose: by(claims) },
  { type: 'conversion', table: conversions, whose: by(conversions), isLong: true },
  { type: 'billing_event', table: billingEvents, whose: by(billingEvents), isLong: true },
  { type: 'billing_link', table: billingLinks, whose: by(billingLinks) },
  { type: 'billing_subscription', table: billingSubscriptions, whose: by(billingSubscriptions) },
  { type: 'requester', table: requesters, whose: by(requesters) },
  { type: 'waiting_inquiry', table: waitingInquiries, whose: askedBy },
  { type: 'played', table: plays, whose: by(plays), isLong: true },
  { type: 'alert', table: alerts, whose: by(alerts), isLong: true },
  { type: 'delivery', table: deliveries, whose: toldOf, isLong: true },
  {
    type: 'attempt',
    table: attempts,
    whose: (subject) => sql`delivery IN (SELECT id FROM deliveries WHERE ${toldOf(subject)})`,
    isLong: true,
  },
  { type: 'payload', table: payloads, whose: by(payloads) },
  { type: 'refusal', table: refusals, whose: namedIn },
]

/** Of what an erasure goes through, what an export of somebody does not say, and why. */
export const leftOut = {
  wakeups: 'follow from triggers and the log',
  buckets: 'counted from the log',
  members: 'counted from the log',
  latest: 'counted from the log',
  firsts: 'counted from the log',
  idempotent_writes: 'answers that a retried write gets again for a day, of what is said elsewhere',
  unchanged: 'ids of messages that changed nothing, for a week',
  audit: 'says what the workspace’s own people did, and who they are',
} as const
