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

/** Nodes that start together get past each other within two or three. */
const mostAttempts = 20

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
    await remove(join(kept, name))
  }
  const others = await Promise.all(earlier.map((name) => readKept(kept, name)))
  return addressesOf(present, others.flatMap((one) => one ?? []).reverse())
}

/** Makes it under a name of its own first: whatever bears the version's name is whole. */
async function keep({ version, files }: Release, built: string, kept: string): Promise<void> {
  const folder = join(kept, version)
  if (await readKept(kept, version)) return touch(folder)
  const making = await mkdtemp(join(kept, `${version}.making-`))
  for (const name of files.keys()) await copyFile(join(built, name), join(making, name))
  for (let attempt = 1; ; attempt++) {
    const fault = await rename(making, folder).catch((error: unknown) => error)
    if (fault === undefined) return
    if (await readKept(kept, version)) return remove(making)
    if (attempt === mostAttempts) {
      await remove(making)
      throw fault
    }
    // Something else bears the name. It goes aside: another node may be about to put its own there.
    const aside = join(kept, `${version}.making-aside-${randomUUID()}`)
    await rename(folder, aside).catch(() => {})
    await remove(aside)
  }
}

const remove = (path: string) => rm(path, { recursive: true, force: true })

/** It is the newest again. Another node that read it half may have taken it aside, and puts its own. */
async function touch(folder: string): Promise<void> {
  const now = new Date()
  await utimes(folder, now, now).catch(unlessGone)
}

/** Nothing where the files are no longer those that the version was named for. */
async function readKept(kept: string, name: string): Promise<Release | undefined> {
  const packageVersion = name.slice(0, name.lastIndexOf('-'))
  const release = await readRelease(join(kept, name), packageVersion).catch(unlessGone)
  return release?.version === name ? release : undefined
}

/** Another node may take away what this one has just listed. */
function unlessGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

/** Releases by their names; what was abandoned while it was made is removed. */
async function newestFirst(folder: string): Promise<string[]> {
  const dated: { name: string; at: number }[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const at = (await stat(path).catch(() => undefined))?.mtimeMs
    if (at === undefined) continue
    if (!name.includes('.making')) dated.push({ name, at })
    else if (at < Date.now() - abandonedMs) await remove(path)
  }
  return dated.sort((a, b) => b.at - a.at).map((one) => one.name)
}
