/** Where Tideboard keeps its accounts: a database of its own, which is none of Brim's. */
import { type Client, createClient } from '@libsql/client'
import type { Tide } from './tideboard.ts'

export type DemoStore = {
  find(id: string): Promise<Tide | undefined>
  /** Leaves what is there already as it is. */
  create(tide: Tide): Promise<void>
  /** Applies a change to the newest state; `undefined` where there is no such account. */
  change(id: string, change: (tide: Tide) => Tide): Promise<Tide | undefined>
  close(): void
}

const mostTries = 20

/** `file:…/demo.db`, or `:memory:` where Brim's own data is not on this machine. */
export async function openDemoStore(url: string): Promise<DemoStore> {
  const client = createClient({ url })
  await client.execute(
    'create table if not exists tides (id text primary key, revision integer not null, state text not null)',
  )
  return {
    find: async (id) => (await read(client, id))?.tide,
    async create(tide) {
      await client.execute({
        sql: 'insert into tides (id, revision, state) values (?, 1, ?) on conflict do nothing',
        args: [tide.id, JSON.stringify(tide)],
      })
    },
    async change(id, change) {
      for (let tries = 0; tries < mostTries; tries++) {
        const found = await read(client, id)
        if (!found) return undefined
        const changed = change(found.tide)
        const { rowsAffected } = await client.execute({
          sql: 'update tides set revision = revision + 1, state = ? where id = ? and revision = ?',
          args: [JSON.stringify(changed), id, found.revision],
        })
        if (rowsAffected === 1) return changed
      }
      throw new Error(`Account "${id}" changed ${mostTries} times while it was being changed`)
    },
    close: () => client.close(),
  }
}

async function read(client: Client, id: string) {
  const { rows } = await client.execute({
    sql: 'select revision, state from tides where id = ?',
    args: [id],
  })
  const row = rows[0]
  if (!row) return undefined
  return { revision: Number(row.revision), tide: JSON.parse(String(row.state)) as Tide }
}
