/**
 * Puts a backup in the place of what is there. Everything is copied beside it and checked first, so
 * that a bad backup, a full disk or a kill leaves what is there as it is; what must not come back is
 * taken out of it (`carry-over.ts`); then one file says that it shall be, and `finish-restore.ts` moves:
 * now, or with the next start if this one is killed.
 */
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { move, sync, writeDurably } from '../../store/durable.ts'
import { type Line, Refused } from '../command.ts'
import { carryOver } from './carry-over.ts'
import { type Copier, createCopier } from './copier.ts'
import { finishRestore, planName, stagingName } from './finish-restore.ts'
import { type BackupFile, hashFile, type ManifestContent, readManifest } from './manifest.ts'

export type RestoreJob = {
  folder: string
  from: string
  /** Only this one; null for all of it. */
  workspace: string | null
  /** Whether what is there may be moved aside. */
  force: boolean
  /** Names of the migrations that this build knows. */
  migrations: { control: string[]; workspace: string[] }
}

/** Whoever calls it owns the folder. */
export async function* restore(
  job: RestoreJob,
  now: () => number,
  finish = finishRestore,
): AsyncGenerator<Line> {
  const { folder, from, workspace } = job
  const manifest = await readManifest(from)
  const files = chosen(manifest, workspace)
  const copier = createCopier()
  const staging = join(folder, stagingName)
  try {
    await refuseOverwriting(job, copier)
    await mkdir(join(staging, 'workspaces'), { recursive: true, mode: 0o700 })
    for (const file of files) {
      await stage(job, copier, file)
      yield { type: 'checked', path: file.path, bytes: file.bytes }
    }
    const carried = await carryOver(copier, { folder, paths: files.map((one) => one.path), now })
    const at = new Date(now()).toISOString()
    const aside = `before-restore-${at.replaceAll(/[:.]/g, '-')}`
    const entries = workspace
      ? files.map((one) => one.path)
      : ['control.db', 'workspaces', ...(manifest.secret === 'included' ? ['secret'] : [])]
    const unready = join(staging, `${planName}.partial`)
    await writeDurably(unready, JSON.stringify({ entries, aside }))
    await sync(join(staging, 'workspaces'))
    await move(unready, join(staging, planName))
    await finish(folder)
    yield* carried
    const isAside = existsSync(join(folder, aside))
    yield {
      type: 'restored',
      folder,
      files: files.length,
      aside: isAside ? join(folder, aside) : null,
      at: manifest.startedAt,
    }
    if (manifest.secret !== 'included' && !workspace) {
      yield { type: 'note', message: withoutSecret(folder) }
    }
  } finally {
    copier.close()
    // With a plan in it, it is no leftover but what the next start goes on with.
    if (!existsSync(join(staging, planName))) await rm(staging, { recursive: true, force: true })
  }
}

function withoutSecret(folder: string): string {
  return `The secret is not in this backup: put the one of before into ${join(folder, 'secret')} or BRIM_SECRET, or what it has sealed stays shut.`
}

function chosen({ files }: ManifestContent, workspace: string | null): BackupFile[] {
  if (workspace === null) {
    if (!files.some((one) => one.path === 'control.db')) {
      throw new Refused('The backup has no control database')
    }
    return files
  }
  const only = files.filter((one) => one.path === `workspaces/${workspace}.db`)
  if (only.length === 0) throw new Refused(`The backup has no workspace "${workspace}"`)
  return only
}

async function refuseOverwriting(job: RestoreJob, copier: Copier): Promise<void> {
  const { folder, workspace, force } = job
  const control = join(folder, 'control.db')
  if (workspace !== null) {
    const known = existsSync(control)
      ? await copier.query(control, 'SELECT id FROM one.workspaces')
      : []
    if (!known.some((row) => row.id === workspace)) {
      throw new Refused(`${folder} has no workspace "${workspace}": restore all of the backup`)
    }
    if (force || !existsSync(join(folder, 'workspaces', `${workspace}.db`))) return
    throw new Refused(
      `The workspace "${workspace}" has data: --force moves it aside and restores over it`,
    )
  }
  const there = await readdir(join(folder, 'workspaces')).catch(() => [])
  if (force || (!existsSync(control) && there.length === 0)) return
  throw new Refused(`${folder} has data: --force moves it aside and restores over it`)
}

/** Checks what was copied, not what was read: they are the same only if the copy is good. */
async function stage({ folder, from, migrations }: RestoreJob, copier: Copier, file: BackupFile) {
  const { path, bytes, sha256 } = file
  const staged = join(folder, stagingName, path)
  await copyFile(join(from, path), staged).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Refused(`The backup is not whole: ${path} is missing`)
    throw error
  })
  await chmod(staged, 0o600)
  await sync(staged)
  const found = await hashFile(staged)
  if (found.bytes !== bytes) {
    throw new Refused(`${path} is damaged: it has ${found.bytes} bytes, and had ${bytes}`)
  }
  if (found.sha256 !== sha256) {
    throw new Refused(`${path} is damaged: it is not what the manifest says`)
  }
  if (!path.endsWith('.db')) return
  const fault = await copier.check(staged)
  if (fault !== null) throw new Refused(`${path} is not sound: ${fault}`)
  const known = migrations[dirname(path) === '.' ? 'control' : 'workspace']
  const applied = await copier.query(staged, 'SELECT name FROM one.migrations')
  const unknown = applied.map((row) => String(row.name)).find((name) => !known.includes(name))
  if (unknown) {
    throw new Refused(
      `The backup is of a newer Brim, which knows "${unknown}": restore it with that`,
    )
  }
}
