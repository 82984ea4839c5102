/**
 * The releases of the widget that this server hands out: its own, and those that it has handed out
 * before. A page asks for a chunk when it first needs it, under the name that its `brim.js` was built
 * with: that may be a day old in a cache, or as old as the tab. A page that names a version may do so
 * for years. So the data folder, which outlives an upgrade, keeps them.
 */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { StaticFiles } from '../page/static-files.ts'
import { addressesOf, type Release, readRelease } from './release.ts'

/** Releases that are kept, this one among them. */
export const mostReleases = 12

/** A copy is made within seconds: what is older was left by a crash. */
const abandonedMs = 600_000

/** Nodes may share the folder `kept`. Empty where nothing is built. */
export async function keepReleases(built: string, kept: string): Promise<StaticFiles> {
  const present = await readRelease(built, __BRIM_VERSION__)
  if (!present) return new Map()
  await mkdir(kept, { recursive: true })
  await keep(present, built, kept)
  const earlier = (await newestFirst(kept)).filter((name) => name !== present.version)
  for (const name of earlier.splice(mostReleases - 1)) {
    await rm(join(kept, name), { recursive: true, force: true })
  }
  const others = await Promise.all(earlier.map((name) => readKept(kept, name)))
  return addressesOf(present, others.flatMap((one) => one ?? []).reverse())
}

/** Makes it under a name of its own first: whatever bears the version's name is whole. */
async function keep({ version, files }: Release, built: string, kept: string): Promise<void> {
  const folder = join(kept, version)
  if (await readKept(kept, version)) return touch(folder)
  // What bears the name and is something else goes aside: whoever finds it whole may be reading it.
  const aside = join(kept, `${version}.making-aside-${randomUUID()}`)
  await rename(folder, aside).catch(() => {})
  await rm(aside, { recursive: true, force: true })
  const making = await mkdtemp(join(kept, `${version}.making-`))
  for (const name of files.keys()) await copyFile(join(built, name), join(making, name))
  await rename(making, folder).catch(async (error) => {
    const isThere = await readKept(kept, version)
    await rm(making, { recursive: true, force: true })
    // Another node was faster, or this is a real fault.
    if (!isThere) throw error
  })
}

/** It is the newest again. */
async function touch(folder: string): Promise<void> {
  const now = new Date()
  await utimes(folder, now, now)
}

/** Nothing where the files are no longer those that the version was named for. */
async function readKept(kept: string, name: string): Promise<Release | undefined> {
  const release = await readRelease(join(kept, name), name.slice(0, name.lastIndexOf('-')))
  return release?.version === name ? release : undefined
}

/** Releases by their names; what was abandoned while it was made is removed. */
async function newestFirst(folder: string): Promise<string[]> {
  const dated: { name: string; at: number }[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const at = (await stat(path).catch(() => undefined))?.mtimeMs
    if (at === undefined) continue
    if (!name.includes('.making')) dated.push({ name, at })
    else if (at < Date.now() - abandonedMs) await rm(path, { recursive: true, force: true })
  }
  return dated.sort((a, b) => b.at - a.at).map((one) => one.name)
}
