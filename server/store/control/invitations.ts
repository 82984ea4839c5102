/** Links that let somebody into a workspace: each once, and not for ever. */
import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { type Actor, personActor } from '../../../shared/audit/actor.ts'
import { type Role, rights } from '../../../shared/workspace/role.ts'
import { randomText } from '../random-text.ts'
import { auditEntry, type ControlEntry, type Doing } from './audit.ts'
import { hashToken } from './keys.ts'
import { type MailState, mailState, mailStatement, type NewMail } from './mails.ts'
import { type NewPerson, personRows } from './people.ts'
import { credentials, invitations, mails, members, people, workspaces } from './schema.ts'

export type Invitation = {
  id: string
  role: Role
  /** Name of who made it. */
  by: string
  createdAt: number
  expiresAt: number
  /** What became of the mail with it; null where none was asked for. */
  mail: MailState | null
}

export type NewInvitation = {
  id: string
  workspace: string
  role: Role
  /** Id of who makes it. */
  invitedBy: string
  at: number
  expiresAt: number
  /** What is mailed of it. */
  mail?: ((token: string) => NewMail) | undefined
}

/** The token is told once: it is kept as its hash. `mail`: the id of what is mailed. */
export async function addInvitation(
  db: LibSQLDatabase,
  { at, mail, ...invitation }: NewInvitation,
  by: Actor,
): Promise<{ token: string; mail: string | null }> {
  const token = randomText(43)
  const { id, workspace, role, expiresAt } = invitation
  const written = mail?.(token)
  await db.batch([
    auditEntry(db, {
      by,
      at,
      workspace,
      action: 'invitation_made',
      subject: { kind: 'invitation', key: id, name: null },
      before: null,
      after: { role, expiresAt },
    }),
    db.insert(invitations).values({ ...invitation, hash: hashToken(token), createdAt: at }),
    ...(written ? [mailStatement(db, written)] : []),
  ])
  return { token, mail: written?.id ?? null }
}

const columns = {
  id: invitations.id,
  role: invitations.role,
  by: people.name,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
}

/** Those that may still be taken, the newest first. */
export function listInvitations(
  db: LibSQLDatabase,
  workspace: string,
  now: number,
): Promise<Invitation[]> {
  return db
    .select({ ...columns, mail: mailState })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .leftJoin(mails, eq(mails.invitation, invitations.id))
    .where(and(eq(invitations.workspace, workspace), isOpen(now)))
    .orderBy(desc(invitations.createdAt), invitations.id)
}

/** Answers whether there was one. */
export async function revokeInvitation(
  db: LibSQLDatabase,
  { workspace, id }: { workspace: string; id: string },
  doing: Doing,
): Promise<boolean> {
  const isIt = and(
    eq(invitations.workspace, workspace),
    eq(invitations.id, id),
    isNull(invitations.takenBy),
  )
  const entry: ControlEntry = {
    ...doing,
    workspace,
    action: 'invitation_revoked',
    subject: { kind: 'invitation', key: id, name: null },
    before: sql`json_object('role', role, 'expiresAt', expires_at)`,
    after: null,
  }
  const [, gone] = await db.batch([
    auditEntry(db, entry, sql`${invitations} WHERE ${isIt}`),
    db.delete(invitations).where(isIt).returning({ id: invitations.id }),
  ])
  return gone.length > 0
}

/** What a link leads to; `undefined` where it leads nowhere any more. */
export async function findInvitation(db: LibSQLDatabase, token: string, now: number) {
  const [found] = await db
    .select({ ...columns, workspace: workspaces.id, name: workspaces.name })
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.invitedBy))
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspace))
    .where(and(eq(invitations.hash, hashToken(token)), isOpen(now)))
  return found
}

type Known = { id: string; name: string }

/**
 * Lets somebody in, who may be new: all of it or, where the link was taken meanwhile, nothing. Who is
 * a member already stays what they are, and the link is used up.
 */
export async function takeInvitation(
  db: LibSQLDatabase,
  { token, person, at }: { token: string; person: Known | NewPerson; at: number },
): Promise<boolean> {
  const { id } = person
  const hash = hashToken(token)
  const take = db
    .update(invitations)
    .set({ takenBy: id })
    .where(and(eq(invitations.hash, hash), isOpen(at)))
  const taken = (what: 'workspace' | 'role') =>
    sql<string>`(select ${invitations[what]} from ${invitations} where ${and(eq(invitations.hash, hash), eq(invitations.takenBy, id))})`
  const told = auditEntry(
    db,
    {
      by: personActor(person),
      at,
      workspace: sql`workspace`,
      action: 'invitation_taken',
      subject: { kind: 'person', key: id, name: person.name },
      before: null,
      after: sql`json_object('role', role, 'invitation', id)`,
    },
    sql`${invitations} WHERE ${and(eq(invitations.hash, hash), isOpen(at))}`,
  )
  // Of a link that this person has not taken there is no workspace: nothing of the batch stands then.
  const join = db
    .insert(members)
    .values({
      workspace: taken('workspace'),
      person: id,
      role: taken('role') as SQL<Role>,
      createdAt: at,
    })
    .onConflictDoNothing()
  try {
    if (!('passwordHash' in person)) await db.batch([told, take, join])
    else {
      const rows = personRows(person)
      await db.batch([
        told,
        take,
        db.insert(people).values(rows.person),
        db.insert(credentials).values(rows.credential),
        join,
      ])
    }
    return true
  } catch (error) {
    if (isMissingWorkspace(error)) return false
    throw error
  }
}

function isMissingWorkspace(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/NOT NULL constraint failed: members\.workspace/.test(at.message)) return true
  }
  return false
}

/** As long as who made it may still make it: who is taken out of a workspace has no link to come back by. */
const isOpen = (now: number) =>
  and(isNull(invitations.takenBy), gt(invitations.expiresAt, now), isOfWhoMayInvite)

const isOfWhoMayInvite = sql`EXISTS (
  SELECT 1 FROM members AS makers
  WHERE makers.workspace = ${invitations.workspace} AND makers.person = ${invitations.invitedBy}
  AND makers.role IN (SELECT value FROM json_each(${JSON.stringify(rights.people)}))
  AND (makers.role = 'owner' OR ${invitations.role} <> 'owner'))`
