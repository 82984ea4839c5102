import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { migrate, SchemaNewer } from './migrate.ts'

test('what a newer Brim has changed is left alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'brim-migrate-'))
  const client = createClient({ url: `file:${join(folder, 'one.db')}` })
  onTestFinished(async () => {
    client.close()
    await rm(folder, { recursive: true })
  })
  const before = { './0001_a.sql': 'CREATE TABLE a (id TEXT)' }
  const after = { ...before, './0002_b.sql': 'CREATE TABLE b (id TEXT)' }
  const newer = { ...after, './0003_c.sql': 'CREATE TABLE c (id TEXT)' }
  await migrate(client, before)
  await migrate(client, newer)
  await expect(migrate(client, after)).rejects.toThrow(SchemaNewer)
  await expect(migrate(client, before)).rejects.toThrow('changed this database (0002_b)')
  await migrate(client, newer)
})
