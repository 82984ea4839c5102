/**
 * Brings what waited for somebody to say whose it is into the log. A crash at any point leaves it to be
 * done again, by the same message ids: nothing is lost, and nothing counts twice.
 */
import type { Properties } from '../../../shared/event/event.ts'
import type { Row } from '../../store/connection.ts'
import type { Input } from '../input.ts'
import type { Writer } from '../writer.ts'

const mostAtOnce = 100
/** Rounds in one go; what is left then waits for the next sweep. */
const mostRounds = 100

const known = `waiting_inquiries AS inquiry
  JOIN requesters USING (vendor, requester)`
export const isAnyKnown = `EXISTS (SELECT 1 FROM ${known})`

type Settling = Pick<Writer, 'read' | 'between' | 'submit'>

/** Answers how many it has brought in. */
export async function settleInquiries(writer: Settling, at: number): Promise<number> {
  let settled = 0
  for (let round = 0; round < mostRounds; round++) {
    const { rows } = await writer.read((connection) =>
      connection.execute(
        `SELECT inquiry.message_id, inquiry.properties, inquiry.at, account FROM ${known}
         ORDER BY inquiry.at LIMIT ${mostAtOnce}`,
      ),
    )
    if (rows.length === 0) break
    // What is refused is of somebody who was erased meanwhile: it goes like what has landed.
    await writer.submit({ at, inputs: rows.map((row) => inputOf(row, at)) })
    await writer.between((transaction) =>
      transaction.execute({
        sql: 'DELETE FROM waiting_inquiries WHERE message_id IN (SELECT value FROM json_each(?))',
        args: [JSON.stringify(rows.map((row) => row.message_id))],
      }),
    )
    settled += rows.length
  }
  return settled
}

const inputOf = (row: Row, at: number): Input => ({
  kind: 'event',
  messageId: String(row.message_id),
  account: String(row.account),
  user: null,
  name: 'support_inquiry',
  properties: JSON.parse(String(row.properties)) as Properties,
  occurredAt: Number(row.at),
  receivedAt: at,
  source: 'tool',
})
