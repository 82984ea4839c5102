/**
 * The longest task of a page's main thread from the script tag on until a prompt is armed and the
 * view is ready to draw it, at a quarter of the machine's speed; and the longest by the processor's
 * time, without what else a busy machine does meanwhile. The floor is the budget: what takes longer
 * than that, people feel.
 */
import type { Browser } from 'playwright'
import { traceMainThread } from '../../harness/trace.ts'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import { launch, openFreshPage } from '../page/browser.ts'
import { timed } from '../page/lap.ts'
import { page, startSite } from '../page/site.ts'
import { widgetFiles } from '../page/widget.ts'
import type { Figure, Row } from '../row.ts'

const plan = { rounds: 11, enough: 5, withinMs: 25_000 }
const rate = 4
const budgetMs = 50
/** Idle work included. */
const afterwardsMs = 500

type Longest = { wallMs: number; cpuMs: number }

const load = `(() => {
  const tag = document.createElement('script')
  Object.assign(tag.dataset, { key: 'pk_bench', user: 'ada', account: 'analytical' })
  Object.assign(tag, { async: true, src: '/b/brim.js' })
  document.head.append(tag)
})()`

const measurePage = (browser: Browser, url: string) => async (): Promise<Longest> => {
  const { page, slowDown, close } = await openFreshPage(browser)
  await page.goto(`${url}/`)
  // What Playwright brings into a page to wait in it is there before anything is measured.
  await page.waitForFunction('true')
  await slowDown(rate)
  await page.waitForTimeout(100)
  const events = await traceMainThread(browser, page, async () => {
    await page.evaluate(load)
    await page.waitForFunction('subject.isReady()', null, { polling: 100 })
    await page.waitForTimeout(afterwardsMs)
  })
  await close()
  const tasks = events.filter(({ name }) => name === 'RunTask')
  return {
    wallMs: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    cpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  }
}

export const longestTask: Figure = {
  name: 'widget_longest_task',
  async measure() {
    const files = { ...widgetFiles(), '/': page(await timed('page/subject/brim.ts')) }
    const site = await startSite(files, { isArmed: true })
    const browser = await launch()
    try {
      const { longest } = await interleave(plan, { longest: measurePage(browser, site.url) })
      const row = (name: string, of: (one: Longest) => number): Row => ({
        name: `widget_longest_task${name}_4x`,
        value: median(longest.map(of)),
        unit: 'ms',
        floor: budgetMs,
      })
      return [row('', ({ wallMs }) => wallMs), row('_cpu', ({ cpuMs }) => cpuMs)]
    } finally {
      await browser.close()
      await site.close()
    }
  },
}
