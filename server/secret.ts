/** The secret that signs sessions: made once, kept beside the data, for nobody else to read. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomText } from './store/random-text.ts'

export async function keepSecret(folder: string): Promise<string> {
  const file = join(folder, 'secret')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    // `wx`: of two processes that start together one writes, and both read the same.
    await writeFile(file, `${randomText(48)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
