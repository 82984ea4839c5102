/** Writes what a group changed, one statement a table. */
import type { Statement, Transaction } from '../../store/connection.ts'
import { auditStatement } from '../audit/record.ts'
import type { Out, State } from './state.ts'
import { unchangedStatement } from './unchanged.ts'
import { countedStatements } from './write/counted.ts'
import { decidedStatements } from './write/decided.ts'
import { firedStatements } from './write/fired.ts'
import { happenedStatements } from './write/happened.ts'
import { knownStatements } from './write/known.ts'
import { offeredStatements } from './write/offered.ts'
import { playedStatements } from './write/played.ts'

export function hasChanges(out: Out): boolean {
  return Object.values(out).some((rows) => ('size' in rows ? rows.size : rows.length) > 0)
}

export async function writeState(transaction: Transaction, state: State): Promise<void> {
  await transaction.batch(statementsOf(state))
}

export function statementsOf(state: State): Statement[] {
  return [
    ...happenedStatements(state),
    unchangedStatement(state),
    ...knownStatements(state),
    ...countedStatements(state),
    ...firedStatements(state),
    ...decidedStatements(state),
    ...offeredStatements(state),
    ...playedStatements(state),
    auditStatement(state.out.audit),
  ].filter((statement) => statement !== undefined)
}
