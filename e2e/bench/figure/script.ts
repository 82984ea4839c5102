/**
 * What the core costs a page, at a quarter of the machine's speed. `time`: the one task that
 * compiles it, runs it and sends its first request. `time_all`: every script of the page in the half second
 * from then, answer and idle work included. Nothing is armed, so neither loads a view.
 */
import type { Browser, CDPSession } from 'playwright'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import { launch, openFreshPage } from '../page/browser.ts'
import { buildScript } from '../page/build.ts'
import { evaluateInline } from '../page/inline.ts'
import { page, startSite } from '../page/site.ts'
import { readWidget } from '../page/widget.ts'
import type { Figure, Row } from '../row.ts'

const plan = { rounds: 15, enough: 9, withinMs: 18_000 }
const rate = 4
const silentMs = 500

type Cost = { evaluateMs: number; allMs: number }

const attributes = { key: 'pk_bench', user: 'ada', account: 'analytical', api: '/b' }

const scriptMs = async (devtools: CDPSession): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

const measurePage = (browser: Browser, url: string, code: string) => async (): Promise<Cost> => {
  const { page, devtools, slowDown, close } = await openFreshPage(browser)
  await page.goto(`${url}/`)
  await devtools.send('Performance.enable')
  await slowDown(rate)
  await page.waitForTimeout(100)
  const before = await scriptMs(devtools)
  const evaluateMs = await evaluateInline(page, { code, attributes })
  await page.waitForTimeout(silentMs)
  const allMs = (await scriptMs(devtools)) - before
  await close()
  return { evaluateMs, allMs }
}

export const scriptTime: Figure = {
  name: 'widget_script',
  async measure() {
    const { core } = readWidget()
    const site = await startSite({ '/': page('') }, { isArmed: false })
    const browser = await launch()
    try {
      const floorCode = await buildScript('floor/loader.ts')
      const { brim, floor } = await interleave(plan, {
        brim: measurePage(browser, site.url, core),
        floor: measurePage(browser, site.url, floorCode),
      })
      const row = (name: string, of: (cost: Cost) => number): Row => ({
        name: `widget_script_${name}_4x`,
        value: median(brim.map(of)),
        unit: 'ms',
        floor: median(floor.map(of)),
      })
      return [row('time', (one) => one.evaluateMs), row('time_all', (one) => one.allMs)]
    } finally {
      await browser.close()
      await site.close()
    }
  },
}
