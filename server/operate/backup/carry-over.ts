/**
 * What must not come back with a backup: who was erased since it was made, and keys that were revoked
 * since. It is read in what will be moved aside and written into what is staged, before anything moves.
 */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from '@libsql/client'
import { cli } from '../../../shared/audit/actor.ts'
import { repeatErasures } from '../../pipeline/erasure/repeat.ts'
import { sync } from '../../store/durable.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { erasureSecret } from '../../store/workspace/erasure-hash.ts'
import type { Line } from '../command.ts'
import type { Copier } from './copier.ts'
import { stagingName } from './finish-restore.ts'

type CarryingOver = { folder: string; paths: readonly string[]; now(): number }

/** What is said of it. */
export async function carryOver(
  copier: Copier,
  { folder, paths, now }: CarryingOver,
): Promise<Line[]> {
  const counts = { erased: 0, revoked: 0 }
  const unknown: string[] = []
  for (const path of paths.filter((one) => one.endsWith('.db'))) {
    const there = join(folder, path)
    const staged = join(folder, stagingName, path)
    const isControl = path === 'control.db'
    const carried = isControl
      ? await carryRevoked(copier, there, staged)
      : await carryErased(copier, there, { folder, path, at: now() })
    if (carried === undefined) unknown.push(path)
    else if (isControl) counts.revoked += carried
    else counts.erased += carried
    if (carried !== undefined) await sync(staged)
  }
  const carried: Line = { type: 'carried', ...counts }
  const isCarried = counts.erased + counts.revoked > 0
  return [...(isCarried ? [carried] : []), ...notesOf(unknown)]
}

function notesOf(unknown: readonly string[]): Line[] {
  const workspaces = unknown.filter((path) => path !== 'control.db')
  const messages = [
    unknown.includes('control.db') &&
      'Which keys were revoked since the backup is not known (control.db): they are good again. Revoke them once more.',
    workspaces.length > 0 &&
      `Who was erased since the backup is not known (${workspaces.join(', ')}): they are in it again. Erase them once more.`,
  ]
  return messages.flatMap((message): Line[] => (message ? [{ type: 'note', message }] : []))
}

const keyTables = ['keys', 'identity_keys'] as const

async function carryRevoked(copier: Copier, there: string, staged: string) {
  let revoked = 0
  for (const table of keyTables) {
    const sql = `SELECT id, revoked_at FROM one.${table} WHERE revoked_at IS NOT NULL`
    const now = await read(copier, there, sql)
    if (!now) return undefined
    const before = new Set((await copier.query(staged, sql)).map((row) => row.id))
    const known = await copier.query(staged, `SELECT id FROM one.${table}`)
    const all = new Set(known.map((row) => row.id))
    const since = now.filter(({ id }) => all.has(id) && !before.has(id))
    if (since.length === 0) continue
    await copier.change(
      staged,
      since.map(({ id, revoked_at }) => ({
        sql: `UPDATE one.${table} SET revoked_at = ? WHERE id = ?`,
        args: [revoked_at ?? null, id ?? null],
      })),
    )
    revoked += since.length
  }
  return revoked
}

type Staged = { folder: string; path: string; at: number }

async function carryErased(copier: Copier, there: string, { folder, path, at }: Staged) {
  const sql = `SELECT value FROM one.settings WHERE name = '${erasureSecret}'`
  const [secret] = (await read(copier, there, sql)) ?? [undefined]
  const rows = await read(copier, there, 'SELECT * FROM one.erasures')
  if (rows?.length === 0) return 0
  if (!rows || !secret) return undefined
  const known = { secret: String(secret.value), rows }
  const location = { kind: 'files', folder: join(folder, stagingName) } as const
  const workspace = path.slice('workspaces/'.length, -'.db'.length)
  const connection = await openWorkspaceConnection(location, workspace)
  try {
    const transaction = await connection.begin()
    try {
      const repeated = await repeatErasures(transaction, known, { by: cli, at })
      if (repeated === null) return undefined
      await transaction.commit()
      // It is moved without its log.
      if (!(await connection.emptyLog())) throw new Error(`The log of ${path} is in use`)
      return repeated
    } finally {
      transaction.close()
    }
  } finally {
    connection.close()
    for (const suffix of ['-wal', '-shm']) {
      await rm(join(folder, stagingName, path + suffix), { force: true })
    }
  }
}

/** `undefined` where it is not there, or damaged: maybe that is why a backup is needed. */
async function read(copier: Copier, path: string, sql: string): Promise<Row[] | undefined> {
  if (!existsSync(path)) return undefined
  return copier.query(path, sql).catch(() => undefined)
}
