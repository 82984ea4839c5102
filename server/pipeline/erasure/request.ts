/** An erasure begins, and is lifted: from its first step on nothing is taken in of who it is about. */
import { randomBytes } from 'node:crypto'
import type { Subject } from '../../../shared/account/erasure.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { Transaction } from '../../store/connection.ts'
import { erasureHash, erasureSecret } from '../../store/workspace/erasure-hash.ts'
import { privacyEntry } from '../audit/privacy.ts'
import { recordAudit } from '../audit/record.ts'
import { raiseRevisionSql } from '../definition/definitions.ts'
import { entomb, entombPeople, withItsAccount } from './entomb.ts'
import { marksIn } from './marks.ts'

/** Also by whom, and when, it was asked for. */
export type ErasureRequest = Subject & { by: Actor; at: number }

/** `running`: what was begun has to be finished first. */
export type Lifted = 'lifted' | 'running' | 'not_found'

/**
 * Erasing an account erases its people: those who were there last. A user without an account is an
 * account of one, whose id says who it is. Whoever is not known yet is erased all the same.
 */
export async function requestErasure(
  transaction: Transaction,
  { kind, id, by, at }: ErasureRequest,
): Promise<void> {
  const secret = await keepSecret(transaction)
  const found = await transaction.execute({
    sql: `SELECT traits FROM ${kind}s WHERE id = ?`,
    args: [id],
  })
  const marks = found.rows.flatMap(({ traits }) => marksIn(kind, JSON.parse(String(traits))))
  const cause = erasureHash(secret, { kind, id })
  const named = { kind, id, marks, cause: null }
  await entomb(transaction, {
    secret,
    at,
    subjects: kind === 'user' ? withItsAccount(named, cause) : [named],
  })
  if (kind === 'account') await entombPeople(transaction, { secret, account: id, cause, at })
  // Every node is to know that somebody is erased.
  await transaction.execute(raiseRevisionSql)
  // Under their id only for as long as it takes to erase them.
  await recordAudit(transaction, privacyEntry('data_erased', { kind, id, by, at }))
}

/** Lets them in again, as somebody new. */
export async function liftErasure(
  transaction: Transaction,
  request: ErasureRequest,
): Promise<Lifted> {
  const { kind, id } = request
  const found = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [erasureSecret],
  })
  const secret = found.rows[0]?.value
  if (secret === undefined) return 'not_found'
  const hash = erasureHash(String(secret), { kind, id })
  const [known] = await transaction.batch([
    {
      sql: `SELECT (SELECT count(*) FROM erasures WHERE hash = ?1) AS known,
            (SELECT count(*) FROM erasures WHERE (hash = ?1 OR cause = ?1) AND finished_at IS NULL) AS open`,
      args: [hash],
    },
  ])
  const counts = known?.rows[0]
  if (Number(counts?.known) === 0) return 'not_found'
  if (Number(counts?.open) > 0) return 'running'
  await transaction.execute({
    sql: 'DELETE FROM erasures WHERE hash = ?1 OR cause = ?1',
    args: [hash],
  })
  await recordAudit(transaction, privacyEntry('erasure_lifted', request))
  return 'lifted'
}

async function keepSecret(transaction: Transaction): Promise<string> {
  const [, kept] = await transaction.batch([
    {
      sql: 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
      args: [erasureSecret, randomBytes(32).toString('base64url')],
    },
    { sql: 'SELECT value FROM settings WHERE name = ?', args: [erasureSecret] },
  ])
  return String(kept?.rows[0]?.value)
}
