/**
 * Destinations: kept, switched, removed. What they want to hear is looked at with every event, so each
 * change has all nodes load it anew. Credentials come sealed, and are opened by whoever sends.
 */

import type { Actor } from '../../../shared/audit/actor.ts'
import type { Hears } from '../../../shared/destination/hears.ts'
import { type DestinationKind, mostDestinations } from '../../../shared/destination/kind.ts'
import { freeKey, keyOf } from '../../../shared/value/key-of.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { destinationEntry, isOtherDestination } from '../audit/destination.ts'
import { recordAudit } from '../audit/record.ts'
import { raiseRevisionSql } from '../definition/definitions.ts'

type Doing = { by: Actor; at: number }

/** Somebody has seen to it: whatever went wrong before says nothing of what comes. */
export const untroubled = `failures = 0, held_until = NULL, failing_since = NULL,
  told_owners = NULL, telling_until = NULL`
/** One that is paused stays so. */
export const stateTriedAgain = "iif(state IN ('gone', 'stopped'), 'on', state)"

async function readRow(transaction: Transaction, id: string): Promise<Row | undefined> {
  const found = await transaction.execute({
    sql: 'SELECT * FROM destinations WHERE id = ?',
    args: [id],
  })
  return found.rows[0]
}

export type KeepDestination = {
  id: string
  /** Absent of a new one: made of its name. Of one that is there: it is what it is. */
  key?: string | undefined
  kind: DestinationKind
  name: string
  hears: Hears
  settings: Record<string, unknown>
  /** Sealed. Absent: as they are. */
  credentials?: string | null
} & Doing

/** A new one, turned on. `full`: with it there would be more than there may be. `taken`: its key is. */
export async function addDestination(
  transaction: Transaction,
  one: KeepDestination,
): Promise<'added' | 'full' | 'taken'> {
  const { id, kind, name, hears, settings, credentials = null, at } = one
  const { rows } = await transaction.execute('SELECT key FROM destinations')
  const taken = new Set(rows.map((row) => String(row.key)))
  if (one.key !== undefined && taken.has(one.key)) return 'taken'
  const key = one.key ?? freeKey(keyOf(name) || kind, taken)
  const [added] = await transaction.batch([
    {
      sql: `INSERT INTO destinations
              (id, key, kind, name, hears, settings, credentials, state, created_at, updated_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, 'on', ?, ?
            WHERE (SELECT count(*) FROM destinations) < ${mostDestinations}`,
      args: [
        id,
        key,
        kind,
        name,
        JSON.stringify(hears),
        JSON.stringify(settings),
        credentials,
        at,
        at,
      ],
    },
    raiseRevisionSql,
  ])
  if (!added?.rowsAffected) return 'full'
  const after = await readRow(transaction, id)
  await recordAudit(
    transaction,
    destinationEntry('destination_added', one, { before: undefined, after }),
  )
  return 'added'
}

/** Another set-up may be what it lacked: it is tried at once. False where there is none of this kind and key. */
export async function changeDestination(
  transaction: Transaction,
  one: KeepDestination,
): Promise<boolean> {
  const { id, key = null, kind, name, hears, settings, credentials, at } = one
  const before = await readRow(transaction, id)
  const [changed] = await transaction.batch([
    {
      sql: `UPDATE destinations SET name = ?, hears = ?, settings = ?,
              credentials = iif(?, ?, credentials),
              state = ${stateTriedAgain}, ${untroubled}, updated_at = ?
            WHERE id = ? AND kind = ? AND key = coalesce(?, key)`,
      args: [
        name,
        JSON.stringify(hears),
        JSON.stringify(settings),
        credentials === undefined ? 0 : 1,
        credentials ?? null,
        at,
        id,
        kind,
        key,
      ],
    },
    raiseRevisionSql,
  ])
  if (changed?.rowsAffected !== 1) return false
  const after = await readRow(transaction, id)
  if (isOtherDestination(before, after)) {
    await recordAudit(transaction, destinationEntry('destination_changed', one, { before, after }))
  }
  return true
}

export type CredentialSwap = {
  id: string
  /** What they are taken to be: somebody else may have changed them meanwhile. */
  before: string | null
  after: string
  /** Null where they are the same, sealed anew: nothing has changed. */
  doing: Doing | null
}

/** Other credentials, or the same ones sealed anew. Answers whether they were what was thought. */
export async function swapCredentials(
  transaction: Transaction,
  { id, before, after, doing }: CredentialSwap,
): Promise<boolean> {
  const swapped = await transaction.execute({
    sql: 'UPDATE destinations SET credentials = ? WHERE id = ? AND credentials IS ?',
    args: [after, id, before],
  })
  if (swapped.rowsAffected !== 1) return false
  if (doing) {
    const row = await readRow(transaction, id)
    const entry = destinationEntry('destination_secret_rotated', doing, { before: row, after: row })
    await recordAudit(transaction, { ...entry, before: null, after: null })
  }
  return true
}

export type SwitchDestination = Doing & { id: string; state: 'on' | 'paused' }

/** Turned on, it is tried at once. False where there is none. */
export async function switchDestination(
  transaction: Transaction,
  { id, state, ...doing }: SwitchDestination,
): Promise<boolean> {
  const { at } = doing
  const before = await readRow(transaction, id)
  const [switched] = await transaction.batch([
    {
      sql: `UPDATE destinations SET state = ?, ${untroubled}, updated_at = ?
            WHERE id = ?`,
      args: [state, at, id],
    },
    raiseRevisionSql,
  ])
  if (switched?.rowsAffected !== 1) return false
  const after = await readRow(transaction, id)
  const action = state === 'on' ? 'destination_resumed' : 'destination_paused'
  if (before?.state !== after?.state) {
    await recordAudit(transaction, destinationEntry(action, doing, { before, after }))
  }
  return true
}

export type RemoveDestination = Doing & { id: string }

/** What waits for it has failed; what became of the rest can still be looked at. */
export async function removeDestination(
  transaction: Transaction,
  { id, ...doing }: RemoveDestination,
): Promise<boolean> {
  const { at } = doing
  const before = await readRow(transaction, id)
  const [removed] = await transaction.batch([
    { sql: 'DELETE FROM destinations WHERE id = ?', args: [id] },
    giveUp(id, at, 'The destination was removed'),
    raiseRevisionSql,
  ])
  if (removed?.rowsAffected !== 1) return false
  await recordAudit(
    transaction,
    destinationEntry('destination_removed', doing, { before, after: undefined }),
  )
  return true
}

/** It has said that it wants nothing more: what waits for it has failed too. */
export async function closeDestination(transaction: Transaction, id: string, at: number) {
  await transaction.batch([
    { sql: "UPDATE destinations SET state = 'gone', updated_at = ? WHERE id = ?", args: [at, id] },
    giveUp(id, at, 'The destination is gone'),
    raiseRevisionSql,
  ])
}

function giveUp(id: string, at: number, error: string) {
  return {
    // What somebody is sending keeps its lease: a retry of it does not send a second one beside it.
    sql: `UPDATE deliveries SET next_attempt_at = NULL, failed_at = ?, last_error = ?
          WHERE destination = ? AND next_attempt_at IS NOT NULL`,
    args: [at, error, id],
  }
}
