/**
 * A disk that cannot promise anything. After a failed fsync a kernel may call its pages clean although
 * they never reached the disk, so that a second fsync says yes to nothing: trying the same fsync again
 * proves nothing. Brim never does: the transaction is rolled back, what waited for it is told to try
 * again, and the next one writes its pages anew, over those of the failed one, whose end the log's
 * index had not moved past. What had been acknowledged before was made certain by an fsync of its own.
 * The same holds for the file itself: a checkpoint that fails is repeated from the log, page by page,
 * and the log is not overwritten before one has succeeded.
 */
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, type TestContext, test } from 'vitest'
import { openControlStore, openWorkspaceStore, type Store } from '../../server/store/open.ts'
import { type Brim, startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import type { Sent } from './clients.ts'
import { failSyncs, watchSyncs, whyNoTrace } from './failing-disk.ts'
import { startTraffic } from './traffic.ts'
import { send, setUp } from './workspace.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const start = async (ctx: TestContext): Promise<Brim> => {
  const reason = whyNoTrace()
  if (reason) ctx.skip(reason)
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  return brim
}

test('what a failing disk made certain is there, and nothing else is acknowledged', async (ctx) => {
  const brim = await start(ctx)
  const { dataDir } = brim
  const traffic = await startTraffic(brim, { backends: 6 })
  const { sent, target } = traffic
  await pause(500)

  // Now and then it fails: the neighbours of what failed are acknowledged and are there.
  const now = await failSyncs(brim.pid, '2+3')
  await pause(1_500)
  await traffic.audit()
  expect(failures(await now.stop())).toBeGreaterThan(0)

  const all = await failSyncs(brim.pid)
  await nothingIsTaken(sent)
  await traffic.audit()
  expect((await fetch(`${brim.url}/console/`)).status).toBe(200)
  expect(failures(await all.stop())).toBeGreaterThan(0)

  // By itself, as soon as the disk does.
  const { size } = sent.acknowledged
  await expect.poll(() => sent.acknowledged.size, { timeout: 5_000 }).toBeGreaterThan(size)
  await traffic.audit()

  // Once more, and killed in the middle of it: what the log holds then is what was certain.
  await failSyncs(brim.pid, '2+2')
  await pause(800)
  await brim.kill()
  await traffic.audit()

  const next = await startBrim({ dataDir })
  onTestFinished(() => next.kill())
  target.url = next.url
  await pause(500)
  await traffic.finish()
  await next.stop()
  expect(sent.strange).toEqual([])
  expect(sent.unavailable).toBeGreaterThan(0)
  const { probes } = await traffic.audit()
  expect(probes).toBeGreaterThan(40)
}, 90_000)

const failures = (seen: string) => seen.split('(INJECTED)').length - 1

/** What was certain when the disk began to fail may still be on its way to the client; then it is still. */
const nothingIsTaken = async ({ acknowledged }: Sent) => {
  for (let tries = 0; tries < 10; tries++) {
    const { size } = acknowledged
    // Long enough that somebody would have been told that it was.
    await pause(1_000)
    if (acknowledged.size === size) return
  }
  throw new Error('it is acknowledged what the disk has refused')
}

test('each commit is made certain by the disk before it is acknowledged', async (ctx) => {
  const brim = await start(ctx)
  const { id, secretKey } = await setUp(brim)
  const trace = await watchSyncs(brim.pid)
  const commits = 20
  for (let i = 0; i < commits; i++) {
    const events = [{ name: 'probe', account: 'a1', user: 'u1', properties: { n: i } }]
    await send(
      `${brim.url}/v1/events`,
      'POST',
      { events },
      { authorization: `Bearer ${secretKey}` },
    )
  }
  const seen = (await trace.stop()).split('\n')
  const log = join(brim.dataDir, 'workspaces', `${id}.db-wal`)
  const certain = seen.filter((line) => line.includes(`<${log}>`))
  // `synchronous=FULL`: one for each, none is left to the next checkpoint.
  expect(certain.length).toBeGreaterThanOrEqual(commits)
}, 60_000)

/** Files as a killed process leaves them: commits that are in the log and nowhere else. */
const leaveBehind = async (
  name: string,
  open: (folder: string) => Promise<Store>,
): Promise<string> => {
  const alive = createScratch('alive')
  const store = await open(alive)
  onTestFinished(store.close)
  const folder = join(createScratch('killed'), 'data')
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  for (const file of [name, `${name}-wal`]) copyFileSync(join(alive, file), join(folder, file))
  return folder
}

test.for<[string, (folder: string) => Promise<Store>]>([
  ['control.db', (folder) => openControlStore({ kind: 'files', folder })],
  ['workspaces/w1.db', (folder) => openWorkspaceStore({ kind: 'files', folder }, 'w1')],
])(
  'what somebody killed has left in the log of %s is certain when it is open',
  { timeout: 30_000 },
  async ([name, open], ctx) => {
    const reason = whyNoTrace()
    if (reason) ctx.skip(reason)
    const folder = await leaveBehind(name, open)
    // Nobody is told what is in it while that is not certain.
    const failing = await failSyncs(process.pid)
    await expect(open(folder)).rejects.toThrow('EIO')
    await failing.stop()

    const trace = await watchSyncs(process.pid)
    const store = await open(folder)
    const seen = await trace.stop()
    onTestFinished(store.close)
    expect(seen).toContain(`<${join(folder, name)}-wal>`)
    // The name of the file, and of the folder that it is in.
    expect(seen).toContain(`<${dirname(join(folder, name))}>`)
    expect(seen).toContain(`<${dirname(dirname(join(folder, name)))}>`)
  },
)
