/**
 * How long answers take while half as much comes in as Brim takes at the most: of pages that send
 * (`/b/v1/sync`, p99 under 25 ms) at half of their own highest rate; and of backends that ask 500
 * times a second (`/v1/decide`, p99 under 25 ms) beside half of the highest ingest. Both wait for a
 * commit. The floor takes the same load; a page's batch is events to it, a decision a row.
 */
import { interleave } from '../interleave.ts'
import { decideBodies, eventBodies, syncBodies } from '../load/bodies.ts'
import { highest } from '../load/highest.ts'
import { type OpenLoad, startOpenLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure } from '../row.ts'
import { type SideName, withSides } from '../sides.ts'

const size = 5
const seconds = 4
const decisionsPerSecond = 500
const plan = { rounds: 3, enough: 2, withinMs: 60_000 }

const p99 = (latenciesMs: number[]) => quantile(latenciesMs, 0.99)

export const beside: Figure = {
  name: 'beside',
  measure: () =>
    withSides(async (sides) => {
      const { url, headers } = sides
      const events = { path: '/v1/events', headers, bodies: eventBodies(200, size) }
      const syncs = {
        path: '/b/v1/sync',
        headers: { origin: sides.page.origin, 'content-type': 'text/plain' },
        bodies: syncBodies(sides.page.key),
      }
      const half = {
        events: Math.floor((await highest({ url: url.brim, ...events })) / 2),
        syncs: Math.floor((await highest({ url: url.brim, ...syncs })) / 2),
      }
      const ingest = (side: SideName, perSecond: number): OpenLoad => ({
        ...events,
        url: url[side],
        perSecond,
        seconds,
        expectedStart: `{"accepted":${size},`,
      })
      const page: OpenLoad = { ...ingest('brim', half.syncs), ...syncs, expectedStart: '{"v":1,' }
      const ask = (side: SideName): OpenLoad => ({
        ...ingest(side, decisionsPerSecond),
        path: '/v1/decide',
        bodies: decideBodies(false),
        expectedStart: side === 'brim' ? '{"decisions":[{"id":' : '{"account":"bench-account-',
      })
      const [first, second] = [startOpenLoop(), startOpenLoop()]
      const alone = (load: OpenLoad) => async () => p99((await first.run(load)).latenciesMs)
      const both = (side: SideName) => async () => {
        const [asked] = await Promise.all([
          first.run(ask(side)),
          second.run(ingest(side, half.events)),
        ])
        return p99(asked.latenciesMs)
      }
      try {
        const runs = {
          sync: alone(page),
          syncFloor: alone(ingest('floor', half.syncs)),
          decide: both('brim'),
          decideFloor: both('floor'),
        }
        for (const warmUp of Object.values(runs)) await warmUp()
        const measured = await interleave(plan, runs)
        return [
          {
            name: 'beside_sync_p99_ms',
            value: median(measured.sync),
            unit: `ms at ${half.syncs} requests/s of ${size} events`,
            floor: median(measured.syncFloor),
          },
          {
            name: 'beside_decide_p99_ms',
            value: median(measured.decide),
            unit: `ms beside ${half.events * size} events/s`,
            floor: median(measured.decideFloor),
          },
        ]
      } finally {
        first.stop()
        second.stop()
      }
    }),
}
