/**
 * The chunks of this build and of the builds before it. A page asks for its view when it first has
 * something to show, and for the others when they are needed, under the names that its `brim.js` was
 * built with: that may be a day old in a cache, or as old as the tab. So the data folder, which
 * outlives an upgrade, keeps them.
 */
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readStaticFiles, type StaticFiles } from '../static-files.ts'

/** What a chunk's file may be called; the same hash stands behind the names of all chunks of a build. */
export const chunkPattern = '(?:view|live|debug|meters|left)-[A-Za-z0-9_-]+\\.js'
const chunk = new RegExp(`^${chunkPattern}$`)
/** Builds whose chunks are kept, this one among them. */
const mostBuilds = 6

export async function keepViews(built: string, kept: string): Promise<StaticFiles> {
  const files = await readStaticFiles(built)
  await mkdir(kept, { recursive: true })
  for (const name of [...files.keys()].filter((one) => chunk.test(one))) {
    // Also when it is there: it is the newest again.
    await copyFile(join(built, name), join(kept, name))
  }
  const builds = await newestFirst(kept)
  for (const names of builds.slice(mostBuilds)) {
    for (const name of names) await rm(join(kept, name))
  }
  return new Map([...(await readStaticFiles(kept)), ...files])
}

/** The files of each build. */
async function newestFirst(folder: string): Promise<string[][]> {
  const builds = new Map<string, { at: number; names: string[] }>()
  for (const name of await readdir(folder)) {
    if (!chunk.test(name)) continue
    const hash = name.slice(name.indexOf('-'))
    const { mtimeMs } = await stat(join(folder, name))
    const { at, names } = builds.get(hash) ?? { at: 0, names: [] }
    builds.set(hash, { at: Math.max(at, mtimeMs), names: [...names, name] })
  }
  return [...builds.values()].sort((a, b) => b.at - a.at).map(({ names }) => names)
}
