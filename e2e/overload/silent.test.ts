// Databases that do not answer: callers are told in time, nothing piles up, and it goes on afterwards.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { audit } from '../durability/audit.ts'
import { createScratch } from '../harness/scratch.ts'
import { unlimited } from '../harness/unlimited.ts'
import { createCaller } from './caller.ts'
import { startHouse } from './house.ts'
import { createSender, silentRefusals, tallyOf } from './sender.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const openHouse = async (env: Record<string, string> = {}) => {
  const house = await startHouse({ ...unlimited, ...env })
  onTestFinished(() => house.brim.kill())
  const caller = createCaller(house.brim.url, { connections: 40 })
  onTestFinished(() => caller.close())
  return {
    brim: house.brim,
    loud: createSender(caller, house.loud),
    quiet: createSender(caller, house.quiet),
  }
}

test('while somebody else holds the write lock it is 503, and afterwards everything lands once', async () => {
  const { brim, loud, quiet } = await openHouse()
  expect((await loud.send(30)).status).toBe(200)
  const other = createClient({ url: `file:${join(brim.dataDir, 'workspaces', 'wloud.db')}` })
  onTestFinished(() => other.close())
  const lock = await other.transaction('write')
  const refused = await Promise.all([1, 2, 3].map((batch) => loud.send(30, batch)))
  expect(tallyOf(refused)).toEqual({ 503: 3 })
  expect(silentRefusals(refused)).toEqual([])
  for (const { text } of refused) expect(text).toContain('"unavailable"')
  // The other workspace is another file.
  expect((await quiet.send(90)).status).toBe(200)
  await lock.rollback()
  for (const batch of [1, 2, 3]) {
    await expect.poll(async () => (await loud.send(30, batch)).status).toBe(200)
  }
  await brim.stop()
  await audit(brim.dataDir, 'wloud', loud.sent)
  await audit(brim.dataDir, 'wquiet', quiet.sent)
}, 60_000)

/** Loaded into the server's threads: the pipeline's stands still while a file is there. */
const holder = (sign: string) => `
import { existsSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'
const cell = new Int32Array(new SharedArrayBuffer(4))
if (!isMainThread && workerData?.location)
  setInterval(() => { while (existsSync(${JSON.stringify(sign)})) Atomics.wait(cell, 0, 0, 20) }, 10)
`

test('a pipeline that stands still is told of in time, and what it wrote late counts once', async () => {
  const folder = createScratch('silent')
  const sign = join(folder, 'hold')
  const script = join(folder, 'holder.mjs')
  writeFileSync(script, holder(sign))
  const { brim, loud, quiet } = await openHouse({ NODE_OPTIONS: `--import=${script}` })
  expect((await loud.send(30)).status).toBe(200)
  writeFileSync(sign, '')
  await pause(200)

  const late = await Promise.all([1, 2, 3].map((batch) => loud.send(30, batch)))
  expect(tallyOf(late)).toEqual({ 503: 3 })
  for (const { text, retryAfter } of late) {
    expect(text).toContain('may have been written')
    expect(retryAfter).toBe('5')
  }
  // Nobody waits any more for what is known not to answer; what needs no pipeline is served.
  const refused = await loud.send(30, 4)
  expect([refused.status, refused.retryAfter]).toEqual([503, '1'])
  expect(refused.tookMs).toBeLessThan(Math.min(...late.map((one) => one.tookMs)))
  expect((await fetch(`${brim.url}/docs`)).status).toBe(200)
  expect((await fetch(`${brim.url}/healthz`)).status).toBe(503)

  rmSync(sign)
  // Sent again, as they were told to: what has landed meanwhile is known by its message ids.
  for (const batch of [1, 2, 3, 4]) {
    await expect
      .poll(async () => (await loud.send(30, batch)).status, { timeout: 10_000 })
      .toBe(200)
  }
  expect((await quiet.send(90)).status).toBe(200)
  await brim.stop()
  expect(loud.sent.strange).toEqual([])
  await audit(brim.dataDir, 'wloud', loud.sent)
  await audit(brim.dataDir, 'wquiet', quiet.sent)
}, 60_000)
