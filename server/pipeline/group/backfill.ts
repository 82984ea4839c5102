/**
 * Counts the part of the log that came before a counter was wanted, page by page between the groups
 * of what comes in. Counts only add up, so it does not matter that newer entries are counted before
 * older ones. A trigger goes live when all that it reads is whole.
 */

import type { Meter } from '../../../shared/definition/meter.ts'
import type { Properties } from '../../../shared/event/event.ts'
import type { Catalogue } from '../../engine/catalogue.ts'
import type { Counter, Happening } from '../../engine/counter.ts'
import { compileMeter } from '../../engine/metered.ts'
import { place } from '../../engine/world.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { type Definitions, loadDefinitions, raiseRevisionSql } from '../definition/definitions.ts'
import { wakeEverybody } from '../sweep/sweep.ts'
import { addTo } from './facts.ts'
import { emptyState } from './state.ts'
import { writeState } from './write.ts'

/** Entries of the log that one page passes over: some ten milliseconds. */
export const pageEntries = 2000

/** Whether there is more to count, after one page of it. */
export async function backfill(
  transaction: Transaction,
  now: number,
  entries = pageEntries,
): Promise<boolean> {
  const open = await transaction.execute(
    'SELECT id, key, up_to, counted_to FROM measures WHERE counted_to < up_to',
  )
  const measures = open.rows.map((row) => ({
    id: Number(row.id),
    key: String(row.key),
    upTo: Number(row.up_to),
    countedTo: Number(row.counted_to),
  }))
  if (measures.length > 0) {
    // Those furthest behind; they join the others when they have caught up.
    const from = Math.min(...measures.map((one) => one.countedTo))
    const behind = measures.filter((one) => one.countedTo === from)
    const ends = measures.flatMap((one) => [one.upTo, one.countedTo]).filter((end) => end > from)
    const to = Math.min(from + entries, ...ends)
    await countPage(transaction, { from, to, ids: new Map(behind.map((one) => [one.key, one.id])) })
    await transaction.execute({
      sql: 'UPDATE measures SET counted_to = ? WHERE id IN (SELECT value FROM json_each(?))',
      args: [to, JSON.stringify(behind.map((one) => one.id))],
    })
    for (const one of behind) one.countedTo = to
  }
  const uncounted = measures.filter((one) => one.countedTo < one.upTo)
  await goLive(transaction, now, new Set(uncounted.map((one) => one.key)))
  return uncounted.length > 0
}

/** Puts live what has waited for its counters, and reads none that still has entries to count. */
async function goLive(
  transaction: Transaction,
  now: number,
  uncounted: ReadonlySet<string>,
): Promise<void> {
  const waiting = await transaction.execute(
    "SELECT kind, key, published FROM definitions WHERE status = 'counting'",
  )
  if (waiting.rows.length === 0) return
  const before = await loadDefinitions(transaction)
  const ready = waiting.rows.filter((row) =>
    countersRead(row, before.catalogue).every(({ key }) => !uncounted.has(key)),
  )
  if (ready.length === 0) return
  await transaction.batch([
    {
      sql: `UPDATE definitions SET status = 'live' WHERE (kind, key) IN
              (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      args: [JSON.stringify(ready.map(({ kind, key }) => [kind, key]))],
    },
    raiseRevisionSql,
  ])
  const { catalogue } = await loadDefinitions(transaction)
  for (const { kind, key } of ready) {
    if (kind === 'trigger') await wakeEverybody(transaction, catalogue, String(key), now)
  }
}

/** What a trigger counts, by itself or through metered meters; or what a metered meter does. */
function countersRead({ kind, key, published }: Row, { triggers }: Catalogue): Counter[] {
  if (kind === 'meter') return [compileMeter(JSON.parse(String(published)) as Meter).counter]
  const compiled = triggers.get(String(key))
  return compiled
    ? [...compiled.condition.counters, ...compiled.metered].map((one) => one.counter)
    : []
}

type Page = { from: number; to: number; ids: ReadonlyMap<string, number> }

async function countPage(transaction: Transaction, { from, to, ids }: Page): Promise<void> {
  const definitions = await loadDefinitions(transaction)
  const counters = countersByEvent(definitions, ids)
  const page = await transaction.execute({
    sql: `SELECT name, account, user, department, properties, occurred_at FROM events
          WHERE seq > ? AND seq <= ? AND name IN (SELECT value FROM json_each(?))`,
    args: [from, to, JSON.stringify([...counters.keys()])],
  })
  const state = emptyState()
  for (const row of page.rows) {
    const user = row.user === null ? null : String(row.user)
    const happening: Happening = {
      name: String(row.name),
      user,
      department: row.department === null ? null : String(row.department),
      properties: JSON.parse(String(row.properties)) as Properties,
      occurredAt: Number(row.occurred_at),
    }
    for (const { counter, id } of counters.get(happening.name) ?? []) {
      const subject = counter.scope === 'account' ? String(row.account) : user
      const taken = counter.take(happening)
      if (subject === null || taken === undefined) continue
      addTo(state, place(id, subject), counter, taken, happening.occurredAt)
    }
  }
  await writeState(transaction, state)
}

function countersByEvent({ catalogue }: Definitions, ids: ReadonlyMap<string, number>) {
  const byEvent = new Map<string, { counter: Counter; id: number }[]>()
  for (const [event, counters] of catalogue.counters) {
    const wanted = counters.flatMap((counter) => {
      const id = ids.get(counter.key)
      return id === undefined ? [] : [{ counter, id }]
    })
    if (wanted.length > 0) byEvent.set(event, wanted)
  }
  return byEvent
}
