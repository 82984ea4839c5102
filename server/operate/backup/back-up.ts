/**
 * A backup: every database copied as of one moment of its own, at or after the start, and the secret.
 * What was acknowledged before the start is in it. Nothing in a workspace refers to the control
 * database, so that their moments may differ. It is made under another name, checked, and renamed:
 * a folder with the name that was asked for is whole.
 */
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { sync, writeDurably } from '../../store/durable.ts'
import { randomText } from '../../store/random-text.ts'
import { type Line, Refused } from '../command.ts'
import { type Copier, createCopier } from './copier.ts'
import { type BackupFile, hashFile, manifestName, manifestText } from './manifest.ts'

export type BackupJob = {
  folder: string
  to: string
  secret: 'included' | 'left_out' | 'environment'
  version: string
}

/** Whoever has a backup is nobody's session: people sign in again after a restore. */
const forgotten = ['sessions', 'verifications', 'setup_links', 'password_resets'].map(
  (table) => `DELETE FROM one.${table}`,
)

export async function* backUp(job: BackupJob, now: () => number): AsyncGenerator<Line> {
  const { folder, to, secret, version } = job
  const startedAt = new Date(now()).toISOString()
  refuseBadPlace(folder, to)
  const partial = join(dirname(to), `${partialPrefix(to)}${randomText(8)}`)
  await mkdir(dirname(to), { recursive: true })
  await removeInterrupted(to)
  const copier = createCopier()
  try {
    await mkdir(join(partial, 'workspaces'), { recursive: true, mode: 0o700 })
    const files: BackupFile[] = []
    const take = async (path: string) => {
      const taken = { path, ...(await hashFile(join(partial, path))) }
      await chmod(join(partial, path), 0o600)
      await sync(join(partial, path))
      files.push(taken)
      return { type: 'copied' as const, path, bytes: taken.bytes }
    }
    await copyChecked(copier, folder, partial, 'control.db', forgotten)
    yield await take('control.db')
    const workspaces = await listWorkspaces(copier, join(partial, 'control.db'))
    for (const { id } of workspaces) {
      const path = `workspaces/${id}.db`
      // One that nobody has used yet has no database.
      if (!existsSync(join(folder, path))) continue
      await copyChecked(copier, folder, partial, path)
      yield await take(path)
    }
    if (secret === 'included') {
      await copyFile(join(folder, 'secret'), join(partial, 'secret'))
      yield await take('secret')
    }
    const finishedAt = new Date(now()).toISOString()
    const manifest = { format: 1, brim: version, startedAt, finishedAt, secret } as const
    await writeDurably(
      join(partial, manifestName),
      manifestText({ ...manifest, workspaces, files }),
    )
    await sync(join(partial, 'workspaces'))
    await sync(partial)
    if (existsSync(to)) throw new Refused(`${to} has come to be there meanwhile`)
    await rename(partial, to)
    await sync(dirname(to))
    const bytes = files.reduce((sum, one) => sum + one.bytes, 0)
    yield { type: 'backup', folder: to, files: files.length, bytes, secret }
  } finally {
    copier.close()
    await rm(partial, { recursive: true, force: true })
  }
}

function refuseBadPlace(folder: string, to: string): void {
  if (existsSync(to)) throw new Refused(`${to} is there already: a backup is a folder of its own`)
  if (!relative(folder, to).startsWith('..')) {
    throw new Refused(`${to} is inside of the data folder: a backup belongs somewhere else`)
  }
}

async function copyChecked(
  copier: Copier,
  folder: string,
  partial: string,
  path: string,
  changes: string[] = [],
): Promise<void> {
  const copy = join(partial, path)
  await copier.copy(join(folder, path), copy)
  if (changes.length > 0) await copier.change(copy, changes)
  const fault = await copier.check(copy)
  if (fault !== null) throw new Refused(`The copy of ${path} is not sound: ${fault}`)
}

async function listWorkspaces(copier: Copier, control: string) {
  const rows = await copier.query(control, 'SELECT id, name FROM one.workspaces ORDER BY id')
  return rows.map((row) => ({ id: String(row.id), name: String(row.name) }))
}

function partialPrefix(to: string): string {
  return `.${basename(to)}.brim-backup-`
}

/** What a backup of this name has left that was killed. There is one at a time. */
async function removeInterrupted(to: string): Promise<void> {
  for (const name of await readdir(dirname(to))) {
    if (!name.startsWith(partialPrefix(to))) continue
    await rm(join(dirname(to), name), { recursive: true, force: true })
  }
}
