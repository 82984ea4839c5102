/** An erasure begins, and is lifted: from its first step on nothing is taken in of who it is about. */
import { randomBytes } from 'node:crypto'
import type { Subject } from '../../../shared/erasure.ts'
import { accountOfOne, type Traits } from '../../../shared/event.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { randomText } from '../../store/random-text.ts'
import { erasureHash, erasureSecret, pseudonymPrefix } from '../../store/workspace/erasure-hash.ts'
import { privacyEntry } from '../audit/privacy.ts'
import { recordAudit } from '../audit/record.ts'
import { raiseRevisionSql } from '../definitions.ts'
import type { ErasureRequest, Lifted } from '../pipeline.ts'
import { marksIn } from './marks.ts'
import { emptiedAtOnce } from './tables.ts'

/** `cause`: the hash of the account with which they are erased. */
export type Named = Subject & { marks: string[]; cause: string | null }

/**
 * Erasing an account erases its people: those who were there last. A user without an account is an
 * account of one, whose id says who it is. Whoever is not known yet is erased all the same.
 */
export async function requestErasure(
  transaction: Transaction,
  { kind, id, by, at }: ErasureRequest,
): Promise<void> {
  const secret = await keepSecret(transaction)
  const cause = erasureHash(secret, { kind, id })
  const subjects: Named[] = []
  const found = await transaction.batch([
    { sql: 'SELECT traits, hints FROM accounts WHERE id = ?', args: [id] },
    {
      sql: `SELECT id, traits, hints FROM users WHERE ${kind === 'user' ? 'id' : 'account'} = ?`,
      args: [id],
    },
  ])
  if (kind === 'account') {
    const marks = (found[0]?.rows ?? []).flatMap(marksOf)
    subjects.push({ kind, id, marks, cause: null })
  }
  const people = new Map((found[1]?.rows ?? []).map((row) => [String(row.id), marksOf(row)]))
  if (kind === 'user') people.set(id, people.get(id) ?? [])
  for (const [user, marks] of people) {
    subjects.push({ kind: 'user', id: user, marks, cause: kind === 'user' ? null : cause })
    subjects.push({ kind: 'account', id: accountOfOne(user), marks: [], cause })
  }
  await beginErasing(transaction, { secret, subjects, at })
  // Under their id only for as long as it takes to erase them.
  await recordAudit(transaction, privacyEntry('data_erased', { kind, id, by, at }))
}

type Beginning = { secret: string; subjects: readonly Named[]; at: number }

/** From here on nothing is taken in of them; what is stored is gone through in the background. */
export async function beginErasing(
  transaction: Transaction,
  { secret, subjects, at }: Beginning,
): Promise<void> {
  const ids = (of: Subject['kind']) =>
    jsonText(subjects.flatMap((one) => (one.kind === of ? [one.id] : [])))
  const dropping = (table: string, column: string, values: string) => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`,
    args: [values],
  })
  const [accounts, users] = [ids('account'), ids('user')]
  await transaction.batch([
    {
      sql: `INSERT INTO erasures (hash, cause, kind, subject, pseudonym, marks, requested_at)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2
            FROM json_each(?1) WHERE true
            ON CONFLICT (hash) DO UPDATE SET
            cause = iif(excluded.cause IS NULL, NULL, cause),
            subject = ifnull(subject, excluded.subject),
            pseudonym = ifnull(pseudonym, excluded.pseudonym),
            marks = ifnull(marks, excluded.marks),
            requested_at = iif(finished_at IS NULL, requested_at, excluded.requested_at),
            finished_at = NULL`,
      args: [
        jsonText(
          subjects.map((one) => [
            erasureHash(secret, one),
            one.cause,
            one.kind,
            one.id,
            `${pseudonymPrefix}${randomText(16)}`,
            JSON.stringify(one.marks),
          ]),
        ),
        at,
      ],
    },
    dropping('accounts', 'id', accounts),
    dropping('users', 'id', users),
    ...emptiedAtOnce.map((table) =>
      table === 'wishes' ? dropping(table, 'user', users) : dropping(table, 'account', accounts),
    ),
    // Every node is to know that somebody is erased.
    raiseRevisionSql,
  ])
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

export function marksOf(row: Row): string[] {
  return [row.traits, row.hints].flatMap((text) => marksIn(JSON.parse(String(text)) as Traits))
}
