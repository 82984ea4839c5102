/**
 * The audit log of what the control database keeps. An entry is a statement that goes into the batch
 * of the change it tells of, in front of it where it tells what was there before.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { AuditAction } from '../../../shared/audit/action.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { AuditState, AuditSubjectKind } from '../../../shared/audit/entry.ts'
import { jsonText } from '../json-text.ts'

/** Who does it, and when: what each change of this database is told. */
export type Doing = { by: Actor; at: number }

/** Everything may be read from the row that is to change. */
export type ControlEntry = {
  by: Actor | { kind: Actor['kind']; id: SQL; name: SQL }
  at: number
  workspace: string | SQL
  action: AuditAction
  subject: { kind: AuditSubjectKind; key: string | SQL; name: string | SQL | null }
  /** JSON in SQL, or what is to become of it. */
  before: AuditState | SQL
  after: AuditState | SQL
}

const json = (state: AuditState | SQL) =>
  state === null || state instanceof Object === false
    ? sql`null`
    : isSql(state)
      ? state
      : sql`${jsonText(state)}`

const isSql = (state: object): state is SQL => 'getSQL' in state

/**
 * `from`: the rows that are about to change, behind FROM; an entry for each, and none where there is none.
 * Without: one entry.
 */
export function auditEntry(db: LibSQLDatabase, entry: ControlEntry, from?: SQL) {
  const { workspace, by, at, action, subject, before, after } = entry
  return db.run(sql`
    INSERT INTO audit (workspace, at, actor_kind, actor, actor_name, action, subject_kind, subject,
                       subject_name, before, after)
    SELECT ${workspace}, ${at}, ${by.kind}, ${by.id}, ${by.name}, ${action}, ${subject.kind},
           ${subject.key}, ${subject.name}, ${json(before)}, ${json(after)}
    ${from ? sql`FROM ${from}` : sql``}`)
}

/** Behind the statement before it in the batch: only where that has changed something. */
export const ifChanged = sql`(SELECT 1) WHERE changes() > 0`

/** Who acts for themselves; else who does it to them. */
export type PersonDoing = { by?: Actor; at: number }

const themselves = { kind: 'person', id: sql`people.id`, name: sql`people.name` } as const

/**
 * An entry about a person, in each workspace that they are a member of: what they do there is their
 * business. `where`: more that has to be so.
 */
export function auditPersonEntry(
  db: LibSQLDatabase,
  person: string | SQL,
  entry: PersonDoing & { action: AuditAction; before?: AuditState | SQL; after?: AuditState | SQL },
  where: SQL = sql`true`,
) {
  const { by = themselves, before = null, after = null } = entry
  return auditEntry(
    db,
    {
      ...entry,
      by,
      before,
      after,
      workspace: sql`members.workspace`,
      subject: { kind: 'person', key: sql`people.id`, name: sql`people.name` },
    },
    sql`members JOIN people ON people.id = members.person
        WHERE members.person = ${person} AND ${where}`,
  )
}

/** Of what is no change of a row here: that somebody came in, or was kept out. */
export async function recordPersonAudit(
  db: LibSQLDatabase,
  person: string,
  entry: PersonDoing & { action: AuditAction },
): Promise<void> {
  await db.batch([auditPersonEntry(db, person, entry)])
}
