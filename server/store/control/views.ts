/** Lists of accounts that people have saved under a name, for themselves or for all of a workspace. */
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { AccountView } from '../../../shared/account/account-view.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import { jsonText } from '../json-text.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { views } from './schema.ts'

/** Of one person in one workspace. */
export const mostViews = 100

export type SavedView = AccountView & { id: string; by: string; createdAt: number }
type Who = { workspace: string; person: string }

const columns = {
  id: views.id,
  name: views.name,
  by: views.person,
  isShared: views.isShared,
  filters: views.filters,
  createdAt: views.createdAt,
}

/** One's own and those that others share, in the order in which they were saved. */
export function listViews(db: LibSQLDatabase, who: Who): Promise<SavedView[]> {
  return db
    .select(columns)
    .from(views)
    .where(
      and(
        eq(views.workspace, who.workspace),
        or(eq(views.person, who.person), eq(views.isShared, true)),
      ),
    )
    .orderBy(asc(views.createdAt), asc(views.id))
}

/** `undefined` where they have as many as they may, which the statement itself looks at. */
export async function addView(
  db: LibSQLDatabase,
  { workspace, person, ...view }: Who & AccountView & { id: string; createdAt: number },
  by: Actor,
): Promise<SavedView | undefined> {
  const { id, name, isShared, filters, createdAt } = view
  const told = entryOf('view_shared', { by, at: createdAt }, { before: null, after: state })
  const [, , [added]] = await db.batch([
    db.run(sql`
      INSERT INTO views (id, workspace, person, name, is_shared, filters, created_at)
      SELECT ${id}, ${workspace}, ${person}, ${name}, ${isShared ? 1 : 0}, ${jsonText(filters)}, ${createdAt}
      WHERE (SELECT count(*) FROM views
             WHERE workspace = ${workspace} AND person = ${person}) < ${mostViews}`),
    auditEntry(db, told, sql`${views} WHERE id = ${id} AND is_shared`),
    db.select(columns).from(views).where(eq(views.id, id)),
  ])
  return added
}

/** Not what it looks for, which may be somebody's name. */
const state = sql`json_object('name', name, 'isShared', json(iif(is_shared, 'true', 'false')))`

/** Of those that others see: what somebody keeps for themselves is their own business. */
const entryOf = (
  action: 'view_shared' | 'view_changed' | 'view_removed',
  doing: Doing,
  states: Pick<ControlEntry, 'before' | 'after'>,
): ControlEntry => ({
  ...doing,
  ...states,
  workspace: sql`workspace`,
  action,
  subject: { kind: 'view', key: sql`id`, name: sql`name` },
})

type Which = Who & { id: string }

/** Nobody changes a view of somebody else. `undefined` where there is none of one's own. */
export async function changeView(
  db: LibSQLDatabase,
  which: Which,
  view: AccountView,
  doing: Doing,
): Promise<SavedView | undefined> {
  const after = { name: view.name, isShared: view.isShared }
  const told = entryOf('view_changed', doing, { before: state, after })
  const isOfOthers = view.isShared ? sql`true` : sql`is_shared`
  const isAnother = sql`(name, is_shared, filters) <> (${view.name}, ${view.isShared ? 1 : 0}, ${jsonText(view.filters)})`
  const [, [changed]] = await db.batch([
    auditEntry(db, told, sql`${views} WHERE ${isOwn(which)} AND ${isOfOthers} AND ${isAnother}`),
    db.update(views).set(view).where(isOwn(which)).returning(columns),
  ])
  return changed
}

/** Answers whether there was one to remove. */
export async function removeView(db: LibSQLDatabase, which: Which, doing: Doing): Promise<boolean> {
  const told = entryOf('view_removed', doing, { before: state, after: null })
  const [, removed] = await db.batch([
    auditEntry(db, told, sql`${views} WHERE ${isOwn(which)} AND is_shared`),
    db.delete(views).where(isOwn(which)).returning({ id: views.id }),
  ])
  return removed.length > 0
}

const isOwn = ({ workspace, person, id }: Which) =>
  and(eq(views.workspace, workspace), eq(views.person, person), eq(views.id, id))
