/** Who belongs to a workspace, as what. A workspace always keeps an owner: the database sees to it. */
import { and, asc, eq, exists, ne, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../../shared/role.ts'
import { members, people, secondFactors } from './schema.ts'

export type Member = {
  id: string
  name: string
  email: string
  role: Role
  createdAt: number
  hasSecondFactor: boolean
}
type Which = { workspace: string; person: string }

/** In the order in which they came. */
export async function listMembers(db: LibSQLDatabase, workspace: string): Promise<Member[]> {
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      role: members.role,
      createdAt: members.createdAt,
      confirmedAt: secondFactors.confirmedAt,
    })
    .from(members)
    .innerJoin(people, eq(people.id, members.person))
    .leftJoin(secondFactors, eq(secondFactors.person, members.person))
    .where(eq(members.workspace, workspace))
    .orderBy(asc(members.createdAt), asc(people.id))
  return rows.map(({ confirmedAt, ...one }) => ({ ...one, hasSecondFactor: confirmedAt !== null }))
}

/** Answers whether it was done: not where there is no such member, or no other owner. */
export async function setRole(db: LibSQLDatabase, which: Which, role: Role): Promise<boolean> {
  const isAllowed = role === 'owner' ? undefined : keepsAnOwner(db, which)
  const [changed] = await db.batch([
    db
      .update(members)
      .set({ role })
      .where(and(isMember(which), isAllowed))
      .returning({ person: members.person }),
  ])
  return changed.length > 0
}

/** Answers whether it was done: not where there is no such member, or no other owner. */
export async function removeMember(db: LibSQLDatabase, which: Which): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .delete(members)
      .where(and(isMember(which), keepsAnOwner(db, which)))
      .returning({ person: members.person }),
  ])
  return removed.length > 0
}

const isMember = ({ workspace, person }: Which) =>
  and(eq(members.workspace, workspace), eq(members.person, person))

/** One statement looks and changes: of two owners who take each other out, one stays. */
function keepsAnOwner(db: LibSQLDatabase, { workspace, person }: Which): SQL | undefined {
  const others = alias(members, 'others')
  return or(
    ne(members.role, 'owner'),
    exists(
      db
        .select({ one: sql`1` })
        .from(others)
        .where(
          and(eq(others.workspace, workspace), eq(others.role, 'owner'), ne(others.person, person)),
        ),
    ),
  )
}
