// The day on which the backup is needed, rehearsed: taken under load, the server killed, restored.
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { runBrim } from '../harness/cli.ts'
import { createScratch } from '../harness/scratch.ts'
import { audit } from './audit.ts'
import { createRandom, createSent, runBackend, runBrowser, type Sent } from './clients.ts'
import { setUp } from './workspace.ts'

const giveUpAfterMs = 60_000

/** Backends and a browser, until they are told to be done. */
const startClients = (names: string, target: Parameters<typeof runBackend>[1], sent: Sent) => {
  const start = Date.now()
  let isDone = false
  let isGone = false
  const isOver = () => isGone || Date.now() - start > giveUpAfterMs
  const run = { isDone: () => isDone, isOver }
  const clients = Promise.all([
    ...[1, 2, 3].map((i) => runBackend(`${names}${i}`, target, sent, createRandom(i), run)),
    runBrowser(names, target, sent, run),
  ])
  return {
    async finish() {
      isDone = true
      await clients
    },
    /** The server will not come back. */
    async giveUp() {
      isDone = true
      isGone = true
      await clients
    },
  }
}

/** What is known of them now, whatever comes later; what they tried counts for all. */
const copyOf = (sent: Sent): Sent => ({
  ...createSent(),
  acknowledged: new Map(sent.acknowledged),
  tried: sent.tried,
  shown: new Map(sent.shown),
})

test('a backup taken under load brings back all that was acknowledged before it began, and goes on', async () => {
  const scratch = createScratch('drill')
  const at = (name: string) => join(scratch, name)
  const brim = await startBrim({ dataDir: at('data') })
  onTestFinished(() => brim.kill())
  const workspace = await setUp(brim)
  const target = { url: brim.url, workspace }
  const sent = createSent()
  const clients = startClients('before', target, sent)
  await expect
    .poll(() => sent.acknowledged.size > 200 && sent.shown.size > 3, { timeout: 30_000 })
    .toBe(true)

  const before = copyOf(sent)
  const made = await runBrim(at('data'), ['backup', at('backup')])
  expect(made, made.err).toMatchObject({ code: 0 })
  const during = sent.acknowledged.size
  expect(during).toBeGreaterThan(before.acknowledged.size)
  // A copy in the middle of all this disturbs nobody: what comes after it is acknowledged too.
  await expect.poll(() => sent.acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(during)
  await brim.kill()
  await clients.giveUp()
  expect(sent.strange).toEqual([])
  await audit(at('data'), workspace.id, sent)

  const restored = await runBrim(at('restored'), ['restore', at('backup')])
  expect(restored, restored.err).toMatchObject({ code: 0 })
  const { probes } = await audit(at('restored'), workspace.id, before)
  expect(probes).toBeLessThanOrEqual(sent.tried.size)

  const next = await startBrim({ dataDir: at('restored') })
  onTestFinished(() => next.kill())
  // People are there, with their passwords: nobody is set up anew.
  expect(next.ready.setup).toBeNull()
  target.url = next.url
  const after = copyOf(before)
  const goingOn = startClients('after', target, after)
  const known = before.acknowledged.size
  await expect.poll(() => after.acknowledged.size, { timeout: 30_000 }).toBeGreaterThan(known + 50)
  await goingOn.finish()
  await next.stop()
  expect(after.strange).toEqual([])
  await audit(at('restored'), workspace.id, after)

  await refusesDamaged(at)
  await survivesKills(at, workspace.id, before, after)
}, 150_000)

/** A backup that is not whole is refused with its fault, and the data stays. */
const refusesDamaged = async (at: (name: string) => string) => {
  const workspaces = (folder: string) => join(folder, 'workspaces')
  const damages: [(folder: string) => void, RegExp][] = [
    [
      (folder) => {
        const [name = ''] = readdirSync(workspaces(folder))
        const bytes = readFileSync(join(workspaces(folder), name))
        bytes.fill(0xa5, 20_000, 20_016)
        writeFileSync(join(workspaces(folder), name), bytes)
      },
      /is damaged: it is not what the manifest says/,
    ],
    [(folder) => truncateSync(join(folder, 'control.db'), 8_192), /is damaged: it has 8192 bytes/],
    [(folder) => rmSync(join(folder, 'control.db')), /not whole: control\.db is missing/],
  ]
  const control = readFileSync(join(at('restored'), 'control.db'))
  for (const [damage, why] of damages) {
    rmSync(at('damaged'), { recursive: true, force: true })
    cpSync(at('backup'), at('damaged'), { recursive: true })
    damage(at('damaged'))
    for (const folder of ['restored', 'fresh']) {
      const said = await runBrim(at(folder), ['restore', at('damaged'), '--force'])
      expect(said.code).toBe(1)
      expect(said.err).toMatch(why)
    }
  }
  expect(readFileSync(join(at('restored'), 'control.db')).equals(control)).toBe(true)
  expect(existsSync(join(at('fresh'), 'control.db'))).toBe(false)
}

/** Killed at whatever moment, a restore has happened or it has not. */
const survivesKills = async (
  at: (name: string) => string,
  workspace: string,
  before: Sent,
  after: Sent,
) => {
  for (const killAfterMs of [150, 250, 350, 450, 600]) {
    rmSync(at('killed'), { recursive: true, force: true })
    cpSync(at('restored'), at('killed'), { recursive: true })
    await runBrim(at('killed'), ['restore', at('backup'), '--force'], { killAfterMs })
    // Whoever comes next goes on where it was.
    const listed = await runBrim(at('killed'), ['workspace', 'list'])
    expect(listed, listed.err).toMatchObject({ code: 0 })
    expect(listed.out).toContain(workspace)
    const isNew = readdirSync(at('killed')).some((name) => name.startsWith('before-restore-'))
    await audit(at('killed'), workspace, isNew ? before : after)
    expect(existsSync(join(at('killed'), 'restoring'))).toBe(false)
  }
}

test('beside a running server a key counts at once, an export is whole, and one is enough to ask', async () => {
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  const { id, secretKey } = await setUp(brim)
  const ask = (...args: string[]) => runBrim(brim.dataDir, args)
  const made = await ask('key', 'create', '--workspace', id, '--kind', 'secret', '--json')
  const [key, token] = made.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const send = (secret: string) =>
    fetch(`${brim.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({
        events: Array.from({ length: 500 }, (_, n) => ({
          name: 'used',
          account: 'acme',
          properties: { n },
        })),
      }),
    })
  for (let i = 0; i < 4; i++) expect((await send(token.token)).status).toBe(200)
  await ask('key', 'revoke', key.id, '--workspace', id)
  expect((await send(token.token)).status).toBe(401)
  expect((await send(secretKey)).status).toBe(200)

  const { code, out } = await ask('export', id)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(code).toBe(0)
  expect(lines[0]).toMatchObject({ type: 'export', workspace: { id, name: 'Durable' } })
  expect(lines.at(-1)).toEqual({ type: 'end', rows: lines.length - 2 })
  expect(lines.filter((one) => one.type === 'event' && one.name === 'used')).toHaveLength(2_500)

  const refused = await ask('restore', '/tmp/none')
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/in use by another Brim/) })
  expect((await ask('explode')).code).toBe(2)
  await brim.stop()
  // Without a server the same words do the same.
  const listed = await ask('workspace', 'list')
  expect(listed).toMatchObject({ code: 0, out: expect.stringContaining(id) })
}, 60_000)
