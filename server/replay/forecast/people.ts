/** Everybody as they are known now, a piece at a time, up to as many as a forecast needs. */
import type { Client } from '@libsql/client'
import type { Traits } from '../../../shared/event/event.ts'
import type { Known } from '../../engine/known.ts'
import type { People } from '../../engine/lint/in-audience.ts'

const pageRows = 5_000
/** Of more, the first by id stand for all. */
const most = { accounts: 50_000, users: 100_000 } as const

export async function readPeople(client: Client): Promise<People> {
  return { accounts: await readAll(client, 'accounts'), users: await readAll(client, 'users') }
}

async function readAll(client: Client, table: keyof typeof most): Promise<Map<string, Known>> {
  const all = new Map<string, Known>()
  const account = table === 'users' ? 'account' : "''"
  for (let after = ''; all.size < most[table]; ) {
    const { rows } = await client.execute({
      sql: `SELECT json_group_array(json_array(id, ${account}, json(traits), json(hints), first_seen_at))
            FROM (SELECT * FROM ${table} WHERE id > ? ORDER BY id LIMIT ${pageRows})`,
      args: [after],
    })
    const page = JSON.parse(String(rows[0]?.[0])) as [string, string, Traits, Traits, number][]
    for (const [id, account, traits, hints, firstSeenAt] of page) {
      const times = { firstSeenAt, lastSeenAt: firstSeenAt }
      all.set(id, { id, account, traits, hints, consent: null, ...times })
    }
    after = page.at(-1)?.[0] ?? ''
    if (page.length < pageRows) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return all
}
