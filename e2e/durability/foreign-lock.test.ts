// libSQL's client acknowledges and loses what it writes after it has met a lock, unless the
// connection is opened anew. So: locks in the middle of traffic, and a look from a third connection.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { startForeignLock } from './foreign-lock.ts'
import { seed } from './seed.ts'
import { startTraffic } from './traffic.ts'

const looks = 4
const betweenLooksMs = 3_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('what is acknowledged while others take the write lock is there, for all to see', async () => {
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim, { backends: 6 })
  const { sent, workspace } = traffic
  const file = join(brim.dataDir, 'workspaces', `${workspace.id}.db`)
  const foreign = await startForeignLock(file, seed)
  for (let look = 0; look < looks; look++) {
    await pause(betweenLooksMs)
    await traffic.audit()
  }
  // Now nobody else holds it: what the server's connection has met must not spoil what follows.
  const { holds, long } = await foreign.stop()
  await pause(1_000)
  const [refused, acknowledged] = [sent.unavailable, sent.acknowledged.size]
  await pause(1_000)
  expect(sent.unavailable).toBe(refused)
  expect(sent.acknowledged.size).toBeGreaterThan(acknowledged)
  await traffic.finish()
  await traffic.audit()
  await brim.kill()

  expect(sent.strange).toEqual([])
  expect(holds).toBeGreaterThan(looks)
  expect(long, 'longer than the server waits').toBeGreaterThan(0)
  expect(sent.unavailable, 'asked to try again').toBeGreaterThan(0)
  const { probes, shown } = await traffic.audit()
  expect(probes).toBeGreaterThan(40)
  expect(shown).toBeGreaterThan(0)
}, 90_000)
