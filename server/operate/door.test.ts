import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Command, Refused } from './command.ts'
import { doorPath, openDoor } from './door.ts'
import { knock } from './knock.ts'
import { collect } from './test-folder.ts'

const list = { command: 'workspace_list' } as const
const backup = { command: 'backup', to: '/tmp/none', withSecret: false } as const

async function testDoor(run: (command: Command) => AsyncGenerator<string>) {
  const folder = await mkdtemp(join(tmpdir(), 'brim-door-'))
  const faults: unknown[] = []
  // What a server has left that was killed.
  await writeFile(join(folder, 'owner.sock'), '')
  const door = await openDoor({ folder, run, onFault: (error) => void faults.push(error) })
  onTestFinished(async () => {
    await door?.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { folder, faults, door }
}

test('a command is carried out by whoever owns the folder, and answered line by line', async () => {
  const { folder, door } = await testDoor(async function* ({ command }) {
    yield `{"told":"${command}"}`
    yield '{"n":2}'
  })
  expect(await collect(knock(folder, list))).toEqual(['{"told":"workspace_list"}', '{"n":2}'])
  await door?.close()
  expect(existsSync(join(folder, 'owner.sock'))).toBe(false)
})

test('only the user that Brim runs as can open it', async () => {
  const before = process.umask(0o077)
  onTestFinished(() => void process.umask(before))
  const { folder } = await testDoor(async function* () {})
  expect((await stat(join(folder, 'owner.sock'))).mode & 0o077).toBe(0)
})

test('a refusal comes with its words, a fault without', async () => {
  const { folder, faults } = await testDoor(async function* (command) {
    yield '{}'
    throw command.command === 'backup' ? new Error('mara@example.com') : new Refused('Not today')
  })
  await expect(collect(knock(folder, list))).rejects.toThrow(new Refused('Not today'))
  expect(faults).toEqual([])
  await expect(collect(knock(folder, backup))).rejects.toThrow(/the log of the server says what/)
  expect(faults).toHaveLength(1)
})

test('two backups at once are one too many', async () => {
  let finish = () => {}
  const { folder } = await testDoor(async function* () {
    yield '{}'
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  const first = knock(folder, backup)
  const running = collect(first)
  await expect.poll(() => collect(knock(folder, backup)).catch(String)).toMatch(/already/)
  finish()
  expect(await running).toEqual(['{}'])
})

test('whoever goes away stops what they asked for', async () => {
  let isStopped = false
  const { folder } = await testDoor(async function* () {
    try {
      for (let n = 0; ; n++) {
        yield JSON.stringify({ n, text: 'x'.repeat(10_000) })
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      isStopped = true
    }
  })
  const asking = request({ socketPath: doorPath(folder), method: 'POST', path: '/' })
  asking.end(JSON.stringify(list))
  asking.on('error', () => {})
  asking.on('response', (response) => response.once('data', () => asking.destroy()))
  await expect.poll(() => isStopped, { timeout: 10_000 }).toBe(true)
})

test('an answer that was cut is not taken for a whole one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'brim-door-'))
  const server = createServer((_, response) => {
    response.write('{"n":1}\n{"n":2}\n')
    setImmediate(() => response.destroy())
  })
  server.listen(join(folder, 'owner.sock'))
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true, force: true })
  })
  await expect(collect(knock(folder, list))).rejects.toThrow()
})

test.each(['{', '[]', '"backup"', '{"command":"explode"}'])('%s is refused', async (body) => {
  const { folder } = await testDoor(async function* () {})
  const answer = await new Promise<string>((done, fail) => {
    const asking = request({ socketPath: doorPath(folder), method: 'POST', path: '/' })
    asking.end(body)
    asking.on('error', fail)
    asking.on('response', async (response) => done((await collect(response)).join('')))
  })
  expect(JSON.parse(answer)).toMatchObject({ type: 'failed' })
})
