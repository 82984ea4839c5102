/** Keeps what accounts score. They are scored elsewhere, from what is committed; this only writes. */

import type { Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'

export type KeptReadiness = {
  scores: [account: string, score: number][]
  /** How far the scores have come, as whoever makes them writes it; null while they are on their way. */
  reckoned: string | null
}

/** Who was erased meanwhile is not there any more, and does not come back by it. */
export async function keepReadiness(
  transaction: Transaction,
  { scores, reckoned }: KeptReadiness,
): Promise<void> {
  await transaction.batch([
    {
      sql: `UPDATE accounts SET readiness = given.value ->> 1 FROM json_each(?) AS given
            WHERE accounts.id = given.value ->> 0`,
      args: [jsonText(scores)],
    },
    ...(reckoned === null
      ? []
      : [
          {
            sql: `INSERT INTO settings (name, value) VALUES ('reckoned', ?)
                  ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
            args: [reckoned],
          },
        ]),
  ])
}
