/** What was published, and what is to be. */
import { and, asc, desc, eq, lt } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { DefinitionKind } from '../../../../shared/definition/definition.ts'
import { definitions, publications, versions } from '../schema.ts'

type Which = { kind: DefinitionKind; key: string }

/** Versions on one page. */
export const versionsOnPage = 50

/** Newest first, those below `before`; one more than a page where there are more. */
export function listVersions(db: LibSQLDatabase, { kind, key }: Which, before?: number) {
  const { version, publishedAt, publishedBy } = versions
  return db
    .select({ version, publishedAt, publishedBy })
    .from(versions)
    .where(
      and(
        eq(versions.kind, kind),
        eq(versions.key, key),
        before === undefined ? undefined : lt(version, before),
      ),
    )
    .orderBy(desc(version))
    .limit(versionsOnPage + 1)
}

export async function findVersion(db: LibSQLDatabase, { kind, key }: Which, version: number) {
  const [found] = await db
    .select({
      version: versions.version,
      publishedAt: versions.publishedAt,
      publishedBy: versions.publishedBy,
      body: versions.body,
    })
    .from(versions)
    .where(and(eq(versions.kind, kind), eq(versions.key, key), eq(versions.version, version)))
  return found
}

/** Who changed it last; null where nobody knows. */
export async function findUpdatedBy(
  db: LibSQLDatabase,
  { kind, key }: Which,
): Promise<string | null> {
  const [found] = await db
    .select({ by: definitions.updatedBy })
    .from(definitions)
    .where(and(eq(definitions.kind, kind), eq(definitions.key, key)))
  return found?.by ?? null
}

const columns = {
  kind: publications.kind,
  key: publications.key,
  at: publications.at,
  scheduledAt: publications.scheduledAt,
  scheduledBy: publications.scheduledBy,
  failure: publications.failure,
}

/** At most one for each definition, soonest first. */
export function listPublications(db: LibSQLDatabase) {
  return db
    .select(columns)
    .from(publications)
    .orderBy(asc(publications.at), asc(publications.kind), asc(publications.key))
}

export async function findPublication(db: LibSQLDatabase, { kind, key }: Which) {
  const [found] = await db
    .select({ ...columns, body: publications.body })
    .from(publications)
    .where(and(eq(publications.kind, kind), eq(publications.key, key)))
  return found
}
