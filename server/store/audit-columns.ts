/** The table of the audit log, which both databases have: what is changed where is told where. */
import { integer, text } from 'drizzle-orm/sqlite-core'
import type { AuditAction } from '../../shared/audit/action.ts'
import type { Actor } from '../../shared/audit/actor.ts'
import type { AuditState, AuditSubjectKind } from '../../shared/audit/entry.ts'

export const auditColumns = () => ({
  /** In the order of the commits. */
  seq: integer().primaryKey({ autoIncrement: true }),
  /** Epoch ms. */
  at: integer().notNull(),
  actorKind: text().$type<Actor['kind']>().notNull(),
  actor: text().notNull(),
  actorName: text().notNull(),
  action: text().$type<AuditAction>().notNull(),
  subjectKind: text().$type<AuditSubjectKind>().notNull(),
  subject: text().notNull(),
  subjectName: text(),
  before: text({ mode: 'json' }).$type<AuditState>(),
  after: text({ mode: 'json' }).$type<AuditState>(),
})
