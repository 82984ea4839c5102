import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import type { Subject } from '../../../shared/account/erasure.ts'
import { cli } from '../../../shared/audit/actor.ts'
import { createPipeline } from '../../pipeline/in-process.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { revokeKey } from '../../store/control/keys.ts'
import { move } from '../../store/durable.ts'
import type { StoreLocation } from '../../store/location.ts'
import { newId } from '../../store/new-id.ts'
import { openControlStore, openWorkspaceConnection, openWorkspaceReader } from '../../store/open.ts'
import { findErasure } from '../../store/workspace/queries/erasures.ts'
import { collect, noon, now, testFolder, typesOf } from '../test-folder.ts'
import { backUp } from './back-up.ts'
import { finishRestore } from './finish-restore.ts'
import { hashFile, manifestName, manifestText, readManifest } from './manifest.ts'
import { restore } from './restore.ts'

/** A folder with a backup of it, and with more in it since. */
async function backedUp() {
  const test = await testFolder()
  await collect(backUp(test.backup, now))
  await test.record('w1', 4)
  await test.close()
  return test
}

async function rewriteManifest(folder: string) {
  const manifest = await readManifest(folder)
  const files = await Promise.all(
    manifest.files.map(async ({ path }) => ({ path, ...(await hashFile(join(folder, path))) })),
  )
  await writeFile(join(folder, manifestName), manifestText({ ...manifest, files }))
}

test('into an empty folder everything comes back, and people are let in by their passwords again', async () => {
  const { root, restore: job, countEvents } = await backedUp()
  const folder = join(root, 'elsewhere')
  const lines = await collect(restore({ ...job, folder, force: false }, now))
  expect(typesOf(lines)).toEqual([...Array(4).fill('checked'), 'note', 'note', 'restored'])
  expect(lines.at(-1)).toMatchObject({ files: 4, aside: null, at: '2026-11-26T12:00:00.000Z' })
  expect(await countEvents('w1', folder)).toBe(3)
  expect(await countEvents('w2', folder)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual(['control.db', 'secret', 'workspaces'])
  const control = await openControlStore({ kind: 'files', folder })
  const { rows } = await control.client.execute(
    'SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM sessions) AS sessions',
  )
  expect(rows).toMatchObject([{ people: 2, sessions: 0 }])
  control.close()
})

test('what is there is not overwritten unless that is asked for, and then kept aside', async () => {
  const { folder, restore: job, countEvents } = await backedUp()
  await expect(collect(restore({ ...job, force: false }, now))).rejects.toThrow(/--force/)
  expect(await countEvents('w1')).toBe(7)
  const lines = await collect(restore({ ...job, force: true }, now))
  const aside = join(folder, 'before-restore-2026-11-26T12-00-00-000Z')
  expect(lines.at(-1)).toMatchObject({ type: 'restored', aside })
  expect(await countEvents('w1')).toBe(3)
  expect(await countEvents('w1', aside)).toBe(7)
  expect(existsSync(join(folder, 'restoring'))).toBe(false)
})

/** Waits until nothing is left of somebody; how it is with their erasure. */
async function erased(pipeline: Pipeline, location: StoreLocation, subject: Subject) {
  for (;;) {
    // Whoever opens it goes on with what is not finished.
    await pipeline.retire('w1', noon)
    const store = await openWorkspaceReader(location, 'w1')
    const found = await findErasure(store.db, subject)
    store.close()
    if (found?.status !== 'erasing') return found?.status
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function isKnown(location: StoreLocation, workspace: string) {
  const store = await openWorkspaceReader(location, workspace)
  const { rows } = await store.client.execute(
    `SELECT 1 FROM users WHERE id = 'mara' UNION SELECT 1 FROM events WHERE user = 'mara'`,
  )
  store.close()
  return rows.length > 0
}

test.each([
  { only: null, kind: 'user', id: 'mara', count: 1 },
  // With its people.
  { only: 'w1', kind: 'account', id: 'acme', count: 2 },
] as const)(
  '$kind $id, erased since, stays it, and a key that was revoked since',
  async ({ only, count, ...subject }) => {
    const { folder, location, control, pipeline, ...test } = await testFolder()
    await collect(backUp(test.backup, now))
    await pipeline.erase('w1', { ...subject, by: cli, at: noon })
    expect(await erased(pipeline, location, subject)).toBe('erased')
    const doing = { by: cli, at: noon + 5 }
    await revokeKey(control.db, { workspace: 'w1', id: 'key_w1' }, doing)
    await test.close()
    const lines = await collect(restore({ ...test.restore, workspace: only, force: true }, now))
    expect(lines.slice(-2)).toMatchObject([
      { type: 'carried', erased: count, revoked: only ? 0 : 1 },
      { type: 'restored' },
    ])
    expect(await readdir(join(folder, 'workspaces'))).not.toContain('w1.db-wal')
    expect(await isKnown(location, 'w1')).toBe(true)
    const again = createPipeline({
      open: (id) => openWorkspaceConnection(location, id),
      newId,
      now,
    })
    onTestFinished(again.close)
    const { refused } = await again.submit('w1', {
      at: noon,
      inputs: [
        {
          ...{ kind: 'event', messageId: 'late', account: 'acme', user: 'mara', name: 'used' },
          ...{ occurredAt: noon, receivedAt: noon, source: 'api', properties: {} },
        },
      ],
    })
    expect(refused).toMatchObject([{ issues: [{ message: 'This user was erased' }] }])
    expect(await erased(again, location, subject)).toBe('erased')
    expect(await isKnown(location, 'w1')).toBe(false)
    expect(await isKnown(location, 'w2')).toBe(true)
    const store = await openControlStore(location)
    const { rows } = await store.client.execute('SELECT id, revoked_at FROM keys ORDER BY id')
    store.close()
    expect(rows).toMatchObject([
      { id: 'key_w1', revoked_at: noon + 5 },
      { id: 'key_w2', revoked_at: null },
    ])
  },
)

test('where it cannot be known what has happened since, that is said, and it is restored', async () => {
  const { folder, restore: job, countEvents } = await backedUp()
  await writeFile(join(folder, 'control.db'), 'no database any more')
  // Its log may hold all of it still.
  await rm(join(folder, 'control.db-wal'), { force: true })
  await rm(join(folder, 'workspaces', 'w2.db'))
  const lines = await collect(restore({ ...job, force: true }, now))
  expect(lines.slice(-3)).toMatchObject([
    { message: expect.stringMatching(/^Which keys were revoked .+ \(control\.db\)/) },
    { message: expect.stringMatching(/^Who was erased .+ \(workspaces\/w2\.db\)/) },
    { type: 'restored' },
  ])
  expect(await countEvents('w2')).toBe(2)
})

test('one workspace alone comes back, and the others stay as they are', async () => {
  const { folder, restore: job, record: _, countEvents, ...rest } = await backedUp()
  const one = { ...job, workspace: 'w1' }
  await expect(collect(restore({ ...one, force: false }, now))).rejects.toThrow(/"w1" has data/)
  await collect(restore({ ...one, force: true }, now))
  expect(await countEvents('w1')).toBe(3)
  expect(await countEvents('w2')).toBe(2)
  for (const [workspace, why] of [
    ['w9', /The backup has no workspace "w9"/],
    ['../../secret', /The backup has no workspace/],
  ] as const) {
    await expect(collect(restore({ ...job, workspace, force: true }, now))).rejects.toThrow(why)
  }
  const elsewhere = { ...one, folder: join(rest.root, 'elsewhere'), force: true }
  await expect(collect(restore(elsewhere, now))).rejects.toThrow(/has no workspace "w1"/)
  expect(existsSync(folder)).toBe(true)
})

type Damage = (backup: string) => Promise<void>
const w1 = 'workspaces/w1.db'

const damages: [string, Damage, RegExp][] = [
  [
    'a flipped bit',
    async (backup) => {
      const bytes = await readFile(join(backup, w1))
      bytes[50_000] = (bytes[50_000] ?? 0) ^ 1
      await writeFile(join(backup, w1), bytes)
    },
    /workspaces\/w1\.db is damaged: it is not what the manifest says/,
  ],
  [
    'a file that was cut',
    (backup) => truncate(join(backup, w1), 40_000),
    /w1\.db is damaged: it has 40000 bytes, and had \d+/,
  ],
  [
    'a file that is missing',
    (backup) => rm(join(backup, w1)),
    /not whole: workspaces\/w1\.db is m/,
  ],
  ['no manifest', (backup) => rm(join(backup, manifestName)), /is no backup: it has no manifest/],
  [
    'a manifest that was cut',
    (backup) => truncate(join(backup, manifestName), 300),
    /manifest\.json can't be read/,
  ],
  [
    'a manifest that was changed',
    async (backup) => {
      const text = await readFile(join(backup, manifestName), 'utf8')
      await writeFile(join(backup, manifestName), text.replace('"First"', '"Fist"'))
    },
    /manifest\.json is damaged/,
  ],
  [
    'a manifest that leads elsewhere',
    async (backup) => {
      const { digest: _, ...manifest } = JSON.parse(
        await readFile(join(backup, manifestName), 'utf8'),
      )
      manifest.files[1].path = 'workspaces/../../../w1.db'
      const digest = createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
      await writeFile(join(backup, manifestName), JSON.stringify({ ...manifest, digest }))
    },
    /manifest\.json can't be read/,
  ],
  [
    'a database that is broken and signed all the same',
    async (backup) => {
      const bytes = await readFile(join(backup, w1))
      bytes.fill(0xff, 8_192, 60_000)
      await writeFile(join(backup, w1), bytes)
      await rewriteManifest(backup)
    },
    /w1\.db is not sound/,
  ],
  [
    'a newer Brim',
    async (backup) => {
      const client = createClient({ url: `file:${join(backup, w1)}` })
      await client.execute("INSERT INTO migrations VALUES ('9999_future', '')")
      client.close()
      await rewriteManifest(backup)
    },
    /of a newer Brim, which knows "9999_future"/,
  ],
]

test.each(damages)('a backup with %s is refused, and loses nothing', async (_, damage, why) => {
  const { root, folder, restore: job, countEvents, backup } = await backedUp()
  await damage(backup.to)
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => !/-(wal|shm)$/.test(name)).sort()
  const before = await files()
  await expect(collect(restore({ ...job, force: true }, now))).rejects.toThrow(why)
  expect(await files()).toEqual(before)
  expect(await countEvents('w1')).toBe(7)
  const fresh = join(root, 'fresh')
  await expect(collect(restore({ ...job, folder: fresh, force: false }, now))).rejects.toThrow(why)
  expect(await readdir(fresh).catch(() => [])).toEqual([])
})

/** Moves so many times, and is killed before the next. */
function killedAfter(moves: number): typeof move {
  let left = moves
  return async (from, to) => {
    if (left-- === 0) throw new Error('killed')
    await move(from, to)
  }
}

test('killed at any step, the next start has all of the backup and all of the old data', async () => {
  let wasKilled = true
  for (let moves = 0; wasKilled; moves++) {
    const { folder, restore: job, countEvents } = await backedUp()
    const killed = (at: string) => finishRestore(at, killedAfter(moves))
    wasKilled = await collect(restore({ ...job, force: true }, now, killed)).then(
      () => false,
      () => true,
    )
    // Once more on the way.
    await finishRestore(folder, killedAfter(1)).catch(() => {})
    await finishRestore(folder)
    const aside = (await readdir(folder)).find((name) => name.startsWith('before-restore-')) ?? ''
    expect(await countEvents('w1'), `after ${moves} moves`).toBe(3)
    expect(await countEvents('w1', join(folder, aside)), `after ${moves} moves`).toBe(7)
    expect(existsSync(join(folder, 'restoring'))).toBe(false)
    expect(existsSync(join(folder, aside, 'control.db'))).toBe(true)
    if (!wasKilled) expect(moves).toBeGreaterThan(4)
  }
}, 60_000)

test('killed before it had checked everything, nothing has happened', async () => {
  const { folder, restore: job, countEvents } = await backedUp()
  const lines = restore({ ...job, force: true }, now)
  await lines.next()
  expect(existsSync(join(folder, 'restoring'))).toBe(true)
  // Its process ends here.
  expect(await finishRestore(folder)).toBe(false)
  expect(existsSync(join(folder, 'restoring'))).toBe(false)
  expect(await countEvents('w1')).toBe(7)
})

test('without the secret in it, the one that is there stays', async () => {
  const test = await testFolder()
  await collect(backUp({ ...test.backup, secret: 'left_out' }, now))
  await test.close()
  const lines = await collect(restore({ ...test.restore, force: true }, now))
  expect(lines.at(-1)).toMatchObject({ type: 'note' })
  expect(await readFile(join(test.folder, 'secret'), 'utf8')).toMatch(/^a secret/)
})
