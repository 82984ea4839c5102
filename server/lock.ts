/**
 * One process per data folder: a second writer would meet locks of the first, and what the client
 * acknowledges after that can be lost. The lock is SQLite's own, on a file without any data: the
 * system lets go of it when its holder dies, however it dies, so it is never stale.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { makeFolder } from './store/durable.ts'

export class FolderInUse extends Error {
  override name = 'FolderInUse'
}

export type Lock = { release(): Promise<void> }

export async function lockFolder(folder: string): Promise<Lock> {
  await makeFolder(folder)
  const note = join(folder, 'brim.lock')
  const client = createClient({ url: `file:${join(folder, 'owner.db')}` })
  const transaction = await client.transaction('write').catch(async (error: unknown) => {
    client.close()
    if (!isBusy(error)) throw error
    const holder = (await readFile(note, 'utf8').catch(() => '')).trim()
    throw new FolderInUse(
      `${folder} is in use by another Brim${holder ? ` (process ${holder})` : ''}: stop it first, or set BRIM_DATA to another folder`,
    )
  })
  // For people, and for tools that look before they touch the folder.
  await writeFile(note, `${process.pid}\n`)
  return {
    async release() {
      await rm(note, { force: true })
      transaction.close()
      client.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
