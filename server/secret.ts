/** The secret that signs sessions: made once, kept beside the data, for nobody else to read. */
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvError } from './env.ts'
import { makeFolder, sync } from './store/durable.ts'
import { randomText } from './store/random-text.ts'

export async function keepSecret(folder: string): Promise<string> {
  const file = join(folder, 'secret')
  await makeFolder(folder)
  const kept = (await read(file)) ?? (await make(file))
  // An answer must not be lost that says what was sealed with it. Whoever was killed just before this
  // had only made it.
  await sync(folder)
  if (kept === '') {
    throw new EnvError(
      `${file} is empty: put it back from a backup, or remove it for a new one, which opens nothing that the old one has sealed`,
    )
  }
  return kept
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

/** It has its name when all of it is on the disk; of several who make one at once, one wins. */
async function make(file: string): Promise<string> {
  const draft = `${file}.${randomText(10)}.draft`
  try {
    await writeFile(draft, `${randomText(48)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}
