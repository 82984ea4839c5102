/** Lists of accounts that people have saved under a name, for themselves or for all of a workspace. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { AccountView } from '../../../shared/account-view.ts'
import { views } from './schema.ts'

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

export async function addView(
  db: LibSQLDatabase,
  { workspace, person, ...view }: Who & AccountView & { id: string; createdAt: number },
): Promise<SavedView> {
  const [[added]] = await db.batch([
    db
      .insert(views)
      .values({ ...view, workspace, person })
      .returning(columns),
  ])
  if (!added) throw new Error('the view was not written')
  return added
}

type Which = Who & { id: string }

/** Nobody changes a view of somebody else. `undefined` where there is none of one's own. */
export async function changeView(
  db: LibSQLDatabase,
  which: Which,
  view: AccountView,
): Promise<SavedView | undefined> {
  const [[changed]] = await db.batch([
    db.update(views).set(view).where(isOwn(which)).returning(columns),
  ])
  return changed
}

/** Answers whether there was one to remove. */
export async function removeView(db: LibSQLDatabase, which: Which): Promise<boolean> {
  const [removed] = await db.batch([
    db.delete(views).where(isOwn(which)).returning({ id: views.id }),
  ])
  return removed.length > 0
}

const isOwn = ({ workspace, person, id }: Which) =>
  and(eq(views.workspace, workspace), eq(views.person, person), eq(views.id, id))
