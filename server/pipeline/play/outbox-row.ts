/** A message on its way into the outbox. */
import type { Message } from '../../../shared/destination/message.ts'
import type { Statement } from '../../store/connection.ts'

export type Outgoing = { id: string; destination: string; message: Message; at: number }

/** Due at once. */
export function putIntoOutbox({ id, destination, message, at }: Outgoing): Statement {
  return {
    sql: `INSERT INTO deliveries (id, destination, type, body, created_at, attempts, next_attempt_at)
          VALUES (?, ?, ?, ?, ?, 0, ?)`,
    args: [id, destination, message.type, JSON.stringify(message), at, at],
  }
}
