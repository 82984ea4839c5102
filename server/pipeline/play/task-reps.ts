/**
 * Whose the tasks are that plays set off: the account’s rep, asked when a task is sent, as it is when an
 * alert is told. What a CRM hears anyway, and no play names it for, is nobody’s in particular.
 */
import type { DestinationKind } from '../../../shared/destination/kind.ts'
import type { Message } from '../../../shared/destination/message.ts'
import { compileTeam } from '../../engine/play/owner.ts'
import type { Transaction } from '../../store/connection.ts'
import type { DueDelivery } from '../outbox/turn.ts'
import { loadSettings } from '../settings.ts'
import { ownerColumns, ownerOfRow } from './owner-row.ts'

/** They have owners of their own, who are known by an address. */
const withOwners: readonly DestinationKind[] = ['hubspot', 'salesforce']

export function hasOwners(kind: DestinationKind): boolean {
  return withOwners.includes(kind)
}

/** By the id of the delivery; those that are nobody’s are not among them. */
export async function repsOfTasks(
  transaction: Transaction,
  tasks: readonly Pick<DueDelivery, 'id' | 'body'>[],
  now: number,
): Promise<Map<string, string>> {
  const accounts = new Map(tasks.flatMap(({ id, body }) => accountOfTask(id, body)))
  if (accounts.size === 0) return new Map()
  const { rows } = await transaction.execute({
    sql: `SELECT v.value AS account, ${ownerColumns}
          FROM (SELECT DISTINCT value FROM json_each(?)) v LEFT JOIN accounts x ON x.id = v.value
          LEFT JOIN claims c ON c.account = v.value`,
    args: [JSON.stringify([...accounts.values()])],
  })
  const team = compileTeam((await loadSettings(transaction)).sales)
  const owners = new Map(
    rows.map((row) => {
      const account = String(row.account)
      return [account, ownerOfRow(team, row, { account, now })]
    }),
  )
  return new Map(
    [...accounts].flatMap(([id, account]) => {
      const rep = owners.get(account)
      return rep ? [[id, rep]] : []
    }),
  )
}

function accountOfTask(id: string, body: string): [string, string][] {
  const message = JSON.parse(body) as Message
  return message.type === 'signal_fired' && message.data.play ? [[id, message.data.account]] : []
}
