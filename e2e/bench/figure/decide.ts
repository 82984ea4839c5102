/**
 * How long a backend waits for a decision when 500 are asked a second, evenly spaced; and among
 * fifty live nudges, when 100 are. Stored decisions are claims and wait for a commit, and so does their
 * floor, which commits a row for each; dry ones do not, and theirs reads one row in its worker.
 */
import { interleave } from '../interleave.ts'
import { decideBodies } from '../load/bodies.ts'
import { type Loader, type OpenLoad, startOpenLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { type SideName, type Sides, withSides } from '../sides.ts'

const seconds = 3
const plan = { rounds: 3, enough: 2, withinMs: 30_000 }
const starts = { brim: '{"decisions":[{"id":', floor: '{"account":"bench-account-' }

type Setting = { sides: Sides; loader: Loader<OpenLoad>; perSecond: number; name: string }

const measureSides = async ({ sides, loader, perSecond, name }: Setting): Promise<Row[]> => {
  const run = (side: SideName, dryRun: boolean) => async () => {
    const { latenciesMs } = await loader.run({
      url: sides.url[side],
      path: '/v1/decide',
      headers: sides.headers,
      bodies: decideBodies(dryRun),
      perSecond,
      seconds,
      expectedStart: starts[side],
    })
    return latenciesMs
  }
  const runs = {
    stored: run('brim', false),
    storedFloor: run('floor', false),
    dry: run('brim', true),
    dryFloor: run('floor', true),
  }
  for (const warmUp of Object.values(runs)) await warmUp()
  const { stored, storedFloor, dry, dryFloor } = await interleave(plan, runs)
  const row = (of: string, latencies: number[][], floor: number[][], share: number): Row => ({
    name: `${name}_${of}_ms`,
    value: median(latencies.map((one) => quantile(one, share))),
    unit: 'ms',
    floor: median(floor.map((one) => quantile(one, share))),
  })
  return [
    row('p50', stored, storedFloor, 0.5),
    row('p99', stored, storedFloor, 0.99),
    row('dry_p50', dry, dryFloor, 0.5),
    row('dry_p99', dry, dryFloor, 0.99),
  ]
}

export const decide: Figure = {
  name: 'decide',
  measure: () =>
    withSides(async (sides) => {
      const loader = startOpenLoop()
      try {
        const rows = await measureSides({ sides, loader, perSecond: 500, name: 'decide' })
        await sides.publishNudges()
        const more = { sides, loader, perSecond: 100, name: 'decide_among_50' }
        return [...rows, ...(await measureSides(more))]
      } finally {
        loader.stop()
      }
    }),
}
