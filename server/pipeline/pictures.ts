/** Pictures that prompts show: kept by what is in them, gone a day after nothing speaks of them any more. */

import type { Actor } from '../../shared/audit/actor.ts'
import { pictureLimits } from '../../shared/theme/picture-limits.ts'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import type { Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'

export type PictureRequest = {
  /** Of what is in it. */
  hash: string
  body: Uint8Array
  width: number
  height: number
  by: Actor
  at: number
}

/** `full`: with it, the workspace would keep more than it may. */
export type PictureResult = 'kept' | 'full'

/** Keeps it, unless the workspace has no room for it. The same picture is kept once. */
export async function keepPicture(
  transaction: Transaction,
  { hash, body, width, height, by, at }: PictureRequest,
): Promise<PictureResult> {
  const size = body.byteLength
  const known = await transaction.execute({
    sql: 'SELECT 1 FROM pictures WHERE hash = ?',
    args: [hash],
  })
  const { rowsAffected } = await transaction.execute({
    sql: `INSERT INTO pictures (hash, size, width, height, created_at, used_at, body)
          SELECT :hash, :size, :width, :height, :at, :at, :body
          WHERE (SELECT coalesce(sum(size), 0) FROM pictures WHERE hash <> :hash) + :size <= :most
          ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at`,
    args: { hash, size, width, height, at, body, most: pictureLimits.workspaceBytes },
  })
  if (rowsAffected === 0) return 'full'
  if (known.rows.length === 0) {
    await recordAudit(transaction, {
      at,
      by,
      action: 'picture_added',
      subject: { kind: 'picture', key: hash, name: null },
      before: null,
      after: { hash, width, height, size },
    })
  }
  return 'kept'
}

/** In an address of a picture, beside the workspace that has it. */
const address = /\/b\/p\/[^/"\\]+\/([\w-]{22})\.webp/g
/** While a draft is written a picture may be in nothing that is stored; and a change may be taken back. */
const unusedMs = dayMs

/** Removes those that no draft, no published nudge and no version speaks of. Answers how many. */
export async function sweepPictures(transaction: Transaction, at: number): Promise<number> {
  const due = await transaction.execute({
    sql: 'SELECT 1 FROM pictures WHERE used_at < ? LIMIT 1',
    args: [at - hourMs],
  })
  if (due.rows.length === 0) return 0
  const found = await transaction.execute(
    `SELECT draft || ifnull(published, '') AS text FROM definitions
       WHERE kind = 'nudge' AND (instr(draft, '/b/p/') > 0 OR instr(ifnull(published, ''), '/b/p/') > 0)
     UNION ALL SELECT body FROM versions WHERE kind = 'nudge' AND instr(body, '/b/p/') > 0`,
  )
  const used = new Set(
    found.rows.flatMap(({ text }) => [...String(text).matchAll(address)].map(([, hash]) => hash)),
  )
  const [, removed] = await transaction.batch([
    {
      sql: 'UPDATE pictures SET used_at = ? WHERE hash IN (SELECT value FROM json_each(?))',
      args: [at, JSON.stringify([...used])],
    },
    { sql: 'DELETE FROM pictures WHERE used_at < ?', args: [at - unusedMs] },
  ])
  return removed?.rowsAffected ?? 0
}
