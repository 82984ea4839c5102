/** A page of the log: what is left of the entries in it that are of, or tell of, who is erased. */

import type { Properties } from '../../../shared/event/event.ts'
import type { EventSource } from '../../../shared/protocol/live.ts'
import type { Happening } from '../../engine/counter.ts'
import { traitsSaidBy } from '../../engine/known.ts'
import { bucketAt } from '../../engine/window.ts'
import type { Row, Transaction } from '../../store/connection.ts'
import { jsonText } from '../../store/json-text.ts'
import { randomText } from '../../store/random-text.ts'
import { type CountedTable, type Move, moveCounted } from './counted.ts'
import { type Erasing, isTold, needlesOf, pairs } from './erasing.ts'
import { marksIn } from './marks.ts'
import { scrubbedDepartment, scrubOthers, scrubOwn } from './scrub.ts'

export type LogRange = { after: number; upTo: number }

/** What users say of themselves; of the account in which they say it, it tells nothing. */
const ofUsersAlone = ['user_changed', 'consent_changed']

/** What earlier entries call who is erased: names change, and the old one tells as much. */
export async function findMarks(
  transaction: Transaction,
  erasing: Erasing,
  { after, upTo }: LogRange,
): Promise<string[]> {
  const found = await transaction.execute({
    sql: `SELECT name, source, properties FROM events WHERE seq > :after AND seq <= :upTo AND
          ((name = 'user_changed' AND user IN (SELECT value ->> 0 FROM json_each(:users))) OR
           (name = 'account_changed' AND account IN (SELECT value ->> 0 FROM json_each(:accounts))))`,
    args: { after, upTo, users: pairs(erasing.users), accounts: pairs(erasing.accounts) },
  })
  return found.rows.flatMap(({ name, source, properties }) =>
    traitsSaidBy(source as EventSource) === 'traits'
      ? marksIn(name === 'user_changed' ? 'user' : 'account', JSON.parse(String(properties)))
      : [],
  )
}

export async function scrubLog(
  transaction: Transaction,
  erasing: Erasing,
  { after, upTo }: LogRange,
): Promise<void> {
  const found = await transaction.execute({
    sql: `SELECT seq, message_id, name, account, user, department, source, properties, occurred_at
          FROM events WHERE seq > :after AND seq <= :upTo AND (
            user IN (SELECT value ->> 0 FROM json_each(:users)) OR
            account IN (SELECT value ->> 0 FROM json_each(:accounts)) OR
            ${isTold('properties')} OR ${isTold('message_id')} OR ${isTold("ifnull(department, '')")})`,
    args: {
      after,
      upTo,
      users: pairs(erasing.users),
      accounts: pairs(erasing.accounts),
      needles: needlesOf(erasing),
    },
  })
  const changes = found.rows.flatMap((row) => scrubEntry(row, erasing) ?? [])
  await transaction.execute({
    sql: `UPDATE events SET message_id = row.value ->> 1, account = row.value ->> 2,
          user = row.value ->> 3, department = row.value ->> 4, properties = row.value ->> 5
          FROM json_each(?) AS row WHERE events.seq = row.value ->> 0`,
    args: [jsonText(changes.map((one) => one.values))],
  })
  for (const table of ['members', 'latest', 'firsts'] as const) {
    const moves = changes.flatMap((one) => one.moves)
    await moveCounted(
      transaction,
      table,
      moves.filter((one) => one.table === table).map((one) => one.move),
    )
  }
}

function scrubEntry(row: Row, erasing: Erasing) {
  const name = String(row.name)
  const account = String(row.account)
  const user = row.user === null ? null : String(row.user)
  const messageId = String(row.message_id)
  const department = row.department === null ? null : String(row.department)
  const before = { name, properties: JSON.parse(String(row.properties)) as Properties }
  const ofAccount = erasing.accounts.get(account)
  const ofUser = user === null ? undefined : erasing.users.get(user)
  const isOwn = ofUser !== undefined || (ofAccount !== undefined && !ofUsersAlone.includes(name))
  const properties = isOwn ? scrubOwn(before, erasing) : scrubOthers(before, erasing)
  const to = {
    account: ofAccount ?? account,
    user: ofUser ?? user,
    department: scrubbedDepartment(department, erasing),
    properties,
  }
  // Whoever sent it chose the id, and may have put a name into it.
  const isChosen = row.source !== 'brim' && (isOwn || ofAccount !== undefined)
  const isNamed = erasing.marks.areIn(messageId)
  const ofOthers = isNamed ? erasing.hashOf(messageId) : messageId
  const id = isChosen || (isOwn && isNamed) ? `erased_${randomText(22)}` : ofOthers
  const isLeft = properties === before.properties && to.department === department
  if (isLeft && id === messageId && to.account === account && to.user === user) return undefined
  return {
    values: [row.seq, id, to.account, to.user, to.department, JSON.stringify(properties)],
    moves: movesOf(
      { ...before, user: to.user, department, occurredAt: Number(row.occurred_at) },
      to,
      erasing,
    ),
  }
}

type PlacedMove = { table: CountedTable; move: Move }
type Left = {
  account: string
  user: string | null
  department: string | null
  properties: Properties
}

/** What was counted before the tables of counts had been gone through is moved there already. */
function movesOf(before: Happening, to: Left, erasing: Erasing): PlacedMove[] {
  const after = { ...before, department: to.department, properties: to.properties }
  return erasing.counters(before.name).flatMap((counter): PlacedMove[] => {
    const measure = erasing.definitions.measureIds.get(counter.key)
    const subject = counter.scope === 'account' ? to.account : to.user
    if (measure === undefined || subject === null || counter.keeps === 'total') return []
    const [member, toMember] = [counter.take(before), counter.take(after)].map((one) =>
      one === undefined ? undefined : String(one),
    )
    if (member === undefined || toMember === undefined || member === toMember) return []
    const move: Move = { measure, subject, member, toSubject: subject, toMember }
    if (counter.keeps === 'latest') return [{ table: 'latest', move }]
    const bucket = bucketAt(before.occurredAt, counter.unitMs)
    const ofBucket = { table: 'members' as const, move: { ...move, bucket } }
    return counter.keeps === 'firsts' ? [ofBucket, { table: 'firsts', move }] : [ofBucket]
  })
}
