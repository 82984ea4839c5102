import { eventBodies } from './bench/load/bodies.ts'
import { startClosedLoop } from './bench/load/load.ts'
import { withSides } from './bench/sides.ts'
if (process.argv[2]) process.execPath = process.argv[2]
await withSides(async (sides) => {
  const loader = startClosedLoop()
  const size = 1, connections = 64
  for (const amount of [4000, 30000]) {
    const t = process.cpuUsage()
    const { seconds, latenciesMs } = await loader.run({ url: sides.url.brim, path: '/v1/events', headers: sides.headers, bodies: eventBodies(200, size), connections, amount, expected: JSON.stringify({ accepted: size, repeated: 0, refused: [] }) })
    console.log(amount / seconds, latenciesMs.sort((a,b)=>a-b)[amount>>1])
  }
  loader.stop()
})
