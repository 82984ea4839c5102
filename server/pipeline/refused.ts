/** The list of items refused at the door: the newest are kept, for the console. */
import type { Transaction } from '../store/connection.ts'
import { jsonText } from '../store/json-text.ts'
import { erasureHash, erasureSecret } from '../store/workspace/erasure-hash.ts'
import type { RefusedItem } from './pipeline.ts'

const kept = 1000

export async function recordRefused(
  transaction: Transaction,
  refused: RefusedItem[],
): Promise<void> {
  const told = await withoutErased(transaction, refused)
  await transaction.batch([
    {
      sql: `INSERT INTO refusals (at, source, message_id, issues, item)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      args: [
        jsonText(
          told.map((one) => [
            one.at,
            one.source,
            one.messageId,
            JSON.stringify(one.issues),
            one.item,
          ]),
        ),
      ],
    },
    `DELETE FROM refusals WHERE id <= (SELECT max(id) FROM refusals) - ${kept}`,
  ])
}

/** An item that names somebody who was erased is not kept, however wrong it is. */
async function withoutErased(
  transaction: Transaction,
  refused: RefusedItem[],
): Promise<RefusedItem[]> {
  const found = await transaction.execute({
    sql: 'SELECT value FROM settings WHERE name = ?',
    args: [erasureSecret],
  })
  const secret = found.rows[0]?.value
  if (secret === undefined) return refused
  const hashes = refused.map(({ item }) => hashesIn(item, String(secret)))
  const erased = await transaction.execute({
    sql: 'SELECT hash FROM erasures WHERE hash IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(hashes.flat())],
  })
  const known = new Set(erased.rows.map((row) => row.hash))
  return refused.filter((_, i) => !hashes[i]?.some((one) => known.has(one)))
}

/** The item is cut where it is long, and so may be no JSON any more: its ids are looked for as text. */
function hashesIn(item: string, secret: string): string[] {
  return (['account', 'user'] as const).flatMap((kind) => {
    const [, text] = new RegExp(`"${kind}":("(?:[^"\\\\]|\\\\.)*")`).exec(item) ?? []
    if (text === undefined) return []
    return [erasureHash(secret, { kind, id: JSON.parse(text) as string })]
  })
}
