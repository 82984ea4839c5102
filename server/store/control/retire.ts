/** Removes what has run out: sessions and links that open nothing any more, mails with them, attempts that are forgotten, and what better-auth verified. */
import { lt } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { attempts, mails, passwordResets, sessions, verifications } from './schema.ts'

export async function retireControl(db: LibSQLDatabase, at: number): Promise<void> {
  const now = new Date(at)
  await db.batch([
    db.delete(sessions).where(lt(sessions.expiresAt, now)),
    db.delete(passwordResets).where(lt(passwordResets.expiresAt, at)),
    db.delete(attempts).where(lt(attempts.until, at)),
    db.delete(mails).where(lt(mails.expiresAt, at)),
    db.delete(verifications).where(lt(verifications.expiresAt, now)),
  ])
}
