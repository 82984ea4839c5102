/**
 * How long answers take while half of the highest ingest comes in: of pages that send (`/b/v1/sync`,
 * p99 under 25 ms), and of backends that ask 500 times a second (`/v1/decide`, p99 under 25 ms). Both
 * wait for a commit. The floor takes the same ingest; a page's batch is events to it, a decision a row.
 */
import { interleave } from '../interleave.ts'
import { decideBodies, eventBodies, syncBodies } from '../load/bodies.ts'
import { type OpenLoad, startClosedLoop, startOpenLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { type SideName, type Sides, withSides } from '../sides.ts'

const size = 5
const seconds = 4
const decisionsPerSecond = 500
const plan = { rounds: 3, enough: 2, withinMs: 60_000 }

/** Events a second that Brim takes at the most, in batches of this size. */
const highest = async (sides: Sides): Promise<number> => {
  const loader = startClosedLoop()
  const amount = 6_000
  const load = {
    url: sides.url.brim,
    path: '/v1/events',
    headers: sides.headers,
    bodies: eventBodies(200, size),
    connections: 64,
    amount,
    expected: JSON.stringify({ accepted: size, repeated: 0, refused: [] }),
  }
  try {
    await loader.run({ ...load, amount: amount / 3 })
    return (amount * size) / (await loader.run(load)).seconds
  } finally {
    loader.stop()
  }
}

const p99 = (latenciesMs: number[]) => quantile(latenciesMs, 0.99)

export const beside: Figure = {
  name: 'beside',
  measure: () =>
    withSides(async (sides) => {
      const perSecond = Math.floor((await highest(sides)) / 2 / size)
      const ingest = (side: SideName): OpenLoad => ({
        url: sides.url[side],
        path: '/v1/events',
        headers: sides.headers,
        bodies: eventBodies(200, size),
        perSecond,
        seconds,
        expectedStart: `{"accepted":${size},`,
      })
      const page: OpenLoad = {
        ...ingest('brim'),
        path: '/b/v1/sync',
        headers: { origin: sides.page.origin, 'content-type': 'text/plain' },
        bodies: syncBodies(sides.page.key),
        expectedStart: '{"v":1,',
      }
      const ask = (side: SideName): OpenLoad => ({
        ...ingest(side),
        path: '/v1/decide',
        bodies: decideBodies(false),
        perSecond: decisionsPerSecond,
        expectedStart: side === 'brim' ? '{"decisions":[{"id":' : '{"account":"bench-account-',
      })
      const [first, second] = [startOpenLoop(), startOpenLoop()]
      const alone = (load: OpenLoad) => async () => p99((await first.run(load)).latenciesMs)
      const both = (side: SideName) => async () => {
        const [asked] = await Promise.all([first.run(ask(side)), second.run(ingest(side))])
        return p99(asked.latenciesMs)
      }
      try {
        const runs = {
          sync: alone(page),
          syncFloor: alone(ingest('floor')),
          decide: both('brim'),
          decideFloor: both('floor'),
        }
        for (const warmUp of Object.values(runs)) await warmUp()
        const measured = await interleave(plan, runs)
        const row = (name: string, of: keyof typeof runs, floor: keyof typeof runs): Row => ({
          name: `beside_${name}_p99_ms`,
          value: median(measured[of]),
          unit: `ms at ${perSecond * size} events/s`,
          floor: median(measured[floor]),
        })
        return [row('sync', 'sync', 'syncFloor'), row('decide', 'decide', 'decideFloor')]
      } finally {
        first.stop()
        second.stop()
      }
    }),
}
