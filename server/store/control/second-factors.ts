/**
 * Second factors and their backup codes. Each change is one batch, and nothing of it happens where
 * somebody else was faster. Where a factor comes or goes, the sessions of the person end.
 */
import { and, eq, exists, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { auditPersonEntry, type Doing } from './audit.ts'
import { backupCodes, secondFactors, sessions } from './schema.ts'
import { type NewSession, sessionStatement } from './sessions.ts'

type Db = LibSQLDatabase
export type SecondFactor = typeof secondFactors.$inferSelect

/** One that is not confirmed too. */
export async function findSecondFactor(db: Db, person: string): Promise<SecondFactor | undefined> {
  const [found] = await db.select().from(secondFactors).where(eq(secondFactors.person, person))
  return found
}

/** Of everybody, for whoever seals them anew. */
export function listSealedFactors(db: Db) {
  return db
    .select({ person: secondFactors.person, sealed: secondFactors.sealed })
    .from(secondFactors)
}

/** The same secret, sealed anew. False where it is another meanwhile. */
export async function swapSealedFactor(
  db: Db,
  { person, before, after }: { person: string; before: string; after: string },
): Promise<boolean> {
  const [swapped] = await db.batch([
    db
      .update(secondFactors)
      .set({ sealed: after })
      .where(and(eq(secondFactors.person, person), eq(secondFactors.sealed, before)))
      .returning(done),
  ])
  return swapped.length > 0
}

export function countBackupCodes(db: Db, person: string): Promise<number> {
  return db.$count(backupCodes, eq(backupCodes.person, person))
}

/** In place of one that was never confirmed. Answers whether it is there now. */
export async function addPendingFactor(
  db: Db,
  { person, sealed }: { person: string; sealed: string },
): Promise<boolean> {
  const [added] = await db.batch([
    db
      .insert(secondFactors)
      .values({ person, sealed, lastStep: 0 })
      .onConflictDoUpdate({
        target: secondFactors.person,
        set: { sealed },
        setWhere: isNull(secondFactors.confirmedAt),
      })
      .returning(done),
  ])
  return added.length > 0
}

/**
 * All sessions of a person end but one that begins in place of the one that asks; where that has ended
 * meanwhile, as by a new password, nothing is done.
 */
export type GoingOn = {
  /** Its id. */
  from: string
  to: NewSession
}

export type Confirmation = {
  going: GoingOn
  /** The secret whose code was seen: another one may stand there meanwhile. */
  sealed: string
  step: number
  prints: string[]
  at: number
}

/** Answers whether it was to be confirmed. */
export async function confirmFactor(
  db: Db,
  { going, sealed, step, prints, at }: Confirmation,
): Promise<boolean> {
  const { person } = going.to
  const isPending = and(
    eq(secondFactors.person, person),
    eq(secondFactors.sealed, sealed),
    isNull(secondFactors.confirmedAt),
  )
  const { goOn, endOthers, hasGoneOn } = goingOn(db, going, isPending)
  const told = { action: 'second_factor_turned_on', at } as const
  const [, , , , , confirmed] = await db.batch([
    goOn,
    auditPersonEntry(db, person, told, hasGoneOn),
    endOthers,
    dropCodes(db, person, hasGoneOn),
    addCodes(db, { person, prints }, hasGoneOn),
    db
      .update(secondFactors)
      .set({ confirmedAt: at, lastStep: step })
      .where(and(isPending, hasGoneOn))
      .returning(done),
  ])
  return confirmed.length > 0
}

/** Answers whether neither this step nor a later one was taken before. */
export async function takeStep(
  db: Db,
  { person, step }: { person: string; step: number },
): Promise<boolean> {
  const isNew = and(isConfirmed(person), lt(secondFactors.lastStep, step))
  const [taken] = await db.batch([
    db.update(secondFactors).set({ lastStep: step }).where(isNew).returning(done),
  ])
  return taken.length > 0
}

/** Answers whether there was such a code, which there is no more. */
export async function takeBackupCode(
  db: Db,
  { person, print }: { person: string; print: string },
): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .delete(backupCodes)
      .where(
        and(
          eq(backupCodes.person, person),
          eq(backupCodes.print, print),
          thereIs(db, isConfirmed(person)),
        ),
      )
      .returning({ person: backupCodes.person }),
  ])
  return taken.length > 0
}

/** Answers whether there is a second factor to have them. */
export async function replaceBackupCodes(
  db: Db,
  { person, prints, at }: { person: string; prints: string[]; at: number },
): Promise<boolean> {
  const told = { action: 'backup_codes_renewed', at } as const
  const [, , , found] = await db.batch([
    auditPersonEntry(db, person, told, thereIs(db, isConfirmed(person))),
    dropCodes(db, person, thereIs(db, isConfirmed(person))),
    addCodes(db, { person, prints }, thereIs(db, isConfirmed(person))),
    db.select(done).from(secondFactors).where(isConfirmed(person)),
  ])
  return found.length > 0
}

/** By its own person. Answers whether there was one that was asked for. */
export async function turnOffFactor(
  db: Db,
  { going, at }: { going: GoingOn; at: number },
): Promise<boolean> {
  const { person } = going.to
  const { goOn, endOthers, hasGoneOn } = goingOn(db, going, isConfirmed(person))
  const told = { action: 'second_factor_turned_off', at } as const
  const [, , , , removed] = await db.batch([
    goOn,
    auditPersonEntry(db, person, told, hasGoneOn),
    endOthers,
    dropCodes(db, person, hasGoneOn),
    db
      .delete(secondFactors)
      .where(and(eq(secondFactors.person, person), hasGoneOn))
      .returning(done),
  ])
  return removed.length > 0
}

/** By somebody else, who takes it from them. Answers whether there was one that was asked for. */
export async function removeSecondFactor(db: Db, person: string, doing: Doing): Promise<boolean> {
  const told = { ...doing, action: 'second_factor_removed' } as const
  const [, , , removed] = await db.batch([
    auditPersonEntry(db, person, told, thereIs(db, isConfirmed(person))),
    db.delete(sessions).where(and(eq(sessions.userId, person), thereIs(db, isConfirmed(person)))),
    dropCodes(db, person),
    db
      .delete(secondFactors)
      .where(eq(secondFactors.person, person))
      .returning({ confirmedAt: secondFactors.confirmedAt }),
  ])
  return removed.some((one) => one.confirmedAt !== null)
}

/** `goOn` stands first in a batch, and does nothing where there is no such factor; the rest where it has. */
function goingOn(db: Db, { from, to }: GoingOn, factor: SQL | undefined) {
  const isThere = (id: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(sessions)
        .where(and(eq(sessions.userId, to.person), eq(sessions.id, id))),
    )
  const hasGoneOn = isThere(to.id)
  return {
    goOn: sessionStatement(db, to, sql`${isThere(from)} AND ${thereIs(db, factor)}`),
    hasGoneOn,
    endOthers: db
      .delete(sessions)
      .where(and(eq(sessions.userId, to.person), ne(sessions.id, to.id), hasGoneOn)),
  }
}

const done = { person: secondFactors.person }

const isConfirmed = (person: string) =>
  and(eq(secondFactors.person, person), isNotNull(secondFactors.confirmedAt))

const thereIs = (db: Db, where: SQL | undefined) =>
  exists(db.select({ one: sql`1` }).from(secondFactors).where(where))

const dropCodes = (db: Db, person: string, where?: SQL) =>
  db.delete(backupCodes).where(and(eq(backupCodes.person, person), where))

const addCodes = (db: Db, { person, prints }: { person: string; prints: string[] }, where: SQL) =>
  db.run(
    sql`insert into ${backupCodes} (person, print) select ${person}, value from json_each(${JSON.stringify(prints)}) where ${where}`,
  )
