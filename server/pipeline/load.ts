/**
 * Loads what a group needs in one batch of statements, whatever its size: keys travel as one JSON
 * text into `json_each`.
 */
import type { Row, Transaction } from '@libsql/client'
import type { Claim } from '../../shared/claim.ts'
import type { Outcome } from '../../shared/event.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { requestOpenMs } from '../../shared/request.ts'
import type { Signal } from '../../shared/signal.ts'
import type { Catalogue } from '../engine/catalogue.ts'
import type { Known } from '../engine/known.ts'
import { place } from '../engine/world.ts'
import type { Definitions } from './definitions.ts'
import { revisionSql } from './definitions.ts'
import { counterLoaders } from './load-counters.ts'
import type { Needs } from './needs.ts'
import { among, type Loader, numberOrNull, readingOf } from './rows.ts'
import { emptyState, entry, type State } from './state.ts'

/** The state, and the revision of what is published as this transaction sees it. */
export async function loadState(
  transaction: Transaction,
  needs: Needs,
  { catalogue }: Definitions,
): Promise<{ state: State; revision: number }> {
  const state = emptyState()
  const loaders = [
    ...logLoaders(needs),
    ...subjectLoaders(needs),
    ...counterLoaders(needs),
    ...decisionLoaders(needs),
    ...claimLoaders(needs),
    ...trialLoaders(needs),
    ...(catalogue.lookingAtTrials.length > 0 ? userLoaders(needs) : []),
    ...(needs.visitors.length > 0 ? visitorLoaders(needs, catalogue) : []),
  ]
  const [revision, ...results] = await transaction.batch([
    revisionSql,
    ...loaders.map((loader) => loader.statement),
  ])
  results.forEach((result, i) => {
    for (const row of result.rows) loaders[i]?.take(row, state)
  })
  return { state, revision: Number(revision?.rows[0]?.value ?? 0) }
}

function logLoaders(needs: Needs): Loader[] {
  return [
    {
      statement: 'SELECT coalesce(max(seq), 0) AS seq FROM events',
      take: (row, state) => {
        state.lastSeq = Number(row.seq)
      },
    },
    {
      statement: 'SELECT min(due_at) AS due_at FROM wakeups',
      take: (row, state) => {
        if (row.due_at !== null) state.nextDue = Number(row.due_at)
      },
    },
    {
      statement: among('SELECT message_id FROM events WHERE message_id IN', needs.messageIds),
      take: (row, state) => state.known.add(String(row.message_id)),
    },
  ]
}

function subjectLoaders(needs: Needs): Loader[] {
  return [
    {
      statement: among('SELECT * FROM accounts WHERE id IN', needs.accounts),
      take: (row, state) => state.accounts.set(String(row.id), knownOf(row)),
    },
    {
      statement: among('SELECT * FROM users WHERE id IN', needs.users),
      take: (row, state) => state.users.set(String(row.id), knownOf(row)),
    },
    {
      statement: among('SELECT * FROM meters WHERE account IN', needs.accounts),
      take: (row, state) =>
        state.meters.set(place(String(row.name), String(row.account)), readingOf(row)),
    },
    {
      statement: {
        sql: `SELECT * FROM signals WHERE account IN (SELECT value FROM json_each(?))
              AND expires_at > ? AND cancelled_at IS NULL`,
        args: [JSON.stringify([...needs.accounts]), needs.since],
      },
      take: (row, state) => {
        const account = String(row.account)
        const others = state.signals.get(account)
        if (others) others.push(signalOf(row))
        else state.signals.set(account, [signalOf(row)])
      },
    },
  ]
}

function decisionLoaders(needs: Needs): Loader[] {
  if (needs.decisions.size === 0) return []
  return [
    { statement: among(`${decisionSql} WHERE id IN`, needs.decisions), take: takeDecision },
    {
      statement: among('SELECT * FROM impressions WHERE decision IN', needs.decisions),
      take: takeImpression,
    },
    {
      statement: among('SELECT decision, outcome FROM outcomes WHERE decision IN', needs.decisions),
      take: (row, state) =>
        state.decisions.get(String(row.decision))?.outcomes.add(row.outcome as Outcome),
    },
    {
      statement: {
        sql: `SELECT t.* FROM decisions AS d JOIN trials AS t ON t.account = d.account
              WHERE d.id IN (SELECT value FROM json_each(?))`,
        args: [JSON.stringify([...needs.decisions])],
      },
      take: takeTrial,
    },
  ]
}

/** All users of the accounts whose trial may change, as an outcome of a decision may do. */
function userLoaders({ usersOf, decisions }: Needs): Loader[] {
  if (usersOf.size + decisions.size === 0) return []
  return [
    {
      statement: {
        sql: `SELECT * FROM users WHERE account IN (
                SELECT value FROM json_each(?) UNION
                SELECT account FROM decisions WHERE id IN (SELECT value FROM json_each(?)))`,
        args: [JSON.stringify([...usersOf]), JSON.stringify([...decisions])],
      },
      take: (row, state) => state.users.set(String(row.id), knownOf(row)),
    },
  ]
}

function claimLoaders(needs: Needs): Loader[] {
  if (needs.claims.size === 0) return []
  return [
    {
      statement: among('SELECT * FROM claims WHERE account IN', needs.claims),
      take: (row, state) =>
        state.claims.set(String(row.account), {
          by: String(row.by),
          kind: row.kind as Claim['kind'],
          at: Number(row.at),
          until: numberOrNull(row.until),
        }),
    },
  ]
}

function trialLoaders({ trials }: Needs): Loader[] {
  if (trials.size === 0) return []
  return [{ statement: among('SELECT * FROM trials WHERE account IN', trials), take: takeTrial }]
}

function visitorLoaders(needs: Needs, { accountCapMs, nudges }: Catalogue): Loader[] {
  const users = needs.visitors.map((one) => one.user)
  const accounts = needs.visitors.map((one) => one.account)
  return [
    // Still open prompts, so that the same answer keeps its claim instead of making a new one.
    {
      statement: {
        sql: `${decisionSql} WHERE user IN (SELECT value FROM json_each(?))
              AND shown_at IS NULL AND nudge IS NOT NULL AND expires_at > ?`,
        args: [JSON.stringify(users), needs.since],
      },
      take: takeDecision,
    },
    { statement: among('SELECT * FROM impressions WHERE user IN', users), take: takeImpression },
    {
      statement: {
        sql: 'SELECT * FROM impressions WHERE account IN (SELECT value FROM json_each(?)) AND at > ?',
        args: [JSON.stringify(accounts), needs.since - accountCapMs],
      },
      take: takeImpression,
    },
    {
      statement: among('SELECT * FROM wishes WHERE user IN', users),
      take: (row, state) =>
        state.wishes.set(place(String(row.nudge), String(row.user)), {
          wish: row.wish as 'never' | 'snoozed',
          until: numberOrNull(row.until),
        }),
    },
    ...(nudges.some((one) => one.nudge.relay) ? [requestLoader(needs, accounts)] : []),
    {
      statement: among('SELECT * FROM offers_made WHERE account IN', accounts),
      take: (row, state) =>
        state.offersMade.set(place(String(row.offer), String(row.account)), {
          shownAt: numberOrNull(row.shown_at),
          convertedAt: numberOrNull(row.converted_at),
        }),
    },
  ]
}

function requestLoader({ since }: Needs, accounts: readonly string[]): Loader {
  return {
    statement: {
      sql: `SELECT r.*, coalesce(u.traits ->> 'name', u.hints ->> 'name') AS name
            FROM requests AS r LEFT JOIN users AS u ON u.id = r.user
            WHERE r.account IN (SELECT value FROM json_each(?)) AND r.at > ?`,
      args: [JSON.stringify(accounts), since - requestOpenMs],
    },
    take: (row, state) => {
      entry(state.requests, String(row.account), () => []).push({
        offer: String(row.offer),
        user: String(row.user),
        name: typeof row.name === 'string' ? row.name : null,
        at: Number(row.at),
      })
    },
  }
}

const decisionSql =
  'SELECT id, account, user, placement, nudge, prompt, armed, created_at, expires_at, shown_at FROM decisions'

function takeDecision(row: Row, state: State) {
  const id = String(row.id)
  if (state.decisions.has(id)) return
  state.decisions.set(id, {
    id,
    account: String(row.account),
    user: String(row.user),
    placement: String(row.placement),
    nudge: row.nudge === null ? null : String(row.nudge),
    prompt: row.prompt === null ? null : (JSON.parse(String(row.prompt)) as Prompt),
    armed: Boolean(row.armed),
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
    shownAt: numberOrNull(row.shown_at),
    outcomes: new Set(),
  })
}

function takeImpression(row: Row, state: State) {
  state.impressions.set(String(row.decision), {
    decision: String(row.decision),
    nudge: String(row.nudge),
    format: String(row.format),
    account: String(row.account),
    user: String(row.user),
    at: Number(row.at),
    ghost: Boolean(row.ghost),
  })
}

function takeTrial(row: Row, state: State) {
  const account = String(row.account)
  const trials = entry(state.trials, account, () => [])
  if (trials.some((one) => one.offer === String(row.offer))) return
  trials.push({
    offer: String(row.offer),
    plan: String(row.plan),
    startedAt: Number(row.started_at),
    endsAt: Number(row.ends_at),
    decision: row.decision === null ? null : String(row.decision),
    hasEnded: Boolean(row.has_ended),
  })
}

function signalOf(row: Row): Signal {
  return {
    id: String(row.id),
    trigger: String(row.trigger),
    family: row.family as Signal['family'],
    subject: row.subject as Signal['subject'],
    account: String(row.account),
    user: row.user === null ? null : String(row.user),
    firedAt: Number(row.fired_at),
    expiresAt: Number(row.expires_at),
    cancelledAt: numberOrNull(row.cancelled_at),
    recommends: row.recommends === null ? null : String(row.recommends),
    evidence: JSON.parse(String(row.evidence)) as Signal['evidence'],
  }
}

function knownOf(row: Row): Known {
  return {
    id: String(row.id),
    account: 'account' in row ? String(row.account) : '',
    traits: JSON.parse(String(row.traits)),
    hints: JSON.parse(String(row.hints)),
    consent: (row.consent ?? null) as Known['consent'],
    firstSeenAt: Number(row.first_seen_at),
    lastSeenAt: Number(row.last_seen_at),
  }
}
