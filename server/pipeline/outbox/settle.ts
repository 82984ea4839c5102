/** What became of attempts, noted: of the delivery, and of where it goes. */
import { brim } from '../../../shared/audit/actor.ts'
import { afterAnswer, afterFailure, type Held } from '../../../shared/destination/circuit.ts'
import { failingAfter, type Health, stateAfter } from '../../../shared/destination/trouble.ts'
import type { Row, Statement, Transaction } from '../../store/connection.ts'
import { destinationEntry } from '../audit/destination.ts'
import { recordAudit } from '../audit/record.ts'
import { closeDestination } from './destinations.ts'
import { heldOf, standingOf } from './held.ts'
import type { Settlement } from './turn.ts'

/** Each destination is read once, however much has come back from it, and all of it is one batch. */
export async function settleDeliveries(
  transaction: Transaction,
  settlements: readonly Settlement[],
): Promise<void> {
  const known = new Map<string, Row | undefined>()
  const statements: Statement[] = []
  for (const one of settlements) {
    const { destination: id } = one
    if (!known.has(id)) known.set(id, await readDestination(transaction, id))
    const destination = known.get(id)
    // An answer from where it went before somebody set it up anew says nothing of where it goes now.
    const isOfBefore = destination?.state !== 'gone' && destination?.updated_at !== one.setUp
    statements.push(...settled(isOfBefore ? sentAgain(one) : one))
    if (!destination || isOfBefore) continue
    if (one.outcome.kind === 'gone') {
      // Those before it are over, and not given up with what waits.
      await transaction.batch(statements.splice(0))
      await closeDestination(transaction, id, one.at)
    } else if (!(await note(transaction, one, destination))) continue
    known.delete(id)
  }
  if (statements.length > 0) await transaction.batch(statements)
}

/** What the address of before wants no more may be what the new one waits for. */
const sentAgain = (one: Settlement): Settlement =>
  one.outcome.kind === 'gone' ? { ...one, outcome: { kind: 'retry', at: one.at } } : one

async function readDestination(transaction: Transaction, id: string): Promise<Row | undefined> {
  const found = await transaction.execute({
    sql: 'SELECT * FROM destinations WHERE id = ?',
    args: [id],
  })
  return found.rows[0]
}

/**
 * What was delivered stays so, whatever a second attempt says. Who comes back after the lease has run
 * out tells of that attempt, and changes nothing that somebody else may have under way.
 */
function settled(one: Settlement): Statement[] {
  const { id, destination, lease, at, tookMs, status, answer, error, note, outcome } = one
  const hasArrived = outcome.kind === 'delivered' ? 1 : 0
  return [
    {
      sql: `UPDATE deliveries SET lease_until = NULL,
              next_attempt_at = iif(failed_at IS NULL OR ?, ?, next_attempt_at),
              delivered_at = ?, failed_at = iif(?, NULL, coalesce(failed_at, ?)),
              last_status = ?, last_error = iif(failed_at IS NULL OR ?, ?, last_error)
            WHERE id = ? AND delivered_at IS NULL AND (lease_until IS ? OR ?)`,
      args: [
        hasArrived,
        outcome.kind === 'retry' ? outcome.at : null,
        outcome.kind === 'delivered' ? at : null,
        hasArrived,
        outcome.kind === 'failed' || outcome.kind === 'gone' ? at : null,
        status,
        hasArrived,
        error,
        id,
        lease,
        // Given up meanwhile, it is not sent again; but what has arrived has arrived.
        hasArrived,
      ],
    },
    {
      sql: `INSERT INTO attempts (delivery, destination, at, took_ms, outcome, status, answer, error, note)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM deliveries WHERE id = ?`,
      args: [destination, at, tookMs, outcome.kind, status, answer, error, note, id],
    },
  ]
}

/**
 * Opens the circuit, closes it, gives the destination the time that it has asked for, or stops it.
 * Answers whether anything has changed.
 */
async function note(
  transaction: Transaction,
  { destination, at, health, heldUntil }: Settlement,
  row: Row,
): Promise<boolean> {
  const before = { ...heldOf(row), ...standingOf(row) }
  const held = heldAfter(before, health, at)
  const until = Math.max(held.heldUntil ?? 0, heldUntil ?? 0) || null
  const failingSince = failingAfter(before.failingSince, health, at)
  const { state, failures } = { ...before, failures: held.failures }
  const after = { failures, failingSince, state: stateAfter({ state, failures, failingSince }, at) }
  const isSame =
    failures === before.failures &&
    until === before.heldUntil &&
    failingSince === before.failingSince &&
    after.state === before.state
  if (isSame) return false
  await transaction.execute({
    sql: `UPDATE destinations SET state = ?, failures = ?, held_until = ?, failing_since = ?,
            told_owners = iif(? IS NULL, NULL, told_owners) WHERE id = ?`,
    args: [after.state, failures, until, failingSince, failingSince, destination],
  })
  if (after.state !== 'stopped' || before.state === 'stopped') return true
  const entry = { before: row, after: { ...row, state: after.state } }
  await recordAudit(transaction, destinationEntry('destination_stopped', { by: brim, at }, entry))
  return true
}

function heldAfter(before: Held, health: Health, at: number): Held {
  switch (health) {
    case 'well':
      return afterAnswer(before)
    case 'fault':
      return afterFailure(before, at)
    case 'unknown':
      return before
    default:
      return health satisfies never
  }
}
