import { syncBodies } from './bench/load/bodies.ts'
import { startOpenLoop, startClosedLoop } from './bench/load/load.ts'
import { withSides } from './bench/sides.ts'
import { quantile } from './bench/median.ts'
if (process.argv[2] && process.argv[2] !== '-') process.execPath = process.argv[2]
const rates = process.argv.slice(3).map(Number)
await withSides(async (sides) => {
  const warm = startClosedLoop()
  const base = { url: sides.url.brim, path: '/b/v1/sync', headers: { origin: sides.page.origin, 'content-type': 'text/plain' }, bodies: syncBodies(sides.page.key) }
  await warm.run({ ...base, connections: 64, amount: 6000 }); warm.stop()
  const loader = startOpenLoop()
  for (const perSecond of rates) {
    const { latenciesMs } = await loader.run({ ...base, perSecond, seconds: 5, expectedStart: '{"v":1,' })
    const n = latenciesMs.length
    console.log(perSecond, 'p50', quantile(latenciesMs, .5).toFixed(1), 'p90', quantile(latenciesMs, .9).toFixed(1), 'p99', quantile(latenciesMs, .99).toFixed(1))
    const b: number[] = []
    for (let i = 0; i < n; i++) { const k = Math.floor(i / (perSecond / 10)); b[k] = Math.max(b[k] ?? 0, latenciesMs[i]!) }
    console.log(b.map((x) => x.toFixed(0)).join(' '))
  }
  loader.stop()
})
