/**
 * Events acknowledged per second, from HTTP to the commit, by 64 connections of another process.
 * After each run the rows in the database must be as many as the events that were acknowledged.
 */
import { interleave } from '../interleave.ts'
import { eventBodies } from '../load/bodies.ts'
import { type ClosedLoad, type Loader, startClosedLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { type SideName, type Sides, withSides } from '../sides.ts'

const connections = 64
const sizes = [1, 20]
const plan = { rounds: 5, enough: 3, withinMs: 20_000 }
const roundSeconds = 2
const warmUpRequests = 2_000

type Run = { perSecond: number; p50Ms: number; p99Ms: number }
type Setting = { sides: Sides; loader: Loader<ClosedLoad> }

const fire = async ({ sides, loader }: Setting, side: SideName, size: number, amount: number) => {
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

const measureSize = async (setting: Setting, size: number): Promise<Row[]> => {
  const run = (side: SideName, amount: number) => () => fire(setting, side, size, amount)
  await run('floor', warmUpRequests)()
  const { perSecond } = await run('brim', warmUpRequests)()
  const amount = Math.ceil((perSecond / size) * roundSeconds)
  const { brim, floor } = await interleave(plan, {
    brim: run('brim', amount),
    floor: run('floor', amount),
  })
  const row = (name: string, unit: string, of: (run: Run) => number): Row => ({
    name: `durable_${name}_by_${size}`,
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
        const rows: Row[] = []
        for (const size of sizes) rows.push(...(await measureSize({ sides, loader }, size)))
        return rows
      } finally {
        loader.stop()
      }
    }),
}
