/** Reads the audit log of either database, in the order of its commits. */
import { and, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditGroups } from '../../shared/audit/action.ts'
import type { AuditEntry, AuditFilters } from '../../shared/audit/entry.ts'
import { audit as controlAudit } from './control/schema.ts'
import { audit as workspaceAudit } from './workspace/schema.ts'

/** Where an entry stands in the log of its database. */
export type Placed = { seq: number; entry: AuditEntry }

export type AuditQuery = AuditFilters & {
  /** Only those that stand before this one. */
  before?: number | undefined
  limit: number
}

/** Newest first. */
export async function listWorkspaceAudit(db: LibSQLDatabase, query: AuditQuery): Promise<Placed[]> {
  const rows = await db
    .select()
    .from(workspaceAudit)
    .where(and(...conditionsOf(workspaceAudit, query)))
    .orderBy(desc(workspaceAudit.seq))
    .limit(query.limit)
  return rows.map((row) => placed('w', row))
}

/** Newest first. */
export async function listControlAudit(
  db: LibSQLDatabase,
  workspace: string,
  query: AuditQuery,
): Promise<Placed[]> {
  const rows = await db
    .select()
    .from(controlAudit)
    .where(and(eq(controlAudit.workspace, workspace), ...conditionsOf(controlAudit, query)))
    .orderBy(desc(controlAudit.seq))
    .limit(query.limit)
  return rows.map((row) => placed('c', row))
}

type Table = typeof workspaceAudit | typeof controlAudit

function conditionsOf(table: Table, query: AuditQuery): (SQL | undefined)[] {
  const { group, actor, subject, since, until, before } = query
  return [
    before === undefined ? undefined : lt(table.seq, before),
    group === undefined ? undefined : inArray(table.action, [...auditGroups[group]]),
    actor === undefined ? undefined : eq(table.actor, actor),
    subject === undefined ? undefined : eq(table.subject, subject),
    since === undefined ? undefined : gte(table.at, since),
    until === undefined ? undefined : lt(table.at, until),
  ]
}

/** `from`: which database it is from, so that ids of both are different ones. */
function placed(from: 'w' | 'c', row: typeof workspaceAudit.$inferSelect): Placed {
  const { seq, at, action, before, after } = row
  return {
    seq,
    entry: {
      id: `${from}${seq}`,
      at,
      by: { kind: row.actorKind, id: row.actor, name: row.actorName },
      action,
      subject: { kind: row.subjectKind, key: row.subject, name: row.subjectName },
      before,
      after,
    },
  }
}
