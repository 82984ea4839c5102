/**
 * Destinations: kept, switched, removed. What they want to hear is looked at with every event, so each
 * change has all nodes load it anew. Credentials come sealed, and are opened by whoever sends.
 */

import type { Hears } from '../../shared/destination/hears.ts'
import {
  type DestinationKind,
  type DestinationState,
  mostDestinations,
} from '../../shared/destination/kind.ts'
import type { Transaction } from '../store/connection.ts'
import { raiseRevisionSql } from './definitions.ts'

export type KeepDestination = {
  id: string
  kind: DestinationKind
  name: string
  hears: Hears
  settings: Record<string, unknown>
  /** Sealed. Absent: as they are. */
  credentials?: string | null
  at: number
}

/** A new one, turned on. `full`: with it there would be more than there may be. */
export async function addDestination(
  transaction: Transaction,
  one: KeepDestination,
): Promise<'added' | 'full'> {
  const { id, kind, name, hears, settings, credentials = null, at } = one
  const [added] = await transaction.batch([
    {
      sql: `INSERT INTO destinations
              (id, kind, name, hears, settings, credentials, state, created_at, updated_at)
            SELECT ?, ?, ?, ?, ?, ?, 'on', ?, ?
            WHERE (SELECT count(*) FROM destinations) < ${mostDestinations}`,
      args: [id, kind, name, JSON.stringify(hears), JSON.stringify(settings), credentials, at, at],
    },
    raiseRevisionSql,
  ])
  return added?.rowsAffected ? 'added' : 'full'
}

/** Another set-up may be what it lacked: it is tried at once. False where there is none of this kind. */
export async function changeDestination(
  transaction: Transaction,
  one: KeepDestination,
): Promise<boolean> {
  const { id, kind, name, hears, settings, credentials, at } = one
  const [changed] = await transaction.batch([
    {
      sql: `UPDATE destinations SET name = ?, hears = ?, settings = ?,
              credentials = iif(?, ?, credentials),
              state = iif(state = 'gone', 'on', state), failures = 0, held_until = NULL, updated_at = ?
            WHERE id = ? AND kind = ?`,
      args: [
        name,
        JSON.stringify(hears),
        JSON.stringify(settings),
        credentials === undefined ? 0 : 1,
        credentials ?? null,
        at,
        id,
        kind,
      ],
    },
    raiseRevisionSql,
  ])
  return changed?.rowsAffected === 1
}

export type CredentialSwap = {
  id: string
  /** What they are taken to be: somebody else may have changed them meanwhile. */
  before: string | null
  after: string
}

/** Other credentials, or the same ones sealed anew. Answers whether they were what was thought. */
export async function swapCredentials(
  transaction: Transaction,
  { id, before, after }: CredentialSwap,
): Promise<boolean> {
  const swapped = await transaction.execute({
    sql: 'UPDATE destinations SET credentials = ? WHERE id = ? AND credentials IS ?',
    args: [after, id, before],
  })
  return swapped.rowsAffected === 1
}

export type SwitchDestination = {
  id: string
  state: Exclude<DestinationState, 'gone'>
  at: number
}

/** Turned on, it is tried at once. False where there is none. */
export async function switchDestination(
  transaction: Transaction,
  { id, state, at }: SwitchDestination,
): Promise<boolean> {
  const [switched] = await transaction.batch([
    {
      sql: `UPDATE destinations SET state = ?, failures = 0, held_until = NULL, updated_at = ?
            WHERE id = ?`,
      args: [state, at, id],
    },
    raiseRevisionSql,
  ])
  return switched?.rowsAffected === 1
}

/** What waits for it has failed; what became of the rest can still be looked at. */
export async function removeDestination(
  transaction: Transaction,
  { id, at }: { id: string; at: number },
): Promise<boolean> {
  const [removed] = await transaction.batch([
    { sql: 'DELETE FROM destinations WHERE id = ?', args: [id] },
    giveUp(id, at, 'The destination was removed'),
    raiseRevisionSql,
  ])
  return removed?.rowsAffected === 1
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
    sql: `UPDATE deliveries SET next_attempt_at = NULL, lease_until = NULL, failed_at = ?, last_error = ?
          WHERE destination = ? AND next_attempt_at IS NOT NULL`,
    args: [at, error, id],
  }
}
