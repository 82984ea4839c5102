/**
 * Loads what a group needs in one batch of statements, whatever its size: keys travel as one JSON
 * text into `json_each`, rows as one JSON text back.
 */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { requestOpenMs } from '../../../shared/decision/request.ts'
import type { Consent, Outcome, Traits } from '../../../shared/event/event.ts'
import type { Catalogue } from '../../engine/catalogue.ts'
import type { Known } from '../../engine/known.ts'
import { place } from '../../engine/world.ts'
import type { Runner } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import type { Definitions } from '../definition/definitions.ts'
import { erasureLoaders } from '../erasure/tombstones.ts'
import { playLoaders } from '../play/load.ts'
import { counterLoaders } from './load-counters.ts'
import type { Needs } from './needs.ts'
import { among, type Columns, exact, type Loader, listOf, numberOrNull, rowsOf } from './rows.ts'
import { emptyState, entry, partsOf, type State } from './state.ts'
import { unchangedLoaders } from './unchanged.ts'

export type Loaded = {
  state: State
  /** Of what is published, as this transaction sees it. */
  revision: number
  /** When the next look is due; Infinity for never. */
  nextDue: number
}

const headSql = `SELECT (SELECT value FROM settings WHERE name = 'definitions') AS revision,
  (SELECT min(due_at) FROM wakeups) AS next_due, (SELECT max(seq) FROM events) AS last_seq`

export async function loadState(
  from: Runner,
  needs: Needs,
  definitions: Definitions,
): Promise<Loaded> {
  const { catalogue } = definitions
  const loaders = [
    ...erasureLoaders(needs, definitions),
    ...subjectLoaders(needs),
    ...unchangedLoaders(needs),
    ...signalLoaders(needs),
    ...counterLoaders(needs),
    ...decisionLoaders(needs),
    ...shownLoaders(needs),
    ...claimLoaders(needs),
    ...trialLoaders(needs),
    ...playLoaders(needs, catalogue),
    ...(catalogue.lookingAtTrials.length > 0 ? userLoaders(needs) : []),
    ...(needs.visitors.length > 0 ? visitorLoaders(needs, catalogue) : []),
  ]
  const [head, ...results] = await from.batch([
    headSql,
    ...loaders.map((loader) => loader.statement),
  ])
  const { revision, next_due: nextDue, last_seq: lastSeq } = head?.rows[0] ?? {}
  const state = emptyState()
  state.lastSeq = Number(lastSeq ?? 0)
  results.forEach(({ rows }, i) => {
    for (const row of JSON.parse(String(rows[0]?.rows)) as Columns[]) loaders[i]?.take(row, state)
  })
  return {
    state,
    revision: Number(revision ?? 0),
    nextDue: Number(nextDue ?? Number.POSITIVE_INFINITY),
  }
}

const messagesSql = among('t.message_id', 'events', 'message_id')
const accountsSql = among(
  't.id, json(t.traits), json(t.hints), t.first_seen_at, t.last_seen_at',
  'accounts',
  'id',
)
const userColumns =
  't.id, t.account, json(t.traits), json(t.hints), t.consent, t.first_seen_at, t.last_seen_at'
const usersSql = among(userColumns, 'users', 'id')
const metersSql = among(
  `t.name, t.account, ${exact('t.used')}, ${exact('t."limit"')}, t.resets_at, t.at`,
  'meters',
  'account',
)
function subjectLoaders(needs: Needs): Loader[] {
  const loaders: Loader[] = [
    { statement: { sql: accountsSql, args: listOf(needs.accounts) }, take: takeAccount },
    { statement: { sql: usersSql, args: listOf(needs.users) }, take: takeUser },
  ]
  if (needs.messageIds.size > 0) {
    loaders.push({
      statement: { sql: messagesSql, args: listOf(needs.messageIds) },
      take: ([id], state) => state.known.add(String(id)),
    })
  }
  if (needs.meters.size > 0) {
    loaders.push({
      statement: { sql: metersSql, args: listOf(needs.meters) },
      take: ([name, account, used, limit, resetsAt, at], state) =>
        state.meters.set(place(String(name), String(account)), {
          used: Number(used),
          limit: numberOrNull(limit),
          resetsAt: numberOrNull(resetsAt),
          at: Number(at),
        }),
    })
  }
  return loaders
}

const signalColumns = 't.id, t.trigger, t.account, t.user, t.expires_at'
const ofTrigger = `json_each(?) AS need CROSS JOIN signals AS t
  ON t.account = need.value ->> 0 AND t.trigger = need.value ->> 1`
const isActive = 't.cancelled_at IS NULL AND t.expires_at > ?'
const signalsSql = rowsOf(signalColumns, `${ofTrigger} WHERE ${isActive}`)
const userSignalsSql = rowsOf(
  signalColumns,
  `${ofTrigger} AND t.user = need.value ->> 2 WHERE ${isActive}`,
)

function signalLoaders({ signals, userSignals, since }: Needs): Loader[] {
  const ofAll = [...signals].map(partsOf).map(([trigger, account]) => [account, trigger])
  // Each once: of some triggers all are loaded already.
  const ofUsers = [...userSignals.values()].filter(
    ([account, trigger]) => !signals.has(place(trigger, account)),
  )
  return [
    { sql: signalsSql, rows: ofAll },
    { sql: userSignalsSql, rows: ofUsers },
  ]
    .filter(({ rows }) => rows.length > 0)
    .map(({ sql, rows }) => ({
      statement: { sql, args: [jsonText(rows), since] },
      take: takeSignal,
    }))
}

const decisionColumns = `t.id, t.account, t.user, t.placement, t.nudge, json(t.prompt), t.armed,
  t.created_at, t.expires_at, t.shown_at, t.device`
const decisionsSql = among(decisionColumns, 'decisions', 'id')
/** Still open prompts, so that the same answer keeps its claim instead of making a new one. */
const openDecisionsSql = `${among(decisionColumns, 'decisions', 'user')}
  WHERE t.shown_at IS NULL AND t.nudge IS NOT NULL AND t.expires_at > ?`
const impressionColumns = 't.decision, t.nudge, t.format, t.account, t.user, t.at, t.ghost'
const impressionsSql = among(impressionColumns, 'impressions', 'decision')
const userImpressionsSql = among(impressionColumns, 'impressions', 'user')
const accountImpressionsSql = `${among(impressionColumns, 'impressions', 'account')} WHERE t.at > ?`
const outcomesSql = among('t.decision, t.outcome', 'outcomes', 'decision')
const trialColumns = 't.account, t.offer, t.plan, t.started_at, t.ends_at, t.decision, t.has_ended'
const trialsSql = among(trialColumns, 'trials', 'account')
const decidedTrialsSql = rowsOf(
  trialColumns,
  `json_each(?) AS need CROSS JOIN decisions AS d ON d.id = need.value
   CROSS JOIN trials AS t ON t.account = d.account`,
)

function decisionLoaders({ decisions }: Needs): Loader[] {
  if (decisions.size === 0) return []
  const args = listOf(decisions)
  return [
    { statement: { sql: decisionsSql, args }, take: takeDecision },
    { statement: { sql: impressionsSql, args }, take: takeImpression },
    {
      statement: { sql: outcomesSql, args },
      take: ([decision, outcome], state) =>
        state.decisions.get(String(decision))?.outcomes.add(outcome as Outcome),
    },
    { statement: { sql: decidedTrialsSql, args }, take: takeTrial },
  ]
}

const shownToSql = rowsOf(
  impressionColumns,
  `json_each(?) AS need CROSS JOIN impressions AS t ON t.account = need.value ->> 0
   AND t.at BETWEEN need.value ->> 1 AND need.value ->> 2`,
)

/** What may have led to a purchase. */
function shownLoaders({ shownTo }: Needs): Loader[] {
  if (shownTo.length === 0) return []
  const args = [jsonText(shownTo.map(({ account, from, to }) => [account, from, to]))]
  return [{ statement: { sql: shownToSql, args }, take: takeImpression }]
}

const usersOfSql = rowsOf(
  userColumns,
  `users AS t WHERE t.account IN (
     SELECT value FROM json_each(?) UNION
     SELECT account FROM decisions WHERE id IN (SELECT value FROM json_each(?)))`,
)

/** All users of the accounts whose trial may change, as an outcome of a decision may do. */
function userLoaders({ usersOf, decisions }: Needs): Loader[] {
  if (usersOf.size + decisions.size === 0) return []
  const args = [...listOf(usersOf), ...listOf(decisions)]
  return [{ statement: { sql: usersOfSql, args }, take: takeUser }]
}

const claimsSql = among('t.account, t.by, t.kind, t.at, t.until', 'claims', 'account')

function claimLoaders({ claims }: Needs): Loader[] {
  if (claims.size === 0) return []
  return [
    {
      statement: { sql: claimsSql, args: listOf(claims) },
      take: ([account, by, kind, at, until], state) =>
        state.claims.set(String(account), {
          by: String(by),
          kind: kind as Claim['kind'],
          at: Number(at),
          until: numberOrNull(until),
        }),
    },
  ]
}

function trialLoaders({ trials }: Needs): Loader[] {
  if (trials.size === 0) return []
  return [{ statement: { sql: trialsSql, args: listOf(trials) }, take: takeTrial }]
}

const wishesSql = among('t.user, t.nudge, t.wish, t.until', 'wishes', 'user')
const offersMadeSql = among(
  't.offer, t.account, t.shown_at, t.converted_at',
  'offers_made',
  'account',
)
const requestsSql = rowsOf(
  `t.account, t.offer, t.user, coalesce(u.traits ->> 'name', u.hints ->> 'name'), t.at`,
  `json_each(?) AS need CROSS JOIN requests AS t ON t.account = need.value
   LEFT JOIN users AS u ON u.id = t.user WHERE t.at > ?`,
)

function visitorLoaders(needs: Needs, { accountCapMs, nudges }: Catalogue): Loader[] {
  const users = listOf(new Set(needs.visitors.map((one) => one.user)))
  const accounts = listOf(new Set(needs.visitors.map((one) => one.account)))
  const { since } = needs
  const loaders: Loader[] = [
    { statement: { sql: openDecisionsSql, args: [...users, since] }, take: takeDecision },
    { statement: { sql: userImpressionsSql, args: users }, take: takeImpression },
    {
      statement: { sql: accountImpressionsSql, args: [...accounts, since - accountCapMs] },
      take: takeImpression,
    },
    {
      statement: { sql: wishesSql, args: users },
      take: ([user, nudge, wish, until], state) =>
        state.wishes.set(place(String(nudge), String(user)), {
          wish: wish as 'never' | 'snoozed',
          until: numberOrNull(until),
        }),
    },
    {
      statement: { sql: offersMadeSql, args: accounts },
      take: ([offer, account, shownAt, convertedAt], state) =>
        state.offersMade.set(place(String(offer), String(account)), {
          shownAt: numberOrNull(shownAt),
          convertedAt: numberOrNull(convertedAt),
        }),
    },
  ]
  if (nudges.some((one) => one.nudge.relay)) {
    loaders.push({
      statement: { sql: requestsSql, args: [...accounts, since - requestOpenMs] },
      take: ([account, offer, user, name, at], state) =>
        entry(state.requests, String(account), () => []).push({
          offer: String(offer),
          user: String(user),
          name: typeof name === 'string' ? name : null,
          at: Number(at),
        }),
    })
  }
  return loaders
}

function takeAccount([id, traits, hints, firstSeenAt, lastSeenAt]: Columns, state: State) {
  const said = { traits: traits as Traits, hints: hints as Traits }
  const seen = { firstSeenAt: Number(firstSeenAt), lastSeenAt: Number(lastSeenAt) }
  state.accounts.set(String(id), { id: String(id), account: '', ...said, consent: null, ...seen })
}

function takeUser(row: Columns, state: State) {
  const [id, account, traits, hints, consent, firstSeenAt, lastSeenAt] = row
  const known: Known = {
    id: String(id),
    account: String(account),
    traits: traits as Traits,
    hints: hints as Traits,
    consent: consent as Consent | null,
    firstSeenAt: Number(firstSeenAt),
    lastSeenAt: Number(lastSeenAt),
  }
  state.users.set(known.id, known)
}

function takeDecision(row: Columns, state: State) {
  const [key, account, user, placement, nudge, prompt, armed, ...rest] = row
  const [createdAt, expiresAt, shownAt, device] = rest
  const id = String(key)
  if (state.decisions.has(id)) return
  state.decisions.set(id, {
    id,
    account: String(account),
    user: String(user),
    placement: String(placement),
    nudge: nudge as string | null,
    prompt: prompt as Prompt | null,
    device: device as string | null,
    armed: Boolean(armed),
    createdAt: Number(createdAt),
    expiresAt: Number(expiresAt),
    shownAt: numberOrNull(shownAt),
    outcomes: new Set(),
  })
}

function takeImpression(row: Columns, state: State) {
  const [decision, nudge, format, account, user, at, ghost] = row
  state.impressions.set(String(decision), {
    decision: String(decision),
    nudge: String(nudge),
    format: String(format),
    account: String(account),
    user: String(user),
    at: Number(at),
    ghost: Boolean(ghost),
  })
}

function takeTrial(row: Columns, state: State) {
  const [account, offer, plan, startedAt, endsAt, decision, hasEnded] = row
  const trials = entry(state.trials, String(account), () => [])
  if (trials.some((one) => one.offer === offer)) return
  trials.push({
    offer: String(offer),
    plan: String(plan),
    startedAt: Number(startedAt),
    endsAt: Number(endsAt),
    decision: decision as string | null,
    hasEnded: Boolean(hasEnded),
  })
}

function takeSignal([id, trigger, account, user, expiresAt]: Columns, state: State) {
  entry(state.signals, String(account), () => []).push({
    id: String(id),
    trigger: String(trigger),
    user: user as string | null,
    expiresAt: Number(expiresAt),
    cancelledAt: null,
  })
}
