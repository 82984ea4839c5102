/** Finds the trials whose end has come. One that a crash leaves behind is still due afterwards. */
import type { TrialEnd } from '../work.ts'
import type { Writer } from '../writer.ts'

/** Ended in one transaction. */
const most = 500

/** Ends a bounded number, earliest first, and answers how many. */
export async function sweepTrials(writer: Writer, at: number): Promise<number> {
  const found = await writer.read((connection) =>
    connection.execute({
      sql: `SELECT account, offer FROM trials WHERE has_ended = 0 AND ends_at <= ?
          ORDER BY ends_at LIMIT ?`,
      args: [at, most],
    }),
  )
  if (found.rows.length === 0) return 0
  const ends = found.rows.map(
    (row): TrialEnd => ({ account: String(row.account), offer: String(row.offer) }),
  )
  await writer.submit({ at, inputs: [], ends })
  return ends.length
}
