import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FolderInUse, lockFolder } from './lock.ts'
import { keepSecret } from './secret.ts'

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'brim-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

test('a folder has one holder at a time', async () => {
  const folder = await scratch()
  const lock = await lockFolder(folder)
  expect(await readFile(join(folder, 'brim.lock'), 'utf8')).toBe(`${process.pid}\n`)
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
  await expect(lockFolder(folder)).rejects.toThrow(`(process ${process.pid})`)
  await lock.release()
  const again = await lockFolder(folder)
  await again.release()
})

test('of many that start together one gets the folder', async () => {
  const folder = await scratch()
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  const locks = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(locks).toHaveLength(1)
  await locks[0]?.release()
})

test('a holder that was killed holds nothing, whoever has its number now', async () => {
  const folder = await scratch()
  const holder = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script(folder)],
    { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  await expect(lockFolder(folder)).rejects.toThrow(`(process ${holder.pid})`)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  await writeFile(join(folder, 'brim.lock'), `${process.pid}\n`)
  const lock = await lockFolder(folder)
  await lock.release()
})

const script = (folder: string) => `
  import { lockFolder } from './server/lock.ts'
  globalThis.lock = await lockFolder(${JSON.stringify(folder)})
  console.log('locked')
  setInterval(() => {}, 1000)
`

test('the secret is made once, and is for the owner’s eyes', async () => {
  const folder = await scratch()
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => keepSecret(folder)))
  expect(first).toMatch(/^[0-9A-Za-z]{48}$/)
  expect(new Set(others)).toEqual(new Set([first]))
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})
