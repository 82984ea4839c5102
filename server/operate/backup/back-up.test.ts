import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collect, now, testFolder } from '../test-folder.ts'
import { backUp } from './back-up.ts'
import { createCopier } from './copier.ts'
import { readManifest } from './manifest.ts'

test('a backup has every database, whole and readable by itself, and says what it is', async () => {
  const { root, folder, backup, countEvents } = await testFolder()
  const lines = await collect(backUp(backup, now))
  expect(lines.at(-1)).toMatchObject({ type: 'backup', folder: backup.to, files: 4 })
  expect((await readdir(backup.to)).sort()).toEqual([
    'control.db',
    'manifest.json',
    'secret',
    'workspaces',
  ])
  const manifest = await readManifest(backup.to)
  expect(manifest).toMatchObject({
    brim: '0.1.0',
    secret: 'included',
    workspaces: [{ id: 'w1' }, { id: 'w2' }],
    files: ['control.db', 'workspaces/w1.db', 'workspaces/w2.db', 'secret'].map((path) => ({
      path,
    })),
  })
  expect(await countEvents('w1', backup.to)).toBe(3)
  expect(await countEvents('w2', backup.to)).toBe(2)
  expect((await stat(join(backup.to, 'control.db'))).mode & 0o077).toBe(0)
  expect((await readdir(root)).sort()).toEqual(['backup', 'data'])
  expect(await readdir(folder)).not.toContain('backup')
})

test('what was committed before it began is in it, while others go on writing', async () => {
  const { backup, record, countEvents } = await testFolder()
  let isDone = false
  const writing = (async () => {
    while (!isDone) await record('w1', 5)
  })()
  const before = await countEvents('w1')
  await collect(backUp(backup, now))
  isDone = true
  await writing
  const copied = await countEvents('w1', backup.to)
  expect(copied).toBeGreaterThanOrEqual(before)
  expect(copied).toBeLessThanOrEqual(await countEvents('w1'))
  // The writer was not disturbed: what it acknowledged is there for another connection.
  await record('w1', 1)
})

test('nobody can enter with what is in a backup', async () => {
  const { backup } = await testFolder()
  await collect(backUp(backup, now))
  const bytes = await readFile(join(backup.to, 'control.db'), 'latin1')
  expect(bytes).not.toContain('the-token-of-a-session')
  expect(bytes).toContain('ada@example.com')
})

test('the secret stays away where it shall', async () => {
  const { backup } = await testFolder()
  await collect(backUp({ ...backup, secret: 'left_out' }, now))
  expect(existsSync(join(backup.to, 'secret'))).toBe(false)
  expect(await readManifest(backup.to)).toMatchObject({ secret: 'left_out' })
})

test('a workspace that nobody has used has no file, and is named', async () => {
  const { backup, folder } = await testFolder()
  await rm(join(folder, 'workspaces', 'w2.db'))
  await collect(backUp(backup, now))
  const { files, workspaces } = await readManifest(backup.to)
  expect(files.map((one) => one.path)).not.toContain('workspaces/w2.db')
  expect(workspaces.map((one) => one.id)).toEqual(['w1', 'w2'])
})

test('a place that is taken or inside of the data is refused, and nothing is left of the attempt', async () => {
  const { backup, folder, root } = await testFolder()
  await mkdir(backup.to)
  await expect(collect(backUp(backup, now))).rejects.toThrow(/is there already/)
  const inside = { ...backup, to: join(folder, 'backup') }
  await expect(collect(backUp(inside, now))).rejects.toThrow(/inside of the data folder/)
  expect((await readdir(root)).sort()).toEqual(['backup', 'data'])
})

test('a database that is damaged is not backed up as if it were whole', async () => {
  const { backup, folder, root, close } = await testFolder()
  await close()
  const file = join(folder, 'workspaces', 'w2.db')
  const copier = createCopier()
  // Lets go of the log, so that the file is all there is.
  await copier.copy(file, join(root, 'plain.db'))
  copier.close()
  const bytes = await readFile(join(root, 'plain.db'))
  bytes.fill(0xff, 8_192, 60_000)
  for (const suffix of ['-wal', '-shm']) await rm(file + suffix, { force: true })
  await writeFile(file, bytes)
  await rm(join(root, 'plain.db'))
  await expect(collect(backUp(backup, now))).rejects.toThrow()
  expect(await readdir(root)).toEqual(['data'])
})

test('one that was killed leaves no folder of the name, and is cleared away by the next', async () => {
  const { backup, root } = await testFolder()
  const lines = backUp(backup, now)
  await lines.next()
  expect(existsSync(backup.to)).toBe(false)
  expect((await readdir(root)).some((name) => name.startsWith('.backup.brim-backup-'))).toBe(true)
  // Its process ends here; nobody goes on with it.
  await collect(backUp(backup, now))
  expect((await readdir(root)).sort()).toEqual(['backup', 'data'])
})

test('whoever goes away in the middle leaves nothing', async () => {
  const { backup, root } = await testFolder()
  for await (const _ of backUp(backup, now)) break
  expect(await readdir(root)).toEqual(['data'])
})
