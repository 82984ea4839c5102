/** Writes the audit log of a workspace, in the transaction of what it tells of. */
import type { NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { Statement, Transaction } from '../../store/connection.ts'
import { into } from '../group/write/rows.ts'

export async function recordAudit(
  transaction: Transaction,
  ...entries: readonly NewAuditEntry[]
): Promise<void> {
  const statement = auditStatement(entries)
  if (statement) await transaction.execute(statement)
}

/** Nothing for no entries. */
export function auditStatement(entries: readonly NewAuditEntry[]): Statement | undefined {
  return into(
    'audit (at, actor_kind, actor, actor_name, action, subject_kind, subject, subject_name, before, after)',
    entries.map(({ at, by, action, subject, before, after }) => [
      at,
      by.kind,
      by.id,
      by.name,
      action,
      subject.kind,
      subject.key,
      subject.name,
      before,
      after,
    ]),
  )
}
