/** What owners are to be told of their destinations: leased like deliveries, so that one node tells. */
import {
  type DestinationTrouble,
  type ToldTrouble,
  type Trouble,
  troubleOf,
  troubles,
} from '../../../shared/destination/trouble.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import type { Runner, Transaction } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'
import { standingOf } from './held.ts'

const tellingMs = minuteMs

/** Those that can be in trouble: in a workspace where all goes well, none. */
async function readTroubled(runner: Runner) {
  const { rows } = await runner.execute(
    `SELECT *, (SELECT error FROM attempts WHERE destination = d.id ORDER BY id DESC LIMIT 1) AS error
     FROM destinations d WHERE failing_since IS NOT NULL OR state IN ('stopped', 'gone')`,
  )
  return rows
}

/** Of which owners have not been told, and nobody is telling them. */
export async function readUntold(runner: Runner, at: number): Promise<DestinationTrouble[]> {
  return (await readTroubled(runner)).flatMap((row) => {
    const { failingSince, ...standing } = standingOf(row)
    const trouble = troubleOf({ ...standing, failingSince }, at)
    const isBusy = (numberOrNull(row.telling_until) ?? 0) > at
    if (!trouble || row.told_owners === trouble || isBusy) return []
    const destination = String(row.id)
    const error = row.error === null ? null : String(row.error)
    return [{ destination, name: String(row.name), trouble, since: failingSince, error }]
  })
}

/** For a minute nobody else tells of them. */
export async function leaseTroubles(
  transaction: Transaction,
  at: number,
): Promise<DestinationTrouble[]> {
  const untold = await readUntold(transaction, at)
  for (const { destination } of untold) {
    await transaction.execute({
      sql: 'UPDATE destinations SET telling_until = ? WHERE id = ?',
      args: [at + tellingMs, destination],
    })
  }
  return untold
}

/** What has got better meanwhile is told anew when it gets worse. */
export async function noteTold(
  transaction: Transaction,
  told: readonly ToldTrouble[],
): Promise<void> {
  for (const { destination, trouble } of told) {
    await transaction.execute({
      sql: `UPDATE destinations SET told_owners = ?, telling_until = NULL
            WHERE id = ? AND telling_until IS NOT NULL`,
      args: [trouble, destination],
    })
  }
}

/** How many are in which trouble, for the figures. */
export async function countTroubles(runner: Runner, at: number): Promise<Record<Trouble, number>> {
  const all = (await readTroubled(runner)).map((row) => troubleOf(standingOf(row), at))
  const countOf = (trouble: Trouble) => all.filter((one) => one === trouble).length
  return Object.fromEntries(troubles.map((one) => [one, countOf(one)])) as Record<Trouble, number>
}
