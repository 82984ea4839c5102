/**
 * Scores anew what may have changed: accounts of which something has come since the last time, found in the
 * log; or all of them, where the model is another one or time alone has changed what was found. Pages are
 * short reads, so that no checkpoint waits for them.
 */
import type { Client } from '@libsql/client'
import { hourMs } from '../../shared/value/duration.ts'
import { scoreOf } from '../engine/readiness/score.ts'
import { lastOfLog } from '../store/workspace/log-position.ts'
import { readModel } from './published.ts'
import { readFacts } from './read-facts.ts'

/** Signals fade and runways run: so long after, everybody is looked at again. */
export const wholeEveryMs = 6 * hourMs
/** Accounts of one page, and entries of the log that one look goes through for them. */
const pageAccounts = 500
const pageEntries = 20_000

/** How far it has come, as the workspace keeps it. */
export type Reckoned = {
  /** The last entry of the log that is in the scores. */
  seq: number
  /** Epoch ms of the last time that everybody was looked at. */
  wholeAt: number
  /** Of the model. */
  model: string
}

export type Scores = [account: string, score: number][]

export type Said = { kind: 'scores'; scores: Scores } | { kind: 'done'; reckoned: Reckoned }

export async function* recompute(client: Client, now: number): AsyncGenerator<Said> {
  const [{ model, name }, before, last] = await Promise.all([
    readModel(client),
    readReckoned(client),
    lastOfLog(client),
  ])
  const page = async (accounts: string[]): Promise<Said> => {
    const facts = await readFacts(client, accounts, now)
    const scores = facts.map((one): Scores[number] => [
      one.account,
      scoreOf({ facts: one, model, now }),
    ])
    return { kind: 'scores', scores }
  }
  const isFresh =
    before?.model === name && now - before.wholeAt < wholeEveryMs && now >= before.wholeAt
  const pages = isFresh ? changedSince(client, { after: before.seq, last }) : everybody(client)
  for await (const accounts of pages) yield await page(accounts)
  if (isFresh && last === before.seq) return
  const wholeAt = isFresh ? before.wholeAt : now
  yield { kind: 'done', reckoned: { seq: last, wholeAt, model: name } }
}

async function readReckoned(client: Client): Promise<Reckoned | undefined> {
  const { rows } = await client.execute("SELECT value FROM settings WHERE name = 'reckoned'")
  return rows[0] ? (JSON.parse(String(rows[0][0])) as Reckoned) : undefined
}

async function* everybody(client: Client): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const { rows } = await client.execute({
      sql: 'SELECT id FROM accounts WHERE id > ? ORDER BY id LIMIT ?',
      args: [after, pageAccounts],
    })
    const ids = rows.map((row) => String(row[0]))
    if (ids.length > 0) yield ids
    const newest = ids.at(-1)
    if (newest === undefined || ids.length < pageAccounts) return
    after = newest
  }
}

/** Each account once, whatever came of it. */
async function* changedSince(
  client: Client,
  { after, last }: { after: number; last: number },
): AsyncGenerator<string[]> {
  const changed = new Set<string>()
  for (let from = after; from < last; from += pageEntries) {
    const { rows } = await client.execute({
      sql: 'SELECT DISTINCT account FROM events WHERE seq > ? AND seq <= ?',
      args: [from, Math.min(last, from + pageEntries)],
    })
    for (const row of rows) changed.add(String(row[0]))
  }
  const all = [...changed]
  for (let i = 0; i < all.length; i += pageAccounts) yield all.slice(i, i + pageAccounts)
}
