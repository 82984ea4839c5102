/** Files and folders that are on the disk when it is said that they are. */
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Of a folder: that its entries are there, under the names that they have now. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true })
}

/** With the folder that it goes to, which is made if it isn't there. */
export async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  await sync(dirname(to))
  await sync(dirname(from))
}

/**
 * With those above it that aren't there. A folder's name is an entry of the one above it, so that is
 * flushed too, also where the folder was there: whoever made it may have been killed before that.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path)
  const first = (await mkdir(folder, { recursive: true, mode: 0o700 })) ?? folder
  for (let made = folder; ; made = dirname(made)) {
    await sync(dirname(made)).catch(ignoreUnreadable)
    if (made === resolve(first)) return
  }
}

/** Folders of others may let one in and not be read, and what isn't read can't be flushed. */
function ignoreUnreadable(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error
}
