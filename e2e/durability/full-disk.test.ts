// A disk without room: what cannot be written is not acknowledged, and nobody has to come to help.
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import type { Sent } from './clients.ts'
import { limitFiles, type OpenRoom, openSmallDisk } from './room.ts'
import { startTraffic } from './traffic.ts'
import { signIn } from './workspace.ts'

const times = 2
/** Long enough that somebody would have been told so. */
const stillMs = 400

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.for<[string, OpenRoom]>([
  ['is full', openSmallDisk],
  ['gives files no more room', limitFiles],
])(
  'with a disk that %s, Brim says "try again", serves pages, and goes on when there is room',
  { timeout: 90_000 },
  async ([_, open], ctx) => {
    const room = open()
    if (typeof room === 'string') return ctx.skip(room)
    onTestFinished(room.close)
    const { dataDir } = room
    const brim = await startBrim({ dataDir })
    onTestFinished(() => brim.kill())
    const traffic = await startTraffic(brim, { backends: 6 })
    const { sent, target } = traffic

    for (let time = 0; time < times; time++) {
      // However slow the machine is, something is there that can be lost.
      const most = sent.acknowledged.size + 100
      await expect.poll(() => sent.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(most)
      room.fill(brim.pid)
      // The log has some room of its own, which is used up first.
      await untilNothingIsTaken(sent)
      const statuses = () =>
        Promise.all(
          ['/healthz', '/console/', '/b/brim.js', '/docs'].map(
            async (path) => (await fetch(brim.url + path)).status,
          ),
        )
      // A machine that is busy with the disk may be slow to show that it lives.
      await expect.poll(statuses, { timeout: 10_000 }).toEqual([200, 200, 200, 200])
      await traffic.audit()
      await untilNobodyGetsIn(brim.url)
      expect(brim.logs()).toMatch(/SQLITE_\w+.*"msg":"requests are asked to come again"/)
      if (time === times - 1) break
      room.clear(brim.pid)
      const { size } = sent.acknowledged
      await expect.poll(() => sent.acknowledged.size, { timeout: 5_000 }).toBeGreaterThan(size)
      expect((await signIn(brim.url)).status).toBe(200)
      await traffic.audit()
    }
    // Killed while there is no room; the next start finds some.
    await brim.kill()
    room.clear()
    const next = await startBrim({ dataDir })
    onTestFinished(() => next.kill())
    target.url = next.url
    await pause(500)
    await traffic.finish()
    await next.stop()
    expect(sent.strange).toEqual([])
    await traffic.audit()
  },
)

/** Everybody is told to try again, and nobody is told anything else. */
const untilNothingIsTaken = async (sent: Sent) => {
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += stillMs) {
    const { acknowledged, unavailable } = sent
    const { size } = acknowledged
    await pause(stillMs)
    if (acknowledged.size === size && sent.unavailable > unavailable) return
  }
  throw new Error('the disk was never full')
}

/** The control database has some room of its own too: people get in, and then are told to try again. */
const untilNobodyGetsIn = async (url: string) => {
  const statuses: number[] = []
  do {
    const { status, headers } = await signIn(url)
    statuses.push(status)
    if (status === 503) expect(headers.get('retry-after')).toBe('1')
  } while (statuses.at(-1) === 200 && statuses.length < 40)
  expect([...new Set(statuses)].filter((status) => status !== 200)).toEqual([503])
}
