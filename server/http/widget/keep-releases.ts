/**
 * The releases of the widget that this server hands out: its own, and those that it has handed out
 * before. A page asks for a chunk when it first needs it, under the name that its `brim.js` was built
 * with: that may be a day old in a cache, or as old as the tab. A page that names a version may do so
 * for years. So the data folder, which outlives an upgrade, keeps them.
 */
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StaticFiles } from '../static-files.ts'
import { addressesOf, type Release, readRelease } from './release.ts'

/** Releases that are kept, this one among them. */
export const mostReleases = 12

/** Of the folder `kept` this process has to be the only one. Empty where nothing is built. */
export async function keepReleases(built: string, kept: string): Promise<StaticFiles> {
  const present = await readRelease(built, __BRIM_VERSION__)
  if (!present) return new Map()
  await mkdir(kept, { recursive: true })
  await keep(present, built, kept)
  const earlier = (await newestFirst(kept)).filter((name) => name !== present.version)
  for (const name of earlier.splice(mostReleases - 1)) {
    await rm(join(kept, name), { recursive: true })
  }
  const others = await Promise.all(earlier.map((name) => readKept(kept, name)))
  return addressesOf(present, others.flatMap((one) => one ?? []).reverse())
}

async function keep({ version, files }: Release, built: string, kept: string): Promise<void> {
  const folder = join(kept, version)
  const making = join(kept, `${version}.making`)
  await rm(making, { recursive: true, force: true })
  await mkdir(making)
  for (const name of files.keys()) await copyFile(join(built, name), join(making, name))
  // Also when it is there: it is whole, and the newest again.
  await rm(folder, { recursive: true, force: true })
  await rename(making, folder)
}

/** Nothing where the files are no longer those that the version was named for. */
async function readKept(kept: string, name: string): Promise<Release | undefined> {
  const release = await readRelease(join(kept, name), name.slice(0, name.lastIndexOf('-')))
  return release?.version === name ? release : undefined
}

async function newestFirst(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  return dated.sort((a, b) => b.at - a.at).map((one) => one.name)
}
