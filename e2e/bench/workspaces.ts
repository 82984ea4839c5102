/** A folder with as many workspaces as one likes: copies of one that is set up, each with a key of its own. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { createToken, keyRow } from '../../server/store/control/keys.ts'
import { keys, workspaces } from '../../server/store/control/schema.ts'
import { newId } from '../../server/store/new-id.ts'
import { newWorkspaceId } from '../../server/store/random-text.ts'
import { startBrim } from '../harness/brim.ts'
import { prepare } from './workspace.ts'

const at = Date.now()

/** Rows in one statement: SQLite takes some thirty thousand values. */
const atOnce = 1_000

/** The secret keys, one a workspace. */
export const makeWorkspaces = async (dataDir: string, count: number): Promise<string[]> => {
  const brim = await startBrim({ dataDir, env: { HOST: '127.0.0.1' } })
  const { workspace } = await prepare(brim)
  await brim.stop()

  const folder = join(dataDir, 'workspaces')
  const client = createClient({ url: `file:${join(dataDir, 'control.db')}` })
  const db = drizzle({ client, casing: 'snake_case' })
  const made = Array.from({ length: count }, () => ({
    id: newWorkspaceId(),
    token: createToken('secret'),
  }))
  for (let from = 0; from < made.length; from += atOnce) {
    const some = made.slice(from, from + atOnce)
    for (const { id } of some) {
      cpSync(join(folder, `${workspace}.db`), join(folder, `${id}.db`))
    }
    await db.insert(workspaces).values(some.map(({ id }) => ({ id, name: id, createdAt: at })))
    await db.insert(keys).values(
      some.map(({ id, token }) =>
        keyRow({
          id: newId('key'),
          workspace: id,
          kind: 'secret',
          name: 'Bench',
          token,
          origins: [],
          at,
        }),
      ),
    )
  }
  client.close()
  return made.map(({ token }) => token)
}
