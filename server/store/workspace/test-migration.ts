/** A workspace's database as it was before one migration, to be filled and then brought up to date. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { onTestFinished } from 'vitest'
import { migrate } from '../migrate.ts'

const folder = join(import.meta.dirname, 'migrations')
const all = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
)

/** `first`: the number of the migration that has not run while it is filled. */
export async function migratedFrom(
  first: string,
  fill: (client: Client) => Promise<void>,
): Promise<Client> {
  const scratch = await mkdtemp(join(tmpdir(), 'brim-migration-'))
  const client = createClient({ url: `file:${join(scratch, 'w1.db')}` })
  onTestFinished(async () => {
    client.close()
    await rm(scratch, { recursive: true, force: true })
  })
  await migrate(client, Object.fromEntries(Object.entries(all).filter(([name]) => name < first)))
  await fill(client)
  await migrate(client, all)
  return client
}
