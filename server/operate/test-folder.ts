/** A data folder with people, keys and two workspaces in it, as a server leaves it: for tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import { createPipeline } from '../pipeline/in-process.ts'
import type { Input } from '../pipeline/input.ts'
import { createSealer } from '../seal.ts'
import { sessions } from '../store/control/schema.ts'
import { createFirstWorkspace } from '../store/control/setup.ts'
import { newId } from '../store/new-id.ts'
import {
  migrationNames,
  openControlStore,
  openWorkspaceConnection,
  openWorkspaceReader,
  openWorkspaceStore,
} from '../store/open.ts'
import { events } from '../store/workspace/schema.ts'
import type { Line } from './command.ts'
import type { Owned } from './run-command.ts'

export const noon = Date.parse('2026-11-26T12:00:00Z')
export const now = () => noon

export async function collect<T>(lines: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const line of lines) all.push(line)
  return all
}

export async function testFolder() {
  const root = await mkdtemp(join(tmpdir(), 'brim-operate-'))
  const folder = join(root, 'data')
  const location = { kind: 'files' as const, folder }
  const control = await openControlStore(location)
  const pipeline = createPipeline({
    open: (id) => openWorkspaceConnection(location, id),
    newId,
    now,
  })
  const passwordHash = 'not a hash'
  for (const [id, name, email] of [
    ['w1', 'First', 'ada@example.com'],
    ['w2', 'Second', 'bob@example.com'],
  ] as const) {
    const owner = { id: `person_${id}`, name: 'Owner', email, passwordHash, at: noon }
    const token = `sk_of_${id}`
    const key = { id: `key_${id}`, workspace: id, kind: 'secret' as const, name: 'K', token }
    await createFirstWorkspace(control.db, {
      workspace: { id, name },
      owner,
      keys: [{ ...key, origins: [], at: noon }],
      at: noon,
    })
  }
  const date = new Date(noon)
  await control.db.insert(sessions).values({
    id: 's1',
    token: 'the-token-of-a-session',
    userId: 'person_w1',
    expiresAt: date,
    createdAt: date,
    updatedAt: date,
  })
  await writeFile(join(folder, 'secret'), 'a secret that signs sessions\n', { mode: 0o600 })

  let sent = 0
  const record = async (workspace: string, count = 1) => {
    const inputs = Array.from(
      { length: count },
      (): Input => ({
        kind: 'event',
        messageId: `m${++sent}`,
        account: 'acme',
        user: 'mara',
        occurredAt: noon,
        receivedAt: noon,
        source: 'api',
        name: 'used',
        properties: { n: sent },
      }),
    )
    await pipeline.submit(workspace, { at: noon, inputs })
  }
  await record('w1', 3)
  await record('w2', 2)

  let isClosed = false
  /** As a server does that stops. */
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await pipeline.close()
    control.close()
  }
  onTestFinished(async () => {
    await close()
    await rm(root, { recursive: true, force: true })
  })

  return {
    root,
    folder,
    location,
    control,
    pipeline,
    record,
    close,
    backup: { folder, to: join(root, 'backup'), secret: 'included' as const, version: '0.1.0' },
    restore: { folder, from: join(root, 'backup'), workspace: null, migrations: migrationNames },
    /** How many events a workspace has, by another connection. */
    countEvents: async (workspace: string, at = folder) => {
      const store = await openWorkspaceStore({ kind: 'files', folder: at }, workspace)
      const count = await store.db.$count(events, eq(events.name, 'used'))
      store.close()
      return count
    },
    owned: (more: Partial<Owned> = {}): Owned => ({
      location,
      control,
      upgrade: async () => {},
      isSecretKept: true,
      version: '0.1.0',
      url: 'https://brim.example.com',
      async *runJob() {},
      sealer: createSealer('a secret for tests, long enough'),
      openWorkspace: (id) => openWorkspaceReader(location, id),
      swapCredentials: pipeline.swapCredentials,
      swapAnswer: pipeline.swapAnswer,
      forgetKeys: () => {},
      now,
      newId,
      ...more,
    }),
  }
}

export const typesOf = (lines: Line[]) => lines.map((line) => line.type)
