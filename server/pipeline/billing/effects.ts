/** What a change of a subscription comes to in the log: traits of whom it is about, and what was bought. */
import type { Change } from '../../engine/billing/change.ts'
import { traitsOf } from '../../engine/billing/traits.ts'
import type { Transaction } from '../../store/connection.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Input } from '../input.ts'
import { decisionOf } from './attribute.ts'
import { snapshotsOf } from './snapshots.ts'

export type Effecting = {
  transaction: Transaction
  definitions: Definitions
  /** Of the event: what is said again because of an interruption is known by it. */
  messageId: string
  occurredAt: number
  at: number
}

/** `accounts`: whose it is, and whose it was until now, where that was another. */
type Happened = { accounts: string[]; changes: Change[]; decision: string | null }

export async function effectsOf(
  { transaction, definitions, messageId, occurredAt, at }: Effecting,
  { accounts, changes, decision: named }: Happened,
): Promise<Input[]> {
  const plans = [...definitions.catalogue.plans.values()]
  const common = { user: null, occurredAt, receivedAt: at, source: 'tool' } as const
  const effects: Input[] = []
  for (const [i, account] of [...new Set(accounts)].entries()) {
    const traits = traitsOf(await snapshotsOf(transaction, account), plans)
    const id = `${messageId}_${i}`
    effects.push({ ...common, kind: 'account_traits', messageId: id, account, traits })
  }
  for (const [i, change] of changes.entries()) {
    const ledBy = await decisionOf(transaction, { change, named, at: occurredAt })
    const { account, kind, plan, mrrDelta, currency } = change
    const what = { change: kind, offer: null, ...ledBy, plan, mrrDelta, currency }
    const id = i === 0 ? messageId : `${messageId}_c${i}`
    effects.push({ ...common, kind: 'conversion', messageId: id, account, ...what })
  }
  return effects
}
