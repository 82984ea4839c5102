import { eventBodies, syncBodies } from './bench/load/bodies.ts'
import { startClosedLoop } from './bench/load/load.ts'
import { withSides } from './bench/sides.ts'
if (process.argv[2]) process.execPath = process.argv[2]
await withSides(async (sides) => {
  const loader = startClosedLoop()
  for (const amount of [2000, 8000]) {
    const { seconds, latenciesMs } = await loader.run({ url: sides.url.brim, path: '/b/v1/sync', headers: { origin: sides.page.origin, 'content-type': 'text/plain' }, bodies: syncBodies(sides.page.key), connections: 64, amount })
    console.log(amount / seconds, latenciesMs.sort((a,b)=>a-b)[amount>>1])
  }
  loader.stop()
})
