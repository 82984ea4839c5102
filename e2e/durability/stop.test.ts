import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { sendHalf } from './half-sent.ts'
import { startTraffic } from './traffic.ts'
import { setUp } from './workspace.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a server that is told to stop finishes what it has begun, and exits with 0', async () => {
  const brim = await startBrim()
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim, { backends: 8, browsers: 1 })
  const { sent, workspace } = traffic
  const { id, cookie, secretKey } = workspace
  const streams = await Promise.all(
    [1, 2, 3].map(() => fetch(`${brim.url}/console/api/w/${id}/live`, { headers: { cookie } })),
  )
  expect(streams.map((one) => one.status)).toEqual([200, 200, 200])
  await pause(1_000)

  const batches = Array.from({ length: 10 }, (_, i) => ({
    events: [
      { name: 'probe', messageId: `half-${i}`, account: `a${i}`, user: 'u1', properties: { n: i } },
    ],
  }))
  for (const { messageId } of batches.flatMap(({ events }) => events)) sent.tried.add(messageId)
  const halves = await Promise.all(
    batches.map((batch) => sendHalf(`${brim.url}/v1/events`, secretKey, batch)),
  )
  await pause(200)

  const start = Date.now()
  const stopped = brim.stop()
  // Streams end, rather than break off; they would go on for as long as somebody listens.
  for (const one of streams) expect(await one.text()).toContain('data:')
  const refused = once(connect(Number(new URL(brim.url).port), 'localhost'), 'connect')
  await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(await Promise.all(halves.map((one) => one.complete()))).toEqual(batches.map(() => 200))
  for (const { messageId, account, properties } of batches.flatMap(({ events }) => events)) {
    sent.acknowledged.set(messageId, { account, n: properties.n })
  }
  await stopped
  expect(Date.now() - start).toBeLessThan(8_000)
  await traffic.abandon()
  expect(sent.strange).toEqual([])
  await traffic.audit()
}, 60_000)

/** Loaded into the server's threads: those that read say so when they come, and when they end by themselves. */
const signer = (list: string) => `
import { appendFileSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'
const sign = (what) => appendFileSync(${JSON.stringify(list)}, what + '\\n')
if (!isMainThread && workerData?.location && !workerData.mostOpen) {
  sign('came')
  process.on('exit', () => sign('ended'))
}
`

test('the threads that read are not broken off: each leaves what it is at and ends', async () => {
  const folder = createScratch('stop')
  const list = join(folder, 'list')
  const script = join(folder, 'signer.mjs')
  writeFileSync(script, signer(list))
  writeFileSync(list, '')
  const brim = await startBrim({ env: { NODE_OPTIONS: `--import=${script}` } })
  onTestFinished(() => brim.kill())
  const { secretKey } = await setUp(brim)
  const headers = { authorization: `Bearer ${secretKey}` }
  const asked = ['ranking', 'results'].map((path) => fetch(`${brim.url}/v1/${path}`, { headers }))
  await Promise.all(asked)
  await brim.stop()
  const signed = readFileSync(list, 'utf8').trim().split('\n')
  const count = (what: string) => signed.filter((one) => one === what).length
  expect(count('came')).toBeGreaterThanOrEqual(2)
  expect(count('ended')).toBe(count('came'))
}, 60_000)
