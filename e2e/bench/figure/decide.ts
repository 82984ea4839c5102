/**
 * How long a backend waits for a decision when 500 are asked a second, evenly spaced. Stored
 * decisions are claims and wait for a commit; the floor only reads one row in its worker.
 */
import { interleave } from '../interleave.ts'
import { decideBodies } from '../load/bodies.ts'
import { startOpenLoop } from '../load/load.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'
import { type SideName, startSides } from '../sides.ts'

const perSecond = 500
const plan = { rounds: 3, enough: 2, withinMs: 25_000 }
const seconds = 3
const starts = { brim: '{"decisions":[{"id":', floor: '{"account":"bench-account-' }

export const decide: Figure = {
  name: 'decide',
  async measure() {
    const sides = await startSides()
    const loader = startOpenLoop()
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
    const runs = { stored: run('brim', false), dry: run('brim', true), floor: run('floor', false) }
    for (const warmUp of Object.values(runs)) await warmUp()
    const { stored, dry, floor } = await interleave(plan, runs)
    loader.stop()
    await sides.stop()
    const row = (name: string, value: number[][], share: number): Row => ({
      name: `decide_${name}`,
      value: median(value.map((one) => quantile(one, share))),
      unit: 'ms',
      floor: median(floor.map((one) => quantile(one, share))),
    })
    return [
      row('p50_ms', stored, 0.5),
      row('p99_ms', stored, 0.99),
      row('dry_p50_ms', dry, 0.5),
      row('dry_p99_ms', dry, 0.99),
    ]
  },
}
