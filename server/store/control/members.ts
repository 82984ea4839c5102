/** Who belongs to a workspace, as what. A workspace always keeps an owner: the database sees to it. */
import { and, asc, eq, exists, ne, or, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../../shared/workspace/role.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { members, people, secondFactors, workspaces } from './schema.ts'

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

/** Whom to tell what is wrong in a workspace, and what they call it. */
export async function findOwners(
  db: LibSQLDatabase,
  workspace: string,
): Promise<{ workspace: string; emails: string[] }> {
  const rows = await db
    .select({ email: people.email, name: workspaces.name })
    .from(members)
    .innerJoin(people, eq(people.id, members.person))
    .innerJoin(workspaces, eq(workspaces.id, members.workspace))
    .where(and(eq(members.workspace, workspace), eq(members.role, 'owner')))
    .orderBy(asc(members.createdAt), asc(people.id))
  return { workspace: rows[0]?.name ?? workspace, emails: rows.map((one) => one.email) }
}

/** As whom somebody says it: who owns the workspace is the owners' to say. */
export type MemberDoing = Doing & { as: Role }

/**
 * Answers whether it was done: not where there is no such member, no other owner, or an owner it is not
 * theirs to say of.
 */
export async function setRole(
  db: LibSQLDatabase,
  which: Which,
  role: Role,
  { as, ...doing }: MemberDoing,
): Promise<boolean> {
  const isAllowed = role === 'owner' ? undefined : keepsAnOwner(db, which)
  const isIt = and(isMember(which), isAllowed, isTheirsToSay(as))
  const entry = entryOf('member_role_changed', which, { ...doing, after: { role } })
  const [, changed] = await db.batch([
    auditEntry(db, entry, sql`${members} WHERE ${isIt} AND ${ne(members.role, role)}`),
    db.update(members).set({ role }).where(isIt).returning({ person: members.person }),
  ])
  return changed.length > 0
}

/** As with roles. */
export async function removeMember(
  db: LibSQLDatabase,
  which: Which,
  { as, ...doing }: MemberDoing,
): Promise<boolean> {
  const isIt = and(isMember(which), keepsAnOwner(db, which), isTheirsToSay(as))
  const entry = entryOf('member_removed', which, { ...doing, after: null })
  const [, removed] = await db.batch([
    auditEntry(db, entry, sql`${members} WHERE ${isIt}`),
    db.delete(members).where(isIt).returning({ person: members.person }),
  ])
  return removed.length > 0
}

const entryOf = (
  action: 'member_role_changed' | 'member_removed',
  { workspace, person }: Which,
  doing: Doing & Pick<ControlEntry, 'after'>,
): ControlEntry => ({
  ...doing,
  workspace,
  action,
  subject: {
    kind: 'person',
    key: person,
    name: sql`(SELECT name FROM people WHERE people.id = ${person})`,
  },
  before: sql`json_object('role', ${members.role})`,
})

const isMember = ({ workspace, person }: Which) =>
  and(eq(members.workspace, workspace), eq(members.person, person))

const isTheirsToSay = (as: Role) => (as === 'owner' ? undefined : ne(members.role, 'owner'))

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
