import { chromium } from 'playwright'
import { bringInspector, walkIn } from './inspector.ts'
import { colorings, layoutsOf } from './states.ts'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const p = await b.newPage({ reducedMotion: 'reduce' })
p.on('console', m => m.type()==='error' && console.log(m.text()))
p.on('pageerror', e => console.log(e))
await p.goto('http://127.0.0.1:4781/console/gallery/frame.html')
await bringInspector(p)
const tally = (found: {query:string,fault:string}[], name: string, ms: number, n: number) => {
  console.log(name, n, 'states', ms, 'ms', found.length, 'faults')
  const by = new Map<string, string[]>()
  for (const f of found) { const q = new URLSearchParams(f.query); const k = f.fault.slice(0, 120); by.set(k, [...by.get(k) ?? [], `${q.get('format')??'modal'}/${q.get('position')??''}/${q.get('content')??'icon'}/${q.get('locale')??'en'}/${q.get('dir')}/${q.get('preset')??''}/${q.get('scheme')??''}`]) }
  for (const [k, v] of [...by].sort((a,b)=>b[1].length-a[1].length).slice(0, 40)) console.log('  ', v.length, k, '|', v[0], v.at(-1))
}
for (const w of [1440, 768, 320]) {
  await p.setViewportSize({ width: w, height: w === 320 ? 640 : 810 })
  const qs = layoutsOf('brim'); const t = Date.now()
  tally(await walkIn(p, qs, ['layout']), String(w), Date.now() - t, qs.length)
}
const t = Date.now()
tally(await walkIn(p, colorings, ['color']), 'color', Date.now() - t, colorings.length)
await b.close()
