/**
 * Brings what billing has said into the log. A crash at any point leaves it to be done again, by the
 * same message ids: nothing is lost, and nothing counts twice.
 */
import type { Transaction } from '../../store/connection.ts'
import type { Input } from '../input.ts'
import type { Done } from '../work.ts'
import type { Writer } from '../writer.ts'
import { foldBilling } from './fold.ts'

const mostAtOnce = 100
/** Rounds in one go; what is left then waits for the next sweep. */
const mostRounds = 100

type Settling = Pick<Writer, 'read' | 'between' | 'submit'>

/**
 * Answers how many events it has brought on. One after the other: what two are about to say of an account
 * must not overtake each other.
 */
export function createSettling(writer: Settling): (at: number) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve()
  return (at) => {
    const next = last.then(() => settleBilling(writer, at))
    last = next.catch(() => undefined)
    return next
  }
}

async function settleBilling(writer: Settling, at: number): Promise<number> {
  let settled = 0
  for (let round = 0; round < mostRounds; round++) {
    const { rows } = await writer.read((connection) => connection.execute(hasWork))
    if (rows[0]?.found !== 1) break
    // What an interruption has left was found out before what waits, and is said before it.
    settled += await submitEffects(writer, at)
    settled += await writer.between((transaction, published) =>
      foldBilling(transaction, published, at),
    )
    await submitEffects(writer, at)
  }
  return settled
}

export const isWaiting = `EXISTS (SELECT 1 FROM billing_events WHERE fate = 'waiting')
  OR EXISTS (SELECT 1 FROM billing_events WHERE effects IS NOT NULL)`
const hasWork = `SELECT (${isWaiting}) AS found`

async function submitEffects(writer: Settling, at: number): Promise<number> {
  const { rows } = await writer.read((connection) =>
    connection.execute(
      `SELECT vendor, id, effects FROM billing_events WHERE effects IS NOT NULL
       ORDER BY at, rank, rowid LIMIT ${mostAtOnce}`,
    ),
  )
  if (rows.length === 0) return 0
  const all = rows.map((row) => JSON.parse(String(row.effects)) as Input[])
  const done = await writer.submit({ at, inputs: all.flat() })
  const refused = new Set(refusedOf(done, all))
  await writer.between((transaction) =>
    clear(
      transaction,
      rows.map((row, i) => [String(row.vendor), String(row.id), refused.has(i) ? 1 : 0]),
    ),
  )
  return rows.length
}

/** The places of events of which something was refused. */
function refusedOf({ refused }: Done, all: readonly Input[][]): number[] {
  const owners = all.flatMap((inputs, i) => inputs.map(() => i))
  return refused.flatMap(({ index }) => owners[index] ?? [])
}

async function clear(transaction: Transaction, rows: unknown[][]): Promise<void> {
  await transaction.execute({
    sql: `UPDATE billing_events SET effects = NULL,
          fate = iif(row.value ->> 2, 'refused', fate), note = iif(row.value ->> 2, 'refused', note)
          FROM json_each(?) AS row WHERE vendor = row.value ->> 0 AND billing_events.id = row.value ->> 1`,
    args: [JSON.stringify(rows)],
  })
}
