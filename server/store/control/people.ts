/** People, and the workspaces they are members of. */
import { and, eq, exists, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Role } from '../../../shared/workspace/role.ts'
import { credentials, members, people, secondFactors, workspaces } from './schema.ts'

export async function hasPeople(db: LibSQLDatabase): Promise<boolean> {
  const found = await db.select({ id: people.id }).from(people).limit(1)
  return found.length > 0
}

export async function findPersonByEmail(
  db: LibSQLDatabase,
  email: string,
): Promise<{ id: string; name: string } | undefined> {
  const [found] = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(eq(people.email, email.toLowerCase()))
  return found
}

export type NewPerson = {
  id: string
  name: string
  email: string
  passwordHash: string
  at: number
}

/** The two rows with which better-auth knows a person who signs in with a password. */
export function personRows({ id, name, email, passwordHash, at }: NewPerson) {
  const dates = { createdAt: new Date(at), updatedAt: new Date(at) }
  return {
    person: { id, name, email: email.toLowerCase(), emailVerified: false, image: null, ...dates },
    credential: {
      id: `${id}-password`,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: passwordHash,
      ...dates,
    } satisfies typeof credentials.$inferInsert,
  }
}

export type Membership = {
  id: string
  name: string
  role: Role
  /** Whether the workspace asks for a second factor. */
  requiresSecondFactor: boolean
}

export function listMemberships(db: LibSQLDatabase, person: string): Promise<Membership[]> {
  return db
    .select({
      id: workspaces.id,
      name: workspaces.name,
      role: members.role,
      requiresSecondFactor: workspaces.requiresSecondFactor,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspace))
    .where(eq(members.person, person))
    .orderBy(workspaces.name, workspaces.id)
}

export async function findRole(
  db: LibSQLDatabase,
  person: string,
  workspace: string,
): Promise<Role | undefined> {
  return (await findAccess(db, person, workspace))?.role
}

export type Access = {
  role: Role
  /** The workspace asks for a second factor, and this person has none. */
  lacksSecondFactor: boolean
}

export async function findAccess(
  db: LibSQLDatabase,
  person: string,
  workspace: string,
): Promise<Access | undefined> {
  const [found] = await db
    .select({
      role: members.role,
      isRequired: workspaces.requiresSecondFactor,
      confirmedAt: secondFactors.confirmedAt,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspace))
    .leftJoin(secondFactors, eq(secondFactors.person, members.person))
    .where(and(eq(members.person, person), eq(members.workspace, workspace)))
  if (!found) return undefined
  const { role, isRequired, confirmedAt } = found
  return { role, lacksSecondFactor: isRequired && confirmedAt === null }
}

/** Whether somebody is a member, and has the second factor that is asked for. */
export async function mayEnter(
  db: LibSQLDatabase,
  person: string,
  workspace: string,
): Promise<boolean> {
  const access = await findAccess(db, person, workspace)
  return access !== undefined && !access.lacksSecondFactor
}

export type Credential = { person: string; passwordHash: string }

/** What a person signs in with; the same question for everybody, whether they are here or not. */
export async function findCredential(
  db: LibSQLDatabase,
  email: string,
): Promise<Credential | undefined> {
  const [found] = await db
    .select({ person: people.id, passwordHash: credentials.password })
    .from(people)
    .innerJoin(credentials, eq(credentials.userId, people.id))
    .where(and(eq(people.email, email.toLowerCase()), eq(credentials.providerId, 'credential')))
  return found?.passwordHash ? { ...found, passwordHash: found.passwordHash } : undefined
}

export const isPassword = (person: string, passwordHash: string) =>
  and(
    eq(credentials.userId, person),
    eq(credentials.providerId, 'credential'),
    eq(credentials.password, passwordHash),
  )

/** Whether it is still the one that was looked at. */
export const hasPassword = (db: LibSQLDatabase, person: string, passwordHash: string): SQL =>
  exists(db.select({ one: sql`1` }).from(credentials).where(isPassword(person, passwordHash)))
