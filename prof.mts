import { startBrim } from './e2e/harness/brim.ts'
import { createScratch } from './e2e/harness/scratch.ts'
import { unlimited } from './e2e/harness/unlimited.ts'
import { prepare, publishMoreNudges } from './e2e/bench/workspace.ts'
import { decideBodies, eventBodies, syncBodies } from './e2e/bench/load/bodies.ts'
import { startOpenLoop, startClosedLoop } from './e2e/bench/load/load.ts'
import { quantile } from './e2e/bench/median.ts'
import { cpSync } from 'node:fs'
const [kind, per, secs, prof] = process.argv.slice(2)
const scratch = createScratch('prof')
const env: any = { HOST: '127.0.0.1', ...unlimited }
if (prof) env.NODE_OPTIONS = '--import /tmp/prof/hook.mjs'
const brim = await startBrim({ dataDir: scratch + '/brim', env })
const { headers, page } = await prepare(brim)
if (kind.includes('50')) await publishMoreNudges(brim.url, headers)
const loader = startOpenLoop()
const cpu = async () => {
  const t = await (await fetch(brim.url + '/metrics')).text()
  return Number(/process_cpu_seconds_total ([\d.]+)/.exec(t)?.[1])
}
const load: any = kind.startsWith('sync') ? { path: '/b/v1/sync', headers: { origin: page.origin, 'content-type': 'text/plain' }, bodies: syncBodies(page.key), expectedStart: '{"v":1,' }
 : kind.startsWith('decide') ? { path: '/v1/decide', headers, bodies: decideBodies(kind.includes('dry')), expectedStart: '{"decisions":[{"id":' }
 : { path: '/v1/events', headers, bodies: eventBodies(200, 1), expectedStart: '{"accepted":1,' }
const run = async (seconds: number) => {
  const c0 = await cpu(); 
  const r = await loader.run({ url: brim.url, ...load, perSecond: +per, seconds })
  const c1 = await cpu()
  console.log(kind, per, 'p50', quantile(r.latenciesMs, .5).toFixed(1), 'p99', quantile(r.latenciesMs, .99).toFixed(1), 'cpu ms/request', (1000*(c1-c0)/r.latenciesMs.length).toFixed(2))
}
const fs = await import('node:fs'); try { await run(2); if (!kind.startsWith('events')) { if (prof) fs.writeFileSync('/tmp/prof/on',''); await run(+secs); if (prof) { fs.rmSync('/tmp/prof/on'); await new Promise(r=>setTimeout(r,700)) } } } catch (e) { console.log(String(e).slice(0,300)) }
if (kind.startsWith('events')) {
  const c = startClosedLoop()
  for (let i=0;i<3;i++) { if (prof && i===1) fs.writeFileSync('/tmp/prof/on',''); if (prof && i===2) {fs.rmSync('/tmp/prof/on'); await new Promise(r=>setTimeout(r,700))} const c0=await cpu(); const r = await c.run({ url: brim.url, path:'/v1/events', headers, bodies: eventBodies(200,1), connections: 64, amount: 20000, expected: JSON.stringify({accepted:1,repeated:0,refused:[]}) }); const c1=await cpu(); console.log('closed by 1', (20000/r.seconds).toFixed(0), 'cpu us/event', (1e6*(c1-c0)/20000).toFixed(1)) }
  c.stop()
}
loader.stop(); await brim.stop()
