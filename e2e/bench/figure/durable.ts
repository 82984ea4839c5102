/**
 * Events acknowledged per second, from HTTP to the commit, by connections of another process; with ten
 * live triggers, and `synchronous=FULL`. At least 70 % of what the floor does.
 * After each run the rows in the database must be as many as the events that were acknowledged.
 */
import { interleave } from '../interleave.ts'
import { eventBodies } from '../load/bodies.ts'
import { type ClosedLoad, type Loader, startClosedLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { type SideName, type Sides, withSides } from '../sides.ts'

const settings = [1, 10, 20].flatMap((size) =>
  [64, 256].map((connections) => ({ size, connections })),
)
const plan = { rounds: 5, enough: 3, withinMs: 15_000 }
const roundSeconds = 1.5
/** Before each setting. */
const warmUpRequests = 2_000
/** Before the first: what is asked is what a server does for days, not while its code is compiled. */
const firstRequests = 20_000

type Run = { perSecond: number; p50Ms: number; p99Ms: number }
type Setting = { sides: Sides; loader: Loader<ClosedLoad>; size: number; connections: number }

const fire = async (setting: Setting, side: SideName, amount: number) => {
  const { sides, loader, size, connections } = setting
  const before = await sides.countEvents(side)
  const { seconds, latenciesMs } = await loader.run({
    url: sides.url[side],
    path: '/v1/events',
    headers: sides.headers,
    bodies: eventBodies(200, size),
    connections,
    amount,
    expected: JSON.stringify({ accepted: size, repeated: 0, refused: [] }),
  })
  const written = (await sides.countEvents(side)) - before
  if (written !== amount * size) {
    throw new Error(`${side}: ${amount * size} events were acknowledged, ${written} are there`)
  }
  return {
    perSecond: (amount * size) / seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
  } satisfies Run
}

const measureSetting = async (setting: Setting): Promise<Row[]> => {
  const { size, connections } = setting
  const run = (side: SideName, amount: number) => () => fire(setting, side, amount)
  await run('floor', warmUpRequests)()
  const { perSecond } = await run('brim', warmUpRequests)()
  const amount = Math.ceil((perSecond / size) * roundSeconds)
  const { brim, floor } = await interleave(plan, {
    brim: run('brim', amount),
    floor: run('floor', amount),
  })
  const row = (name: string, unit: string, of: (run: Run) => number): Row => ({
    name: `durable_${name}_by_${size}_on_${connections}`,
    value: median(brim.map(of)),
    unit,
    floor: median(floor.map(of)),
  })
  return [
    row('events_per_second', 'events/s', (one) => one.perSecond),
    row('p50', 'ms', (one) => one.p50Ms),
    row('p99', 'ms', (one) => one.p99Ms),
  ]
}

export const durable: Figure = {
  name: 'durable',
  measure: () =>
    withSides(async (sides) => {
      const loader = startClosedLoop()
      try {
        const first: Setting = { sides, loader, size: 1, connections: 64 }
        await fire(first, 'floor', firstRequests)
        await fire(first, 'brim', firstRequests)
        const rows: Row[] = []
        for (const one of settings) rows.push(...(await measureSetting({ sides, loader, ...one })))
        return rows
      } finally {
        loader.stop()
      }
    }),
}
