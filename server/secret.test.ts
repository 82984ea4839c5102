import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepSecret } from './secret.ts'
import { takeRoom } from './test-room.ts'

async function emptyFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'brim-secret-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('makes a secret once, for nobody else to read', async () => {
  const data = join(await emptyFolder(), 'a', 'data')
  const secret = await keepSecret(data)
  expect(secret).toMatch(/^\w{48}$/)
  expect(await keepSecret(data)).toBe(secret)
  expect(await readdir(data)).toEqual(['secret'])
  expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600)
})

test('many who start together agree', async () => {
  const data = await emptyFolder()
  const kept = await Promise.all(Array.from({ length: 20 }, () => keepSecret(data)))
  expect(new Set(kept).size).toBe(1)
  expect(await readdir(data)).toEqual(['secret'])
})

test('whoever ends in the middle of it leaves none, and not half of one', async (ctx) => {
  const data = await emptyFolder()
  const giveBack = takeRoom(ctx)
  const broken = await keepSecret(data).catch((error: NodeJS.ErrnoException) => error.code)
  giveBack()
  expect(broken).toBe('EFBIG')
  expect(await readdir(data)).toEqual([])
  expect(await keepSecret(data)).toMatch(/^\w{48}$/)
})

test('an empty file is not taken for one, and not replaced: somebody may have the real one', async () => {
  const data = await emptyFolder()
  await writeFile(join(data, 'secret'), '\n')
  await expect(keepSecret(data)).rejects.toThrow(/is empty: /)
  expect(await readFile(join(data, 'secret'), 'utf8')).toBe('\n')
})
