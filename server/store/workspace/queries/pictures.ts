import { desc, eq, sql } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { pictures } from '../schema.ts'

export type PictureRow = { hash: string; width: number; height: number; size: number }

/** The newest ones, without what is in them; and how much room all take. */
export async function listPictures(
  db: LibSQLDatabase,
  limit: number,
): Promise<{ pictures: PictureRow[]; usedBytes: number }> {
  const { hash, width, height, size, createdAt } = pictures
  const [rows, [total]] = await db.batch([
    db
      .select({ hash, width, height, size })
      .from(pictures)
      .orderBy(desc(createdAt), desc(hash))
      .limit(limit),
    db.select({ bytes: sql<number>`coalesce(sum(${size}), 0)` }).from(pictures),
  ])
  return { pictures: rows, usedBytes: total?.bytes ?? 0 }
}

export async function findPicture(db: LibSQLDatabase, hash: string): Promise<Buffer | undefined> {
  const [row] = await db
    .select({ body: pictures.body })
    .from(pictures)
    .where(eq(pictures.hash, hash))
  return row?.body
}
