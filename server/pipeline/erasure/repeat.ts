/**
 * After a restore: who was erased since the backup is in the data again, and is erased anew. Of an
 * erasure that is finished nothing is kept but its hash, so that they are found by hashing who is there.
 */

import type { Subject } from '../../../shared/account/erasure.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { erasureHash, erasureSecret } from '../../store/workspace/erasure-hash.ts'
import { privacyEntry } from '../audit/privacy.ts'
import { recordAudit } from '../audit/record.ts'
import { raiseRevisionSql } from '../definition/definitions.ts'
import { entomb, type Named } from './entomb.ts'
import { marksIn } from './marks.ts'

/** What a database says of who was erased in it: `rows` of its table, and what they are hashed with. */
export type KnownErasures = { secret: string; rows: readonly Row[] }

/** Answers how many are erased anew; null where the two are hashed differently, and nothing is done. */
export async function repeatErasures(
  transaction: Transaction,
  { secret, rows }: KnownErasures,
  doing: { by: Actor; at: number },
): Promise<number | null> {
  const [, kept] = await transaction.batch([
    {
      sql: 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
      args: [erasureSecret, secret],
    },
    { sql: 'SELECT value FROM settings WHERE name = ?', args: [erasureSecret] },
  ])
  if (kept?.rows[0]?.value !== secret) return null
  // Who is not in the data is kept away from it all the same.
  await transaction.execute({
    sql: `INSERT INTO erasures (hash, cause, kind, requested_at, finished_at)
          SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
          FROM json_each(?) WHERE true ON CONFLICT (hash) DO NOTHING`,
    args: [
      jsonText(
        rows.map((row) => [
          row.hash,
          row.cause,
          row.kind,
          row.requested_at,
          row.finished_at ?? doing.at,
        ]),
      ),
    ],
  })
  const causes = new Map(rows.map((row) => [String(row.hash), row.cause]))
  const subjects: Named[] = []
  for (const { kind, id } of await everybody(transaction)) {
    const cause = causes.get(erasureHash(secret, { kind, id }))
    if (cause === undefined) continue
    const marks = await marksOfOne(transaction, { kind, id })
    subjects.push({ kind, id, marks, cause: cause === null ? null : String(cause) })
  }
  if (subjects.length === 0) return 0
  await entomb(transaction, { secret, subjects, at: doing.at })
  // Every node is to know that somebody is erased.
  await transaction.execute(raiseRevisionSql)
  for (const { kind, id, cause } of subjects) {
    if (cause !== null) continue
    await recordAudit(transaction, privacyEntry('data_erased', { kind, id, ...doing }))
  }
  return subjects.length
}

/** Whom the data knows, also by the log alone. */
async function everybody(transaction: Transaction): Promise<Subject[]> {
  const { rows } = await transaction.execute(
    `SELECT 'account' AS kind, id FROM accounts UNION SELECT 'account', account FROM users
     UNION SELECT 'account', account FROM events UNION SELECT 'user', id FROM users
     UNION SELECT 'user', user FROM events WHERE user IS NOT NULL`,
  )
  return rows.map((row) => ({ kind: row.kind as Subject['kind'], id: String(row.id) }))
}

async function marksOfOne(transaction: Transaction, { kind, id }: Subject): Promise<string[]> {
  const { rows } = await transaction.execute({
    sql: `SELECT traits FROM ${kind}s WHERE id = ?`,
    args: [id],
  })
  return rows.flatMap(({ traits }) => marksIn(kind, JSON.parse(String(traits))))
}
