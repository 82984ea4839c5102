/** The list of items refused at the door: the newest are kept, for the console. */
import type { Transaction } from '../store/connection.ts'
import { jsonText } from '../store/json-text.ts'
import type { RefusedItem } from './pipeline.ts'

const kept = 1000

export async function recordRefused(
  transaction: Transaction,
  refused: RefusedItem[],
): Promise<void> {
  await transaction.batch([
    {
      sql: `INSERT INTO refusals (at, source, message_id, issues, item)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      args: [
        jsonText(
          refused.map((one) => [
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
