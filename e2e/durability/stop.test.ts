import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { sendHalf } from './half-sent.ts'
import { startTraffic } from './traffic.ts'

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
