/**
 * One build of the widget under a name that no other build can have, so that what is served under it
 * may be kept for ever and pinned by its hash.
 */
import { createHash } from 'node:crypto'
import {
  readStaticFiles,
  type StaticFile,
  type StaticFiles,
  staticFile,
} from '../page/static-files.ts'

export type Release = {
  /** Of the package, and of the files: two builds of one version differ in the second. */
  version: string
  /** Scripts, by name: `brim.js`, `module.js`, and the chunks beside them. */
  files: StaticFiles
}

/** What `/b/integrity.json` says. */
export type Integrity = {
  version: string
  /** For the attribute `integrity`, by the file's name. */
  files: Record<string, string>
}

/** `undefined` where the folder has no scripts. */
export async function readRelease(
  folder: string,
  packageVersion: string,
): Promise<Release | undefined> {
  const files = new Map(
    [...(await readStaticFiles(folder))]
      .filter(([name]) => name.endsWith('.js'))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  if (files.size === 0) return undefined
  return { version: `${packageVersion}-${hashOf(files)}`, files }
}

function hashOf(files: StaticFiles): string {
  const hash = createHash('sha256')
  for (const [name, { content }] of files) {
    hash.update(`${name}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, 12)
}

export function integrityOf({ version, files }: Release): Integrity {
  const entries = [...files].map(([name, { content }]) => [
    name,
    `sha384-${createHash('sha384').update(content).digest('base64')}`,
  ])
  return { version, files: Object.fromEntries(entries) }
}

/**
 * Every file by its path below `/b/`. The present release is at the top as well, with the chunks of all
 * of them, which are named by what is in them. `earlier`: the newest last.
 */
export function addressesOf(present: Release, earlier: Release[]): StaticFiles {
  const addresses = new Map<string, StaticFile>()
  for (const release of [...earlier, present]) {
    const json = Buffer.from(`${JSON.stringify(integrityOf(release), null, 2)}\n`)
    const files = new Map(release.files)
    files.set('integrity.json', staticFile('integrity.json', json))
    for (const [name, file] of files) {
      addresses.set(`${release.version}/${name}`, file).set(name, file)
    }
  }
  return addresses
}
