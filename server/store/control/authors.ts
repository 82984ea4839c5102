/** Who people and keys are that did something in a workspace, also when they are gone from it. */
import { and, eq, inArray } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Author } from '../../../shared/definition/definition.ts'
import { keys, people } from './schema.ts'

/** Answers somebody for every id: of who is not known any more, that. */
export async function findAuthors(
  db: LibSQLDatabase,
  workspace: string,
  ids: readonly string[],
): Promise<(id: string) => Author> {
  const asked = [...new Set(ids)]
  const [persons, ofKeys] = await Promise.all([
    db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, asked)),
    db
      .select({ id: keys.id, name: keys.name })
      .from(keys)
      .where(and(eq(keys.workspace, workspace), inArray(keys.id, asked))),
  ])
  const known = new Map<string, Author>([
    ...ofKeys.map(({ id, name }) => [id, { id, kind: 'key', name }] as const),
    ...persons.map(({ id, name }) => [id, { id, kind: 'person', name }] as const),
  ])
  return (id) => known.get(id) ?? { id, kind: 'unknown', name: null }
}
