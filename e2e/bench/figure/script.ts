/**
 * What the core costs the main thread of a page that embeds it as the README says, at a quarter of the
 * machine's speed. `time`: script until its first request is out, in however many tasks. `time_all`:
 * script of the half second from the tag on, answer and idle work included. Nothing is armed, so neither
 * loads a view.
 */
import type { Browser } from 'playwright'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import { launch, openFreshPage } from '../page/browser.ts'
import { buildScript } from '../page/build.ts'
import { page, script, startSite } from '../page/site.ts'
import { measureTag, type ScriptCost, type Tag } from '../page/tag.ts'
import { readWidget } from '../page/widget.ts'
import type { Figure, Row } from '../row.ts'

const plan = { rounds: 15, enough: 9, withinMs: 30_000 }
const rate = 4

const attributes = { key: 'pk_bench', user: 'ada', account: 'analytical' }

const measurePage = (browser: Browser, url: string, tag: Tag) => async (): Promise<ScriptCost> => {
  const fresh = await openFreshPage(browser)
  await fresh.page.goto(`${url}/`)
  await fresh.slowDown(rate)
  await fresh.page.waitForTimeout(100)
  const cost = await measureTag(browser, fresh, tag)
  await fresh.close()
  return cost
}

export const scriptTime: Figure = {
  name: 'widget_script',
  async measure() {
    const files = {
      '/': page(''),
      '/b/brim.js': script(readWidget().core),
      '/b/loader.js': script(await buildScript('floor/loader.ts')),
    }
    const site = await startSite(files, { isArmed: false })
    const browser = await launch()
    try {
      const { brim, floor } = await interleave(plan, {
        brim: measurePage(browser, site.url, { src: '/b/brim.js', attributes }),
        floor: measurePage(browser, site.url, {
          src: '/b/loader.js',
          attributes: { ...attributes, api: '/b' },
        }),
      })
      const row = (name: string, of: (cost: ScriptCost) => number): Row => ({
        name: `widget_script_${name}_4x`,
        value: median(brim.map(of)),
        unit: 'ms',
        floor: median(floor.map(of)),
      })
      return [
        row('time', (one) => one.untilSentMs ?? Number.NaN),
        row('time_all', (one) => one.allMs),
      ]
    } finally {
      await browser.close()
      await site.close()
    }
  },
}
