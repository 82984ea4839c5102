/**
 * Every table, and what becomes of the rows in it that identify somebody. What caps and results are
 * counted from stays under the pseudonym; what is only about the person goes. A test holds the list to
 * the schema: a table that is added must be named here.
 */

import type { Subject } from '../../../shared/account/erasure.ts'
import type { Evidence } from '../../../shared/account/signal.ts'
import type { Traits } from '../../../shared/event/event.ts'
import type { Row, Statement, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { randomText } from '../../store/random-text.ts'
import { type CountedTable, type Move, moveCounted, moveOf } from './counted.ts'
import { type Erasing, isTold, needlesOf, pairs } from './erasing.ts'
import { type Marks, redactedTexts, withoutMarks } from './marks.ts'
import { answerLeft, isNamedOrTold } from './named.ts'

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
const ofThem = `(${isOneOf('account', 'accounts')} OR ${isOneOf('user', 'users')})`

/** With all that a statement may name; what it does not name is left out by the client. */
function statement(sql: string, range: Range, erasing: Erasing): Statement {
  const all: Record<string, string | number | null> = {
    ...range.args,
    accounts: pairs(erasing.accounts),
    users: pairs(erasing.users),
    needles: needlesOf(erasing),
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

/** What the columns are from now on. */
type Change = (row: Row, erasing: Erasing) => (string | null)[]

/** Rows that may be of or tell of somebody, looked at one by one: some columns are written anew. */
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
        const isLeft = texts.every((text, i) => text === row[columns[i] ?? ''])
        return isLeft ? [] : [[row.place, ...texts]]
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

/** Rows that may tell of somebody, looked at one by one: those that do are deleted. */
function deletingTelling(
  table: string,
  key: string,
  where: string,
  tells: (row: Row, erasing: Erasing) => boolean,
): TableStep {
  return {
    table,
    key: [key],
    run: async (transaction, range, erasing) => {
      const found = await transaction.execute(
        statement(`SELECT * FROM ${table} WHERE ${range.sql} AND (${where})`, range, erasing),
      )
      const telling = found.rows.filter((row) => tells(row, erasing)).map((row) => row[key])
      await transaction.execute({
        sql: `DELETE FROM ${table} WHERE ${key} IN (SELECT value FROM json_each(?))`,
        args: [jsonText(telling)],
      })
    },
  }
}

const textOf = (value: unknown) => (value === null ? null : String(value))

/** Whose the row is from now on, and whether it was of who is erased. */
function whose(row: Row, { accounts, users }: Erasing) {
  const [account, user] = [String(row.account), textOf(row.user)]
  const to = [accounts.get(account) ?? account, users.get(user ?? '') ?? user] as const
  return { to, isOwn: to[0] !== account || to[1] !== user }
}

const renaming = (table: string) =>
  rewriting(table, ['account', 'user'], ofThem, (row, erasing) => [...whose(row, erasing).to])

/** Whoever sent it chose its id: in the log it is called the same. */
const conversions = rewriting(
  'conversions',
  ['account', 'user', 'message_id', 'decision'],
  `${ofThem} OR ${isTold('message_id')}`,
  (row, erasing) => {
    const { to, isOwn } = whose(row, erasing)
    const id = String(row.message_id)
    if (isOwn) return [...to, `erased_${randomText(22)}`, null]
    return [...to, erasing.marks.areIn(id) ? erasing.hashOf(id) : id, textOf(row.decision)]
  },
)

/** What others are said to be, where it names somebody: who invited them, who owns the account. */
const traitsOf = (table: 'accounts' | 'users') =>
  rewriting(
    table,
    ['traits', 'hints'],
    `${isTold('traits')} OR ${isTold('hints')}`,
    (row, erasing) => {
      const kind = table === 'users' ? 'user' : 'account'
      return [row.traits, row.hints].map((text) => {
        const traits = JSON.parse(String(text)) as Traits
        const left = withoutMarks(kind, traits, erasing.marks)
        return left === traits ? String(text) : jsonText(left)
      })
    },
  )

/** Which leaves were true, and by how much; of who is erased no texts, which may be anybody's words. */
function evidenceLeft(leaves: Evidence[], { marks }: Erasing, isOwn: boolean): Evidence[] {
  return leaves.map((leaf) => {
    const { value } = leaf
    const texts = Array.isArray(value)
      ? value.map(String)
      : typeof value === 'string'
        ? [value]
        : []
    const tells = texts.length > 0 && (isOwn || texts.some(marks.areIn))
    return tells ? { ...leaf, value: null } : leaf
  })
}

const evidence = rewriting(
  'signals',
  ['account', 'user', 'evidence'],
  `${ofThem} OR ${isTold('evidence')}`,
  (row, erasing) => {
    const { to, isOwn } = whose(row, erasing)
    const left = evidenceLeft(JSON.parse(String(row.evidence)), erasing, isOwn)
    return [...to, jsonText(left)]
  },
)

const playsTelling = rewriting('plays', ['evidence'], isTold('evidence'), (row, erasing) => [
  jsonText(evidenceLeft(JSON.parse(String(row.evidence)), erasing, false)),
])

/**
 * A receipt or a prompt may name others: who asks for an upgrade, to those who may buy. It stays what
 * was decided, and can be shown, with a gap.
 */
const decisionsTelling = rewriting(
  'decisions',
  ['prompt', 'receipt'],
  `${isTold("ifnull(prompt, '')")} OR ${isTold('receipt')}`,
  ({ prompt, receipt }, { marks }) =>
    [prompt, receipt].map((text) => (text === null ? null : redactedJson(String(text), marks))),
)

const redactedJson = (text: string, marks: Marks) =>
  jsonText(redactedTexts(JSON.parse(text) as unknown, marks))

/** Deletes what is of who is erased, and looks at what is left. */
function deletingOwn(table: string, others: TableStep): TableStep {
  return {
    table,
    key: ['rowid'],
    run: async (transaction, range, erasing) => {
      const own = `DELETE FROM ${table} WHERE ${range.sql} AND ${ofThem}`
      await transaction.execute(statement(own, range, erasing))
      await others.run(transaction, range, erasing)
    },
  }
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
const attemptsTelling = rewriting(
  'attempts',
  ['answer', 'error'],
  `${isTold("ifnull(answer, '')")} OR ${isTold("ifnull(error, '')")}`,
  ({ answer, error }, { marks }) =>
    [answer, error].map((text) => (text === null ? null : marks.redacted(String(text)))),
)

const attempts: TableStep = {
  table: 'attempts',
  key: ['rowid'],
  run: async (transaction, range, erasing) => {
    const own = `DELETE FROM attempts WHERE ${range.sql} AND EXISTS (
      SELECT 1 FROM deliveries AS d WHERE d.id = attempts.delivery
      AND (${isOneOf("d.body ->> '$.data.account'", 'accounts')}
        OR ${isOneOf("d.body ->> '$.data.user'", 'users')}))`
    await transaction.execute(statement(own, range, erasing))
    await attemptsTelling.run(transaction, range, erasing)
  },
}

type Told = {
  user?: string | null
  traits?: Partial<Record<Subject['kind'], Traits>>
  evidence?: Evidence[]
  items?: (Told & { account: string })[]
}

/** Who owns the account, whom a condition counted: what names them goes, the news itself stays. */
function toldLeft<One extends Told>(told: One, erasing: Erasing): One {
  const isOwn = erasing.users.has(told.user ?? '')
  const left = ([name, value]: [string, unknown]): unknown => {
    switch (name) {
      case 'user':
        return isOwn ? null : value
      case 'traits':
        return traitsLeft(told.traits ?? {}, erasing, isOwn)
      case 'evidence':
        return evidenceLeft(told.evidence ?? [], erasing, isOwn)
      // A digest goes on without what it tells of them.
      case 'items':
        return (told.items ?? [])
          .filter(
            ({ account, user }) => !erasing.accounts.has(account) && !erasing.users.has(user ?? ''),
          )
          .map((one) => toldLeft(one, erasing))
      default:
        return redactedTexts({ [name]: value }, erasing.marks)[name]
    }
  }
  return Object.fromEntries(Object.entries(told).map((one) => [one[0], left(one)])) as One
}

function traitsLeft(traits: NonNullable<Told['traits']>, { marks }: Erasing, isOwn: boolean) {
  return Object.fromEntries(
    (Object.entries(traits) as [Subject['kind'], Traits][])
      .filter(([kind]) => !isOwn || kind !== 'user')
      .map(([kind, all]) => [kind, withoutMarks(kind, all, marks)]),
  )
}

const isOfUser = isOneOf("body ->> '$.data.user'", 'users')
const hasItems = "body ->> '$.data.items' IS NOT NULL"

const deliveriesTelling = rewriting(
  'deliveries',
  ['body', 'last_error'],
  `${isOfUser} OR ${hasItems} OR ${isTold('body')} OR ${isTold("ifnull(last_error, '')")}`,
  (row, erasing) => {
    const message = JSON.parse(String(row.body)) as { data: Told }
    const error = textOf(row.last_error)
    const isOwn = erasing.users.has(message.data.user ?? '')
    const errorLeft = isOwn || error === null ? null : erasing.marks.redacted(error)
    const body = jsonText({ ...message, data: toldLeft(message.data, erasing) })
    return [body, errorLeft]
  },
)

const deliveries: TableStep = {
  table: 'deliveries',
  key: ['rowid'],
  run: async (transaction, range, erasing) => {
    const own = `DELETE FROM deliveries WHERE ${range.sql}
      AND ${isOneOf("body ->> '$.data.account'", 'accounts')}`
    await transaction.execute(statement(own, range, erasing))
    await deliveriesTelling.run(transaction, range, erasing)
  },
}

const alertsTelling = rewriting(
  'alerts',
  ['account', 'user', 'data'],
  `${ofThem} OR ${isTold("ifnull(data, '')")}`,
  (row, erasing) => {
    const { to } = whose(row, erasing)
    if (row.data === null) return [...to, null]
    return [...to, jsonText(toldLeft(JSON.parse(String(row.data)) as Told, erasing))]
  },
)

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
         WHERE ${range.sql} AND ${ofThem}`,
        range,
        erasing,
      ),
    )
    await alertsTelling.run(transaction, range, erasing)
  },
}

/** A write that comes again is still known to have been done: only what its answer says goes. */
const answers = rewriting('idempotent_writes', ['body'], 'body IS NOT NULL', (row, erasing) => [
  answerLeft(String(row.body), erasing),
])

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
  deletingOwn('decisions', decisionsTelling),
  renaming('impressions'),
  renaming('outcomes'),
  conversions,
  evidence,
  deleting('requests', ['account', 'offer', 'user'], ofThem),
  attempts,
  deliveries,
  deletingOwn('plays', playsTelling),
  alerts,
  // What was said wrong, or last, and by whom: it helps for a day, and goes where it names them.
  deletingTelling('refusals', 'id', 'true', ({ item, issues, message_id }, erasing) =>
    isNamedOrTold([item, issues, message_id], erasing),
  ),
  deleting('payloads', ['id'], ofThem),
  deletingTelling('payloads', 'id', 'true', ({ text, message, issues }, erasing) =>
    isNamedOrTold([text, message, issues], erasing),
  ),
  deleting('billing_events', ['rowid'], isOneOf('account', 'accounts')),
  deleting('billing_links', ['rowid'], isOneOf('account', 'accounts')),
  deleting('billing_subscriptions', ['rowid'], isOneOf('account', 'accounts')),
  deletingTelling('waiting_inquiries', 'message_id', isTold('who'), ({ who }, { marks }) =>
    marks.areIn(String(who)),
  ),
  deleting('requesters', ['rowid'], isOneOf('account', 'accounts')),
  audited,
  deletingTelling('unchanged', 'message_id', isTold('message_id'), (row, { marks }) =>
    marks.areIn(String(row.message_id)),
  ),
  answers,
  traitsOf('accounts'),
  traitsOf('users'),
  counted('buckets', ['measure', 'subject', 'bucket']),
  counted('members', ['measure', 'subject', 'bucket', 'member']),
  counted('latest', ['measure', 'subject', 'member']),
  counted('firsts', ['measure', 'subject', 'member']),
]
