/** Digests: what a rep was not told at once, in one message a day, the best first. */
import type { AlertData, DigestData } from '../../../shared/destination/message.ts'
import { rulesOfRep } from '../../engine/play/place.ts'
import { rankDigest } from '../../engine/play/rank.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { numberOrNull } from '../group/rows.ts'
import { putIntoOutbox } from './outbox-row.ts'
import type { Desk } from './place-alerts.ts'

/** Of one digest: beyond them it says how many more there are. */
const mostItems = 25
/** Somebody may say by which way meanwhile. */
const lookAgainMs = 10 * 60_000

export async function sendDigests(transaction: Transaction, desk: Desk): Promise<void> {
  const { rows } = await transaction.execute({
    sql: `SELECT DISTINCT rep FROM alerts WHERE state = 'digest' AND due_at <= ? ORDER BY rep`,
    args: [desk.at],
  })
  for (const row of rows) await sendDigest(transaction, desk, String(row.rep))
}

/** With what has come for it meanwhile: who is told of the rest today is told of all. */
async function sendDigest(transaction: Transaction, desk: Desk, email: string): Promise<void> {
  const { at, newId, ways } = desk
  const rep = rulesOfRep(desk.team.team, email)
  if (rep.destination === null || !ways.has(rep.destination)) {
    await transaction.execute({
      sql: `UPDATE alerts SET reason = 'no_way', due_at = ?
            WHERE state = 'digest' AND rep = ? AND due_at <= ?`,
      args: [at + lookAgainMs, email, at],
    })
    return
  }
  const { rows } = await transaction.execute({
    sql: `SELECT a.id, a.at, a.data, x.readiness, s.expires_at, s.cancelled_at
          FROM alerts a LEFT JOIN accounts x ON x.id = a.account LEFT JOIN signals s ON s.id = a.signal
          WHERE a.state = 'digest' AND a.rep = ?`,
    args: [email],
  })
  const [over, open] = [
    rows.filter((row) => isOver(row, at)),
    rows.filter((row) => !isOver(row, at)),
  ]
  await transaction.execute({
    sql: `UPDATE alerts SET state = 'dropped', reason = 'signal_over', due_at = NULL
          WHERE id IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(over.map((row) => row.id))],
  })
  if (open.length === 0) return
  const ranked = rankDigest(open.map((row) => itemOf(row, email)))
  const data: DigestData = {
    rep: email,
    items: ranked.slice(0, mostItems),
    more: Math.max(0, ranked.length - mostItems),
  }
  const id = newId('msg')
  const message = { type: 'digest' as const, timestamp: new Date(at).toISOString(), data }
  await transaction.batch([
    putIntoOutbox({ id, destination: rep.destination, message, at }),
    {
      sql: `UPDATE alerts SET state = 'told', due_at = NULL, told_at = ?, told_by = 'digest',
              delivery = ? WHERE id IN (SELECT value FROM json_each(?))`,
      args: [at, id, JSON.stringify(open.map((row) => row.id))],
    },
  ])
}

const isOver = (row: Row, at: number) =>
  row.data === null ||
  row.cancelled_at !== null ||
  row.expires_at === null ||
  Number(row.expires_at) <= at

function itemOf(row: Row, rep: string): DigestData['items'][number] {
  const data = JSON.parse(String(row.data)) as Omit<AlertData, 'rep'>
  return { ...data, rep, readiness: numberOrNull(row.readiness ?? null) }
}
