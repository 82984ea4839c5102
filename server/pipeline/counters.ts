/**
 * Keeps the counters that live triggers need and no others. A new one is filled from the log in
 * the transaction that publishes its trigger, so that the trigger starts whole.
 */
import type { Transaction } from '@libsql/client'
import type { Properties } from '../../shared/event.ts'
import { type Catalogue, type CounterUse, usesOf } from '../engine/catalogue.ts'
import { firstBucket } from '../engine/window.ts'
import { loadDefinitions } from './definitions.ts'
import { addTo, happeningOf } from './facts.ts'
import { emptyState, place } from './state.ts'
import { writeState } from './write.ts'

const pageRows = 5000

/** Answers what is published, as the transaction sees it. */
export async function alignCounters(transaction: Transaction, now: number): Promise<Catalogue> {
  const { catalogue, measureIds } = await loadDefinitions(transaction)
  const uses = liveUses(catalogue)
  const keys = new Set(uses.map((use) => use.counter.key))
  const unused = [...measureIds].filter(([key]) => !keys.has(key)).map(([, id]) => id)
  if (unused.length > 0) {
    await transaction.batch(
      [
        'buckets WHERE measure',
        'members WHERE measure',
        'latest WHERE measure',
        'firsts WHERE measure',
        'measures WHERE id',
      ].map((from) => ({
        sql: `DELETE FROM ${from} IN (SELECT value FROM json_each(?))`,
        args: [JSON.stringify(unused)],
      })),
    )
  }
  const added = uses.filter((use) => !measureIds.has(use.counter.key))
  if (added.length === 0) return catalogue
  const inserted = await transaction.batch(
    added.map((use) => ({
      sql: 'INSERT INTO measures (key) VALUES (?) RETURNING id',
      args: [use.counter.key],
    })),
  )
  const numbered = added.map((use, i) => ({ use, id: Number(inserted[i]?.rows[0]?.id) }))
  await fill(transaction, numbered, now)
  return catalogue
}

function liveUses(catalogue: Catalogue): CounterUse[] {
  return usesOf([...new Set([...catalogue.listeners.values()].flat())])
}

/** How far back a counter needs the log: what asks for the first use needs all of it. */
function startOf({ counter, widest }: CounterUse, now: number): number {
  return counter.keeps === 'firsts' ? 0 : firstBucket(widest, now) * counter.unitMs
}

type Numbered = { use: CounterUse; id: number }

/** Recounts the log, page by page, for counters that are new. */
async function fill(transaction: Transaction, added: Numbered[], now: number) {
  const names = [...new Set(added.map(({ use }) => use.counter.event))]
  const since = Math.min(...added.map(({ use }) => startOf(use, now)))
  for (let after = 0; ; ) {
    const page = await transaction.execute({
      sql: `SELECT e.seq, e.name, e.account, e.user, e.properties, e.occurred_at, u.traits, u.hints
            FROM events AS e LEFT JOIN users AS u ON u.id = e.user
            WHERE e.seq > ? AND e.received_at >= ? AND e.name IN (SELECT value FROM json_each(?))
            ORDER BY e.seq LIMIT ${pageRows}`,
      args: [after, since, JSON.stringify(names)],
    })
    const state = emptyState()
    for (const row of page.rows) {
      after = Number(row.seq)
      const user = row.user === null ? null : String(row.user)
      if (user !== null && row.traits !== null) {
        state.users.set(user, {
          id: user,
          account: '',
          traits: JSON.parse(String(row.traits)),
          hints: JSON.parse(String(row.hints)),
          consent: null,
          firstSeenAt: 0,
          lastSeenAt: 0,
        })
      }
      const happening = happeningOf(state, {
        name: String(row.name),
        user,
        properties: JSON.parse(String(row.properties)) as Properties,
        occurredAt: Number(row.occurred_at),
      })
      for (const { use, id } of added) {
        const { counter } = use
        const subject = counter.scope === 'account' ? String(row.account) : user
        const taken = counter.event === happening.name ? counter.take(happening) : undefined
        if (subject === null || taken === undefined) continue
        addTo(state, place(id, subject), counter, taken, happening.occurredAt)
      }
    }
    await writeState(transaction, state)
    if (page.rows.length < pageRows) return
  }
}
