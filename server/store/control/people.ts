/** People, and the workspaces they are members of. */
import { and, eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Role } from '../../../shared/role.ts'
import { type credentials, members, people, workspaces } from './schema.ts'

export async function hasPeople(db: LibSQLDatabase): Promise<boolean> {
  const found = await db.select({ id: people.id }).from(people).limit(1)
  return found.length > 0
}

export async function findPersonByEmail(
  db: LibSQLDatabase,
  email: string,
): Promise<string | undefined> {
  const [found] = await db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.email, email.toLowerCase()))
  return found?.id
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

export type Membership = { id: string; name: string; role: Role }

export function listMemberships(db: LibSQLDatabase, person: string): Promise<Membership[]> {
  return db
    .select({ id: workspaces.id, name: workspaces.name, role: members.role })
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
  const [found] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.person, person), eq(members.workspace, workspace)))
  return found?.role
}
