/**
 * Writes that carry an `Idempotency-Key`: the first one holds the key while it works, and what was
 * answered is kept for a day. The database decides who is first, on any node.
 *
 * Held before the work, answered after it: the answer is made of what the work has committed, so it
 * cannot be in the same transaction. If all stops between the two, the key is free again when its
 * lease has run out, and the same request is done once more. That is safe where it is an entry of the
 * log, whose message id is made of the key; what replaces something, replaces it by the same; what
 * creates something is told that it is there.
 */

import { dayMs, minuteMs } from '../../shared/value/duration.ts'
import type { Transaction } from '../store/connection.ts'

/** Longer than any write takes. */
const leaseMs = minuteMs
export const answersKeptMs = dayMs

export type KeyedWrite = {
  /** Hashes: of the key, and of what is asked for. */
  key: string
  request: string
  holder: string
  at: number
}

export type KeyedAnswer = { status: number; body: string }

export type Held =
  | { kind: 'first' }
  /** Somebody is at work on it. */
  | { kind: 'busy' }
  /** It came with another request. */
  | { kind: 'reused' }
  | { kind: 'answered'; answer: KeyedAnswer }

export async function holdKey(
  transaction: Transaction,
  { key, request, holder, at }: KeyedWrite,
): Promise<Held> {
  const found = await transaction.execute({
    sql: 'SELECT * FROM idempotent_writes WHERE key = ? AND created_at > ?',
    args: [key, at - answersKeptMs],
  })
  const known = found.rows[0]
  if (known && known.request !== request) return { kind: 'reused' }
  if (known && known.status !== null) {
    const answer = { status: Number(known.status), body: String(known.body) }
    return { kind: 'answered', answer }
  }
  if (known && Number(known.lease_until) > at) return { kind: 'busy' }
  await transaction.execute({
    sql: `INSERT OR REPLACE INTO idempotent_writes (key, request, holder, lease_until, created_at)
          VALUES (?, ?, ?, ?, ?)`,
    args: [key, request, holder, at + leaseMs, at],
  })
  return { kind: 'first' }
}

/** Keeps the answer; `null` frees the key, because nothing was done. Not after the lease was lost. */
export async function answerKey(
  transaction: Transaction,
  { key, holder }: Pick<KeyedWrite, 'key' | 'holder'>,
  answer: KeyedAnswer | null,
): Promise<void> {
  await transaction.execute(
    answer
      ? {
          sql: 'UPDATE idempotent_writes SET status = ?, body = ? WHERE key = ? AND holder = ?',
          args: [answer.status, answer.body, key, holder],
        }
      : {
          sql: 'DELETE FROM idempotent_writes WHERE key = ? AND holder = ?',
          args: [key, holder],
        },
  )
}

export type AnswerSwap = { key: string; before: string; after: string }

/** The same answer, sealed anew. Answers whether it was what was thought. */
export async function swapAnswer(
  transaction: Transaction,
  { key, before, after }: AnswerSwap,
): Promise<boolean> {
  const swapped = await transaction.execute({
    sql: 'UPDATE idempotent_writes SET body = ? WHERE key = ? AND body IS ?',
    args: [after, key, before],
  })
  return swapped.rowsAffected === 1
}
