// The log of a database is copied into its file by a thread of its own, while the server is at work.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { send, setUp } from './workspace.ts'

/** Probes in the file itself: a copy of it that its log did not come along with. */
const inFile = async (file: string): Promise<number> => {
  const copy = join(createScratch('copy'), 'copy.db')
  copyFileSync(file, copy)
  const client = createClient({ url: `file:${copy}` })
  try {
    const { rows } = await client.execute("SELECT count(*) FROM events WHERE name = 'probe'")
    return Number(rows[0]?.[0])
  } finally {
    client.close()
  }
}

test('what is committed comes into the file soon, and the log stays short', async () => {
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  const { id, secretKey } = await setUp(brim)
  const tell = () =>
    send(
      `${brim.url}/v1/events`,
      'POST',
      { events: [{ name: 'probe', account: 'a', user: 'u' }] },
      { authorization: `Bearer ${secretKey}` },
    )
  const file = join(brim.dataDir, 'workspaces', `${id}.db`)
  await expect
    .poll(
      async () => {
        await tell()
        return inFile(file)
      },
      { timeout: 15_000, interval: 100 },
    )
    .toBeGreaterThan(0)
}, 60_000)
