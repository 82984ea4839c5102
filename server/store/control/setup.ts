/** The first person, the first workspace and its keys. */
import { and, eq, isNull, ne, notExists, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { personActor } from '../../../shared/audit/actor.ts'
import { randomText } from '../random-text.ts'
import { auditEntry } from './audit.ts'
import { hashToken, keyRow, type NewKey } from './keys.ts'
import { type NewPerson, personRows } from './people.ts'
import { credentials, keys, members, people, setupLinks, workspaces } from './schema.ts'

/** A fresh link; the ones before it stop working. */
export async function createSetupToken(db: LibSQLDatabase, at: number): Promise<string> {
  const token = randomText(43)
  const hash = hashToken(token)
  await db.batch([
    db.insert(setupLinks).values({ hash, createdAt: at }),
    db.delete(setupLinks).where(and(isNull(setupLinks.usedAt), ne(setupLinks.hash, hash))),
  ])
  return token
}

const isOpen = (db: LibSQLDatabase, token: string) =>
  and(
    eq(setupLinks.hash, hashToken(token)),
    isNull(setupLinks.usedAt),
    notExists(db.select({ one: sql`1` }).from(people)),
  )

/** Whether the link could be taken now. */
export async function isSetupOpen(db: LibSQLDatabase, token: string): Promise<boolean> {
  const found = await db.select({ hash: setupLinks.hash }).from(setupLinks).where(isOpen(db, token))
  return found.length > 0
}

/**
 * Takes the link: true for one caller only, and for none once somebody exists. Whoever takes it
 * and then fails needs the link of the next start.
 */
export async function takeSetupToken(
  db: LibSQLDatabase,
  token: string,
  at: number,
): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .update(setupLinks)
      .set({ usedAt: at })
      .where(isOpen(db, token))
      .returning({ hash: setupLinks.hash }),
  ])
  return taken.length > 0
}

export type FirstWorkspace = {
  workspace: { id: string; name: string }
  owner: NewPerson
  keys: NewKey[]
  at: number
}

/** Writes all of it or, where it is there already, nothing of it. */
export async function createFirstWorkspace(
  db: LibSQLDatabase,
  { workspace, owner, keys: newKeys, at }: FirstWorkspace,
): Promise<void> {
  const { person, credential } = personRows(owner)
  await db.batch([
    auditEntry(
      db,
      {
        by: personActor(owner),
        at,
        workspace: workspace.id,
        action: 'workspace_created',
        subject: { kind: 'workspace', key: workspace.id, name: workspace.name },
        before: null,
        after: {
          name: workspace.name,
          owner: owner.name,
          keys: newKeys.map(({ kind, name }) => ({ kind, name })),
        },
      },
      sql`(SELECT 1) WHERE NOT EXISTS (SELECT 1 FROM workspaces WHERE id = ${workspace.id})`,
    ),
    db
      .insert(workspaces)
      .values({ ...workspace, createdAt: at })
      .onConflictDoNothing(),
    db.insert(people).values(person).onConflictDoNothing(),
    db.insert(credentials).values(credential).onConflictDoNothing(),
    db
      .insert(members)
      .values({ workspace: workspace.id, person: owner.id, role: 'owner', createdAt: at })
      .onConflictDoNothing(),
    db.insert(keys).values(newKeys.map(keyRow)).onConflictDoNothing(),
  ])
}
