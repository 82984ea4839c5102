// `npm run gallery:shots`: a picture of every format, in both schemes, on a phone and on a laptop, into
// test-results/gallery. What else is shown is said as in the gallery's address: `-- "content=list&locale=de"`.
import { join, resolve } from 'node:path'
import { chromium } from 'playwright'
import { axes, queryOf, readState, shapes } from '../../server/console/gallery/state.ts'
import { startBrim } from '../harness/brim.ts'
import { findChromium, launchArgs } from '../harness/chromium.ts'

const folder = resolve(import.meta.dirname, '../../test-results/gallery')
const windows = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]

const given = readState(process.argv[2] ?? '')
const brim = await startBrim()
const browser = await chromium.launch({ executablePath: findChromium(), args: launchArgs })
const page = await browser.newPage({ reducedMotion: 'reduce' })
for (const viewport of windows) {
  await page.setViewportSize(viewport)
  for (const scheme of axes.scheme) {
    for (const shape of shapes) {
      const query = queryOf({ ...given, ...shape, show: 'one', scheme })
      await page.goto(`${brim.url}/console/gallery/frame.html${query}`, { waitUntil: 'load' })
      const where = shape.format === 'banner' ? [shape.position] : []
      const name = [shape.format, ...where, given.content, viewport.width, scheme].join('-')
      await page.screenshot({ path: join(folder, `${name}.png`) })
    }
  }
}
await browser.close()
await brim.stop()
console.log(`${windows.length * axes.scheme.length * shapes.length} pictures in ${folder}`)
