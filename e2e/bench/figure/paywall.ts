/**
 * From `brim.paywall('export')` to the frame with the prompt in it, on fresh pages that have
 * settled: the prompt is armed and the view is loaded. The floor draws the same words by a bare
 * Preact modal that is there already.
 */
import { median } from '../median.ts'
import { launch } from '../page/browser.ts'
import { buildScript } from '../page/build.ts'
import { measureLaps, timed } from '../page/lap.ts'
import { page, type Site, script, startSite } from '../page/site.ts'
import type { Lap } from '../page/stopwatch.ts'
import { widgetFiles } from '../page/widget.ts'
import type { Figure, Row } from '../row.ts'

const plan = { rounds: 15, enough: 9, withinMs: 40_000 }
const speeds = [
  { rate: 1, suffix: '' },
  { rate: 4, suffix: '_4x' },
]

const openSite = async (): Promise<Site> => {
  const files = {
    ...widgetFiles(),
    '/brim': page(
      `${await timed('page/subject/brim.ts')}<script async src="/b/brim.js" data-key="pk_bench" data-user="ada" data-account="analytical"></script>`,
    ),
    '/floor': page(
      `${await timed('page/subject/floor.ts')}<script async src="/modal.js"></script>`,
    ),
    '/modal.js': script(await buildScript('floor/modal.tsx')),
  }
  return startSite(files, { isArmed: true })
}

export const paywall: Figure = {
  name: 'paywall_hit',
  async measure() {
    const site = await openSite()
    const browser = await launch()
    try {
      const rows: Row[] = []
      for (const { rate, suffix } of speeds) {
        const urls = { brim: `${site.url}/brim`, floor: `${site.url}/floor` }
        const { brim, floor } = await measureLaps(browser, urls, { ...plan, rate })
        const row = (name: string, of: (lap: Lap) => number): Row => ({
          name: `paywall_hit_${name}${suffix}`,
          value: median(brim.map(of)),
          unit: 'ms',
          floor: median(floor.map(of)),
        })
        rows.push(
          row('to_painted_prompt', ({ paintedMs }) => paintedMs),
          row('main_thread', ({ busyMs }) => busyMs),
        )
      }
      return rows
    } finally {
      await browser.close()
      await site.close()
    }
  },
}
