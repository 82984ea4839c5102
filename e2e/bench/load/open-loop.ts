/**
 * A process of its own: requests begin at a stated rate whatever became of those before, and the
 * time that counts begins when a request was due.
 */
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Loaded, OpenLoad } from './load.ts'
import { serveLoad } from './serve-load.ts'

const agent = new Agent({ keepAlive: true, scheduling: 'lifo' })
const tick = () => new Promise((resolve) => setTimeout(resolve, 1))

const send = (load: OpenLoad, body: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { url, path, headers } = load
    const options = {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      timeout: 10_000,
    }
    const sent = request(new URL(path, url), options, async (response) => {
      const answer = await text(response).catch(() => '')
      resolve(response.statusCode === 200 && answer.startsWith(load.expectedStart))
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve(false))
    sent.end(body)
  })

serveLoad(async (load: OpenLoad): Promise<Loaded> => {
  const { bodies, perSecond, seconds } = load
  const amount = perSecond * seconds
  const latenciesMs: number[] = []
  let failures = 0
  const pending: Promise<void>[] = []
  const start = performance.now()
  const dueAt = (place: number) => start + (place * 1000) / perSecond
  for (let place = 0; place < amount; ) {
    for (; place < amount && dueAt(place) <= performance.now(); place++) {
      const due = dueAt(place)
      const one = send(load, bodies[place % bodies.length] as string).then((isFine) => {
        latenciesMs.push(performance.now() - due)
        if (!isFine) failures++
      })
      pending.push(one)
    }
    await tick()
  }
  await Promise.all(pending)
  return { seconds: (performance.now() - start) / 1000, latenciesMs, failures }
})
