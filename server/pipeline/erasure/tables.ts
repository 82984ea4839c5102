/**
 * Every table, and what becomes of the rows in it that identify somebody. What caps and results are
 * counted from stays under the pseudonym; what is only about the person goes. A test holds the list to
 * the schema: a table that is added must be named here.
 */

import type { Traits } from '../../../shared/event.ts'
import type { Evidence } from '../../../shared/signal.ts'
import type { Row, Statement, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { type CountedTable, type Move, moveCounted, moveOf } from './counted.ts'
import { type Erasing, pairs } from './erasing.ts'
import { withoutMarks } from './marks.ts'

/** Part of a table: a condition on its key, and the values in it. */
export type Range = { sql: string; args: Record<string, string | number> }

export type TableStep = {
  table: string
  /** Its key, in whose order it is gone through. */
  key: readonly string[]
  run(transaction: Transaction, range: Range, erasing: Erasing): Promise<unknown>
}

/** Nobody is in them, or only as a number. `events` is gone through last, in `log.ts`. */
export const withoutPersons = [
  'definitions',
  'versions',
  'publications',
  'settings',
  'hours',
  'measures',
  'pictures',
  'heard',
  'destinations',
  'billing_discounts',
] as const

/** Emptied of who is erased in the very step that makes them so; each is found by its key. */
export const emptiedAtOnce = [
  'meters',
  'meter_days',
  'trials',
  'claims',
  'offers_made',
  'wishes',
] as const

const isOneOf = (column: string, kind: 'accounts' | 'users') =>
  `${column} IN (SELECT value ->> 0 FROM json_each(:${kind}))`
const isTold = (column: string) =>
  `EXISTS (SELECT 1 FROM json_each(:needles) AS needle WHERE instr(${column}, needle.value) > 0)`
const ofThem = `(${isOneOf('account', 'accounts')} OR ${isOneOf('user', 'users')})`

/** With all that a statement may name; what it does not name is left out by the client. */
function statement(sql: string, range: Range, erasing: Erasing): Statement {
  const all: Record<string, string | number> = {
    ...range.args,
    accounts: pairs(erasing.accounts),
    users: pairs(erasing.users),
    needles: JSON.stringify(erasing.marks.needles),
  }
  const named = Object.entries(all).filter(([name]) => new RegExp(`:${name}\\b`).test(sql))
  return { sql, args: Object.fromEntries(named) }
}

function deleting(table: string, key: string[], condition: string): TableStep {
  return {
    table,
    key,
    run: (transaction, range, erasing) =>
      transaction.execute(
        statement(`DELETE FROM ${table} WHERE ${range.sql} AND (${condition})`, range, erasing),
      ),
  }
}

const instead = (column: string, kind: 'accounts' | 'users') =>
  `${column} = coalesce((SELECT value ->> 1 FROM json_each(:${kind}) WHERE value ->> 0 = ${column}), ${column})`

function renaming(table: string, more = ''): TableStep {
  return {
    table,
    key: ['rowid'],
    run: (transaction, range, erasing) =>
      transaction.execute(
        statement(
          `UPDATE ${table} SET ${instead('account', 'accounts')}, ${instead('user', 'users')}${more}
           WHERE ${range.sql} AND ${ofThem}`,
          range,
          erasing,
        ),
      ),
  }
}

/** Which kind of id a firing is of, its trigger says. */
const firings: TableStep = {
  table: 'firings',
  key: ['trigger', 'subject'],
  run: (transaction, range, erasing) => {
    const triggers = [...erasing.definitions.catalogue.triggers.values()]
    const keysOf = (subject: string) =>
      JSON.stringify(
        triggers.flatMap(({ trigger }) => (trigger.subject === subject ? [trigger.key] : [])),
      )
    const is = (kind: 'accounts' | 'users', keys: string) =>
      `(trigger IN (SELECT value FROM json_each(:${keys})) AND ${isOneOf('subject', kind)})`
    const sql = `DELETE FROM firings WHERE ${range.sql}
      AND (${is('users', 'ofUser')} OR ${is('accounts', 'ofAccount')})`
    const args = { ...range.args, ofUser: keysOf('user'), ofAccount: keysOf('account') }
    return transaction.execute(statement(sql, { ...range, args }, erasing))
  },
}

type Change = (row: Row, erasing: Erasing) => string[] | undefined

/** Rows that may tell of somebody, looked at one by one: texts of some columns are written anew. */
function rewriting(table: string, columns: string[], where: string, change: Change): TableStep {
  const set = columns.map((column, i) => `${column} = row.value ->> ${i + 1}`).join(', ')
  return {
    table,
    key: ['rowid'],
    run: async (transaction, range, erasing) => {
      const found = await transaction.execute(
        statement(
          `SELECT rowid AS place, * FROM ${table} WHERE ${range.sql} AND (${where})`,
          range,
          erasing,
        ),
      )
      const rows = found.rows.flatMap((row) => {
        const texts = change(row, erasing)
        return texts ? [[row.place, ...texts]] : []
      })
      if (rows.length === 0) return
      await transaction.execute({
        sql: `UPDATE ${table} SET ${set} FROM json_each(?) AS row
              WHERE ${table}.rowid = row.value ->> 0`,
        args: [jsonText(rows)],
      })
    },
  }
}

/** What others are said to be, where it names somebody: who invited them, who owns the account. */
const traitsOf = (table: 'accounts' | 'users') =>
  rewriting(
    table,
    ['traits', 'hints'],
    `${isTold('traits')} OR ${isTold('hints')}`,
    (row, erasing) => {
      const all = [row.traits, row.hints].map((text) => JSON.parse(String(text)) as Traits)
      const left = all.map((traits) => withoutMarks(traits, erasing.marks) ?? traits)
      return left.every((one, i) => one === all[i]) ? undefined : left.map((one) => jsonText(one))
    },
  )

/** Which leaves were true, and by how much; no texts, which may be anybody's words. */
const evidence = rewriting(
  'signals',
  ['account', 'user', 'evidence'],
  `${ofThem} OR ${isTold('evidence')}`,
  (row, erasing) => {
    const account = String(row.account)
    const user = row.user === null ? null : String(row.user)
    const isOwn = erasing.accounts.has(account) || erasing.users.has(user ?? '')
    const leaves = JSON.parse(String(row.evidence)) as Evidence[]
    const left = leaves.map((leaf) => {
      const { value } = leaf
      const isText = typeof value === 'string' || Array.isArray(value)
      const tells = isText && (isOwn || erasing.marks.areIn(JSON.stringify(value)))
      return tells ? { ...leaf, value: null } : leaf
    })
    return [
      erasing.accounts.get(account) ?? account,
      erasing.users.get(user ?? '') ?? user,
      jsonText(left),
    ] as string[]
  },
)

/** A receipt or a prompt may name others: who asks for an upgrade, to those who may buy. */
const decisions: TableStep = {
  table: 'decisions',
  key: ['rowid'],
  run: async (transaction, range, erasing) => {
    const own = `DELETE FROM decisions WHERE ${range.sql} AND ${ofThem}`
    await transaction.execute(statement(own, range, erasing))
    const told = `SELECT id, prompt, receipt FROM decisions WHERE ${range.sql}
      AND (${isTold("ifnull(prompt, '')")} OR ${isTold('receipt')})`
    const found = await transaction.execute(statement(told, range, erasing))
    const telling = found.rows.filter(({ prompt, receipt }) =>
      textsIn([JSON.parse(String(prompt)), JSON.parse(String(receipt))]).some(erasing.marks.areIn),
    )
    await transaction.execute({
      sql: 'DELETE FROM decisions WHERE id IN (SELECT value FROM json_each(?))',
      args: [jsonText(telling.map((row) => row.id))],
    })
  },
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function counted(table: CountedTable, key: string[]): TableStep {
  return {
    table,
    key,
    run: async (transaction, range, erasing) => {
      const found = await transaction.execute(
        statement(`SELECT ${key.join(', ')} FROM ${table} WHERE ${range.sql}`, range, erasing),
      )
      const moves = found.rows
        .map((row) => moveOf(row, erasing))
        .filter((move): move is Move => move !== undefined)
      await moveCounted(transaction, table, moves)
    },
  }
}

/** What was answered may repeat what was told. Before the deliveries, which say whom each is about. */
const attempts = deleting(
  'attempts',
  ['id'],
  `delivery IN (SELECT id FROM deliveries WHERE ${isOneOf("body ->> '$.data.account'", 'accounts')}
     OR ${isOneOf("body ->> '$.data.user'", 'users')})
   OR ${isTold("ifnull(answer, '')")} OR ${isTold("ifnull(error, '')")}`,
)

/** Who owns the account, whom a condition counted: what names them goes, the news itself stays. */
const deliveriesTelling = rewriting(
  'deliveries',
  ['body', 'last_error'],
  `${isTold('body')} OR ${isTold("ifnull(last_error, '')")}`,
  (row, { marks }) => {
    const message = JSON.parse(String(row.body)) as { data: Record<string, unknown> }
    const { traits, evidence, items, ...data } = message.data
    const isNamed = textsIn([traits, evidence, items]).some(marks.areIn)
    // A digest goes on without what it tells of them.
    const left = Array.isArray(items)
      ? { items: items.filter((item) => !textsIn(item).some(marks.areIn)) }
      : {}
    const body = isNamed ? jsonText({ ...message, data: { ...data, ...left } }) : String(row.body)
    const error = row.last_error === null ? null : String(row.last_error)
    return [body, error !== null && marks.areIn(error) ? null : error] as string[]
  },
)

const deliveries: TableStep = {
  table: 'deliveries',
  key: ['rowid'],
  run: async (transaction, range, erasing) => {
    await transaction.batch([
      statement(
        `DELETE FROM deliveries WHERE ${range.sql} AND ${isOneOf("body ->> '$.data.account'", 'accounts')}`,
        range,
        erasing,
      ),
      statement(
        `UPDATE deliveries SET last_error = NULL,
           body = json_set(json_remove(body, '$.data.traits.user'), '$.data.user', NULL)
         WHERE ${range.sql} AND ${isOneOf("body ->> '$.data.user'", 'users')}`,
        range,
        erasing,
      ),
    ])
    await deliveriesTelling.run(transaction, range, erasing)
  },
}

/** That somebody was told, and whether it was worth it, stays counted; what was told goes. */
const alerts: TableStep = {
  table: 'alerts',
  key: ['rowid'],
  run: async (transaction, range, erasing) => {
    await transaction.execute(
      statement(
        `UPDATE alerts SET data = NULL, due_at = NULL,
           state = iif(state IN ('waiting', 'digest'), 'dropped', state),
           reason = iif(state IN ('waiting', 'digest'), 'signal_over', reason)
         WHERE ${range.sql} AND (${ofThem} OR ${isTold("ifnull(data, '')")})`,
        range,
        erasing,
      ),
    )
    await renaming('alerts').run(transaction, range, erasing)
  },
}

/** Who did what to them stays told, of somebody whose id leads to nobody: no more can be changed there. */
const audited: TableStep = {
  table: 'audit',
  key: ['seq'],
  run: (transaction, range, erasing) =>
    transaction.batch(
      (['accounts', 'users'] as const).map((kind) =>
        statement(
          `UPDATE audit SET ${instead('subject', kind)} WHERE ${range.sql}
           AND subject_kind = '${kind.slice(0, -1)}' AND ${isOneOf('subject', kind)}`,
          range,
          erasing,
        ),
      ),
    ),
}

/** In this order: nothing may come of somebody by itself once their wake-ups are gone. */
export const tableSteps: readonly TableStep[] = [
  deleting('wakeups', ['trigger', 'account', 'user'], ofThem),
  firings,
  decisions,
  renaming('impressions'),
  renaming('outcomes'),
  renaming(
    'conversions',
    ", message_id = 'erased_' || lower(hex(randomblob(11))), decision = NULL",
  ),
  evidence,
  deleting('requests', ['account', 'offer', 'user'], ofThem),
  attempts,
  deliveries,
  deleting('plays', ['rowid'], ofThem),
  alerts,
  deleting(
    'refusals',
    ['id'],
    `${isTold('item')} OR ${isTold('issues')} OR ${isTold("ifnull(message_id, '')")}`,
  ),
  deleting(
    'payloads',
    ['id'],
    `${ofThem} OR ${isTold('text')} OR ${isTold("ifnull(message, '')")} OR ${isTold('issues')}`,
  ),
  deleting('billing_events', ['rowid'], isOneOf('account', 'accounts')),
  deleting('billing_links', ['rowid'], isOneOf('account', 'accounts')),
  deleting('billing_subscriptions', ['rowid'], isOneOf('account', 'accounts')),
  deleting('waiting_inquiries', ['message_id'], isTold('who')),
  deleting('requesters', ['rowid'], isOneOf('account', 'accounts')),
  audited,
  deleting('unchanged', ['message_id'], isTold('message_id')),
  deleting('idempotent_writes', ['key'], isTold("ifnull(body, '')")),
  traitsOf('accounts'),
  traitsOf('users'),
  counted('buckets', ['measure', 'subject', 'bucket']),
  counted('members', ['measure', 'subject', 'bucket', 'member']),
  counted('latest', ['measure', 'subject', 'member']),
  counted('firsts', ['measure', 'subject', 'member']),
]
