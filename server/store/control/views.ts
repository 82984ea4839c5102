/** Lists of accounts that people have saved under a name, for themselves or for all of a workspace. */
import { and, asc, eq, notExists, or, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { AccountView } from '../../../shared/account/account-view.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import { jsonText } from '../json-text.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { members, views } from './schema.ts'

/** Of one person in one workspace. */
export const mostViews = 100

export type SavedView = AccountView & {
  id: string
  createdAt: number
  /** Whether who asks may change it. */
  isOwn: boolean
}
type Who = { workspace: string; person: string }

const columns = {
  id: views.id,
  name: views.name,
  isShared: views.isShared,
  filters: views.filters,
  createdAt: views.createdAt,
}

/** One's own and those that others share, in the order in which they were saved. */
export function listViews(db: LibSQLDatabase, who: Who): Promise<SavedView[]> {
  return db
    .select({ ...columns, isOwn: sql`${isTheirs(db, who)}`.mapWith(Boolean) })
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
  return added && { ...added, isOwn: true }
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

/** Nobody changes a view of another member. `undefined` where there is none of one's own. */
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
  const isIt = isOwn(db, which)
  const [, [changed]] = await db.batch([
    auditEntry(db, told, sql`${views} WHERE ${isIt} AND ${isOfOthers} AND ${isAnother}`),
    db
      .update(views)
      .set({ ...view, person: which.person })
      .where(isIt)
      .returning(columns),
  ])
  return changed && { ...changed, isOwn: true }
}

/** Answers whether there was one to remove. */
export async function removeView(db: LibSQLDatabase, which: Which, doing: Doing): Promise<boolean> {
  const told = entryOf('view_removed', doing, { before: state, after: null })
  const isIt = isOwn(db, which)
  const [, removed] = await db.batch([
    auditEntry(db, told, sql`${views} WHERE ${isIt} AND is_shared`),
    db.delete(views).where(isIt).returning({ id: views.id }),
  ])
  return removed.length > 0
}

const isOwn = (db: LibSQLDatabase, { id, ...who }: Which) =>
  and(eq(views.workspace, who.workspace), eq(views.id, id), isTheirs(db, who))

/** What somebody shared who is no member any more is everybody's, and then whose who changes it. */
const isTheirs = (db: LibSQLDatabase, { workspace, person }: Who) =>
  or(
    eq(views.person, person),
    and(
      eq(views.isShared, true),
      notExists(
        db
          .select({ one: sql`1` })
          .from(members)
          .where(and(eq(members.workspace, workspace), eq(members.person, views.person))),
      ),
    ),
  )
