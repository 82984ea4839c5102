/**
 * Brings alerts into the outbox when their time has come. Whose an account is, whether it is night
 * there and how many they have had today is looked at in the transaction that puts the message there:
 * so each is told once and no rep more than they may be, whichever node does it, and what nobody can be
 * told waits, is looked at again, and says why.
 */

import type { AlertData, Message } from '../../../shared/destination/message.ts'
import type { AlertReason } from '../../../shared/play/alert.ts'
import { minuteMs } from '../../../shared/value/duration.ts'
import { dateAt } from '../../../shared/value/zone.ts'
import { type CompiledTeam, compileTeam } from '../../engine/play/owner.ts'
import { placeAlert, type RepRules, rulesOfRep } from '../../engine/play/place.ts'
import type { Row, Runner, Statement, Transaction } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'
import { loadSettings } from '../settings.ts'
import { sendDigests } from './digests.ts'
import { putIntoOutbox } from './outbox-row.ts'
import { ownerColumns, ownerOfRow } from './owner-row.ts'

/** Of one turn. What is left waits for the next, which comes at once. */
const most = 200
/** What nobody can be told is looked at so often: somebody may have been named meanwhile. */
const lookAgainMs = 10 * minuteMs

export const alertDueSql = 'SELECT min(due_at) FROM alerts WHERE due_at IS NOT NULL'

export async function readAlertDue(runner: Runner): Promise<number | null> {
  const { rows } = await runner.execute(`SELECT (${alertDueSql}) AS due`)
  return numberOrNull(rows[0]?.due ?? null)
}

export type Turn = { at: number; newId(prefix: string): string }

/** What one look at what is due knows of everybody. */
export type Desk = Turn & {
  team: CompiledTeam
  /** Destinations that listen, by id. */
  ways: ReadonlySet<string>
  /** By rep: how many they have had today. */
  told: Map<string, number>
}

export async function placeAlerts(transaction: Transaction, turn: Turn): Promise<void> {
  const due = await readAlertDue(transaction)
  if (due === null || due > turn.at) return
  const desk = await openDesk(transaction, turn)
  const { rows } = await transaction.execute({
    sql: `SELECT a.*, ${ownerColumns}, s.expires_at, s.cancelled_at
          FROM alerts a LEFT JOIN accounts x ON x.id = a.account LEFT JOIN claims c ON c.account = a.account
          LEFT JOIN signals s ON s.id = a.signal
          WHERE a.state = 'waiting' AND a.due_at <= ?
          ORDER BY x.readiness IS NULL, x.readiness DESC, a.at, a.rowid LIMIT ${most}`,
    args: [turn.at],
  })
  for (const row of rows) await transaction.batch(await place(transaction, desk, row))
  await sendDigests(transaction, desk)
}

async function openDesk(transaction: Transaction, turn: Turn): Promise<Desk> {
  const { sales } = await loadSettings(transaction)
  const { rows } = await transaction.execute("SELECT id FROM destinations WHERE state <> 'gone'")
  const ways = new Set(rows.map((row) => String(row.id)))
  return { ...turn, team: compileTeam(sales), ways, told: new Map() }
}

async function place(transaction: Transaction, desk: Desk, row: Row): Promise<Statement[]> {
  const { at, ways } = desk
  const id = String(row.id)
  if (row.data === null || isOver(row, at)) return [drop(id)]
  const channel = row.destination === null ? null : String(row.destination)
  if (channel !== null) {
    return ways.has(channel)
      ? tell(desk, row, { way: channel, rep: null })
      : [wait(id, at, 'no_way', null)]
  }
  const email = ownerOfRow(desk.team, row, { account: String(row.account), now: at })
  if (email === null) return [wait(id, at, 'no_owner', null)]
  const rep = rulesOfRep(desk.team.team, email)
  const { destination: way } = rep
  if (way === null || !ways.has(way)) return [wait(id, at, 'no_way', email)]
  const told = await toldToday(transaction, desk, rep)
  const placed = placeAlert(rep, { way: row.way as 'alert' | 'digest', told, now: at })
  switch (placed.kind) {
    case 'tell':
      desk.told.set(email, told + 1)
      return tell(desk, row, { way, rep })
    case 'wait':
      return [later(id, 'waiting', { reason: placed.reason, rep: email, dueAt: placed.until })]
    case 'digest':
      return [later(id, 'digest', { reason: placed.reason, rep: email, dueAt: placed.until })]
    default:
      return placed satisfies never
  }
}

/** It was cancelled, or ran out, before anybody was told. What is gone from the log is over too. */
function isOver({ expires_at: expiresAt, cancelled_at: cancelledAt }: Row, at: number): boolean {
  return cancelledAt !== null || expiresAt === null || Number(expiresAt) <= at
}

async function toldToday(transaction: Transaction, desk: Desk, rep: RepRules): Promise<number> {
  const known = desk.told.get(rep.email)
  if (known !== undefined) return known
  const { rows } = await transaction.execute({
    sql: 'SELECT count(*) AS told FROM alerts WHERE rep = ? AND day = ?',
    args: [rep.email, dateAt(desk.at, rep.timeZone)],
  })
  const told = Number(rows[0]?.told ?? 0)
  desk.told.set(rep.email, told)
  return told
}

type Whom = { way: string; rep: RepRules | null }

function tell({ at, newId }: Desk, row: Row, { way, rep }: Whom): Statement[] {
  const data = { ...(JSON.parse(String(row.data)) as AlertData), rep: rep?.email ?? null }
  const message: Message = {
    type: 'alert',
    timestamp: new Date(Number(row.at)).toISOString(),
    data,
  }
  const delivery = newId('msg')
  return [
    putIntoOutbox({ id: delivery, destination: way, message, at }),
    {
      sql: `UPDATE alerts SET state = 'told', reason = NULL, rep = ?, due_at = NULL, told_at = ?,
              told_by = 'alert', day = ?, delivery = ? WHERE id = ?`,
      args: [rep?.email ?? null, at, rep && dateAt(at, rep.timeZone), delivery, String(row.id)],
    },
  ]
}

type Later = { reason: AlertReason; rep: string | null; dueAt: number }

const later = (
  id: string,
  state: 'waiting' | 'digest',
  { reason, rep, dueAt }: Later,
): Statement => ({
  sql: 'UPDATE alerts SET state = ?, reason = ?, rep = ?, due_at = ? WHERE id = ?',
  args: [state, reason, rep, dueAt, id],
})

const wait = (id: string, at: number, reason: AlertReason, rep: string | null) =>
  later(id, 'waiting', { reason, rep, dueAt: at + lookAgainMs })

const drop = (id: string): Statement => ({
  sql: `UPDATE alerts SET state = 'dropped', reason = 'signal_over', due_at = NULL WHERE id = ?`,
  args: [id],
})
