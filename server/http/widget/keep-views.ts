/**
 * The views of this build and of the builds before it. A page asks for its view when it first has
 * something to show, under the name that its `brim.js` was built with: that may be a day old in a
 * cache, or as old as the tab. So the data folder, which outlives an upgrade, keeps them.
 */
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readStaticFiles, type StaticFiles } from '../static-files.ts'

const view = /^view-[A-Za-z0-9_-]+\.js$/
/** Builds whose views are kept, this one among them. */
const mostViews = 6

export async function keepViews(built: string, kept: string): Promise<StaticFiles> {
  const files = await readStaticFiles(built)
  await mkdir(kept, { recursive: true })
  for (const name of [...files.keys()].filter((one) => view.test(one))) {
    // Also when it is there: it is the newest again.
    await copyFile(join(built, name), join(kept, name))
  }
  for (const name of (await newestFirst(kept)).slice(mostViews)) await rm(join(kept, name))
  return new Map([...(await readStaticFiles(kept)), ...files])
}

async function newestFirst(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => view.test(name))
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  return dated.sort((a, b) => b.at - a.at).map((one) => one.name)
}
