/** Taking a definition away: only when nothing refers to it any more. */

import { usesOf } from '../../../shared/definition/uses.ts'
import type { Transaction } from '../../store/connection.ts'
import { deletedEntry } from '../audit/definition.ts'
import { recordAudit } from '../audit/record.ts'
import { readDefinition } from './definition-rows.ts'
import { raiseRevisionSql } from './definitions.ts'
import { countAnew, deleteDefinition } from './import-file.ts'
import type { RemoveRequest, RemoveResult } from './requests.ts'
import { byKind, readAllDefinitions } from './stored-definitions.ts'

export async function remove(
  transaction: Transaction,
  { kind, key, by, at }: RemoveRequest,
  entries: number,
): Promise<RemoveResult> {
  const record = await readDefinition(transaction, kind, key)
  if (!record) return { kind: 'not_found' }
  const uses = usesOf({ kind, key }, byKind(await readAllDefinitions(transaction)))
  if (uses.length > 0) return { kind: 'used', uses }
  if (kind === 'offer' && (await hasRunningTrial(transaction, key, at))) {
    return { kind: 'on_trial' }
  }
  await recordAudit(transaction, deletedEntry(kind, record, { by, at }))
  await deleteDefinition(transaction, { kind, key })
  await transaction.execute(raiseRevisionSql)
  await countAnew(transaction, at, entries)
  return { kind: 'removed', record }
}

/** What an account has on trial must not end because somebody tidied up. */
async function hasRunningTrial(
  transaction: Transaction,
  offer: string,
  at: number,
): Promise<boolean> {
  const found = await transaction.execute({
    sql: 'SELECT 1 FROM trials WHERE has_ended = 0 AND ends_at > ? AND offer = ? LIMIT 1',
    args: [at, offer],
  })
  return found.rows.length > 0
}
