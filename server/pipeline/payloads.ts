/**
 * What sources sent last, so that a mapping can be tried on what really comes: a help for whoever sets
 * one up, not a log. A bounded number for a day, and nothing of whoever was erased.
 */

import type { Subject } from '../../shared/account/erasure.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import { dayMs } from '../../shared/value/duration.ts'
import type { Transaction } from '../store/connection.ts'
import { jsonText } from '../store/json-text.ts'
import { withoutErased } from './erasure/keep-out.ts'

export type KeptPayload = {
  source: string
  /** Epoch ms of arrival. */
  at: number
  /** As it came, cut where it is long. */
  text: string
  /** As it was read; null where it cannot be, or is too large to be kept whole. */
  message: Readonly<Record<string, unknown>> | null
  issues: Issue[]
  /** Whom it was of, as far as that could be told. */
  account: string | null
  user: string | null
}

/** Of a source. */
export const mostPayloads = 50
/** Of all sources of a workspace: what came longest ago is forgotten first. */
const mostOfAll = 500
export const payloadsMs = dayMs

export async function keepPayloads(
  transaction: Transaction,
  { payloads, at }: { payloads: KeptPayload[]; at: number },
): Promise<void> {
  const kept = await withoutErased(transaction, payloads, subjectsOf)
  const sources = [...new Set(kept.map((one) => one.source))]
  await transaction.batch([
    {
      sql: `INSERT INTO payloads (source, at, text, message, issues, account, user)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
            FROM json_each(?)`,
      args: [
        jsonText(
          kept.map((one) => [
            ...[one.source, one.at, one.text, one.message && jsonText(one.message)],
            ...[jsonText(one.issues), one.account, one.user],
          ]),
        ),
      ],
    },
    { sql: 'DELETE FROM payloads WHERE at < ?', args: [at - payloadsMs] },
    {
      sql: `DELETE FROM payloads WHERE id IN (SELECT id FROM
              (SELECT id, row_number() OVER (PARTITION BY source ORDER BY id DESC) AS place
               FROM payloads WHERE source IN (SELECT value FROM json_each(?)))
            WHERE place > ${mostPayloads})`,
      args: [jsonText(sources)],
    },
    `DELETE FROM payloads
     WHERE id <= (SELECT id FROM payloads ORDER BY id DESC LIMIT 1 OFFSET ${mostOfAll})`,
  ])
}

function subjectsOf({ account, user }: KeptPayload): Subject[] {
  return [
    ...(account === null ? [] : [{ kind: 'account' as const, id: account }]),
    ...(user === null ? [] : [{ kind: 'user' as const, id: user }]),
  ]
}
