/**
 * A process of its own: requests begin at a stated rate whatever became of those before, and the
 * time that counts begins when a request was due.
 */
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Loaded, OpenLoad } from './load.ts'
import { serveLoad } from './serve-load.ts'

let ids = 0
const withIds = (body: string) => body.replaceAll('@id', () => `bench-${process.pid}-${++ids}`)

const tick = () => new Promise((resolve) => setTimeout(resolve, 1))

/** What is wrong with the answer, if anything is. */
const send = (agent: Agent, load: OpenLoad, body: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const { url, path, headers } = load
    const options = {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      timeout: 30_000,
    }
    const sent = request(new URL(path, url), options, async (response) => {
      const answer = await text(response).catch(() => '')
      const isRight = response.statusCode === 200 && answer.startsWith(load.expectedStart)
      resolve(isRight ? undefined : `${response.statusCode} ${answer.slice(0, 200)}`)
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', (error) => resolve(error.message))
    sent.end(body)
  })

serveLoad(async (load: OpenLoad): Promise<Loaded> => {
  const { bodies, perSecond, seconds } = load
  const amount = perSecond * seconds
  const latenciesMs: number[] = []
  const failures: string[] = []
  // Of this run alone: the server hangs up on connections that nobody uses for a while.
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo' })
  const pending: Promise<void>[] = []
  const start = performance.now()
  const dueAt = (place: number) => start + (place * 1000) / perSecond
  for (let place = 0; place < amount; ) {
    for (; place < amount && dueAt(place) <= performance.now(); place++) {
      const due = dueAt(place)
      const one = send(agent, load, withIds(bodies[place % bodies.length] as string)).then(
        (failure) => {
          latenciesMs.push(performance.now() - due)
          if (failure) failures.push(failure)
        },
      )
      pending.push(one)
    }
    await tick()
  }
  await Promise.all(pending)
  agent.destroy()
  return { seconds: (performance.now() - start) / 1000, latenciesMs, failures }
})
