/**
 * From `brim.paywall('export')` to the frame with the prompt in it, on fresh pages that have
 * settled: the prompt is armed and the view is loaded. The floor draws the same words by a bare
 * Preact modal that is there already.
 */
import type { Browser } from 'playwright'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import { type FreshPage, launch, openFreshPage } from '../page/browser.ts'
import { buildScript } from '../page/build.ts'
import { page, type Site, script, startSite } from '../page/site.ts'
import type { Lap } from '../page/stopwatch.ts'
import { readWidget } from '../page/widget.ts'
import type { Figure, Row } from '../row.ts'

const plan = { rounds: 15, enough: 9, withinMs: 40_000 }
const tickMs = 1000 / 60
const speeds = [
  { rate: 1, suffix: '' },
  { rate: 4, suffix: '_4x' },
]
/** In the page: the view is there, what was to be told has been told, and both sides are as old. */
const settled = {
  brim: `performance.now() > 1500 && ['/b/view-', '/b/v1/open', '/b/v1/sync'].every((part) =>
    performance.getEntriesByType('resource').some((one) => one.name.includes(part)))`,
  floor: 'performance.now() > 1500 && typeof brim === "object"',
}
const afterwardsMs = 150

type Side = keyof typeof settled

/** Calls are spread evenly over the time between two ticks of the screen, for both sides alike. */
const phaseOf = (round: number) => tickMs * ((round * 0.618) % 1)

const openSettled = async (browser: Browser, url: string, side: Side): Promise<FreshPage> => {
  const fresh = await openFreshPage(browser)
  await fresh.page.goto(`${url}/${side}`)
  await fresh.page.waitForFunction(settled[side], null, { polling: 50 })
  return fresh
}

/** Both sides' pages of a round settle at the same time, and are measured one after the other. */
const measureAt = async (browser: Browser, url: string, rate: number) => {
  let ready: Record<Side, FreshPage> | undefined
  const prepare = async () => {
    const [brim, floor] = await Promise.all([
      openSettled(browser, url, 'brim'),
      openSettled(browser, url, 'floor'),
    ])
    ready = { brim, floor }
  }
  const run = (side: Side) => async (round: number) => {
    const { page, slowDown, close } = (ready as Record<Side, FreshPage>)[side]
    await slowDown(rate)
    await page.waitForTimeout(afterwardsMs)
    const lap: Lap = await page.evaluate(`stopwatch(${phaseOf(round)})`)
    await close()
    return lap
  }
  return interleave({ ...plan, prepare }, { brim: run('brim'), floor: run('floor') })
}

const openSite = async (): Promise<Site> => {
  const { core, view } = readWidget()
  const stopwatch = `<script>${await buildScript('page/stopwatch.ts')}</script>`
  const files = {
    '/brim': page(
      `${stopwatch}<script async src="/b/brim.js" data-key="pk_bench" data-user="ada" data-account="analytical"></script>`,
    ),
    '/floor': page(`${stopwatch}<script async src="/modal.js"></script>`),
    '/b/brim.js': script(core),
    [`/b/${view.name}`]: script(view.text),
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
        const { brim, floor } = await measureAt(browser, site.url, rate)
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
