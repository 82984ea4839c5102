/** What it costs a page to have it: nothing is to be shown. */
import type { Browser, CDPSession } from 'playwright'
import { interleave, type Plan } from '../interleave.ts'
import { median } from '../median.ts'
import { openFreshPage } from '../page/browser.ts'
import { evaluateInline, type Inline } from '../page/inline.ts'
import { page, startSite } from '../page/site.ts'
import type { Side } from './side.ts'

export type Loading = { script_4x: number; heap: number }
type Cost = { scriptMs: number; heapKb: number }

const rate = 4
const silentMs = 500

const codeOf = ({ everyPage, files, start = '', attributes }: Side): Inline => {
  const scripts = everyPage.filter((path) => files[path]?.type === 'text/javascript')
  const code = [...scripts.map((path) => files[path]?.text), start].join('\n;')
  return { code, attributes }
}

/** What is reachable, without what only waits to be collected. */
const heapKb = async (devtools: CDPSession): Promise<number> => {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1024
}

const measurePage = (browser: Browser, url: string, inline: Inline) => async (): Promise<Cost> => {
  const { page, devtools, slowDown, close } = await openFreshPage(browser)
  await page.goto(`${url}/`)
  await slowDown(rate)
  await page.waitForTimeout(100)
  const scriptMs = await evaluateInline(page, inline)
  await slowDown(1)
  await page.waitForTimeout(silentMs)
  const cost = { scriptMs, heapKb: await heapKb(devtools) }
  await close()
  return cost
}

/** Of each side by name; the heap beyond that of a page without any. */
export const measureLoading = async (
  browser: Browser,
  sides: readonly Side[],
  plan: Plan,
): Promise<Record<string, Loading>> => {
  const files = Object.assign({ '/': page('') }, ...sides.map((side) => side.files))
  const site = await startSite(files, { isArmed: false })
  try {
    const run = (inline: Inline) => measurePage(browser, site.url, inline)
    const runs = Object.fromEntries(sides.map((side) => [side.name, run(codeOf(side))]))
    const costs: Record<string, Cost[]> = await interleave(plan, {
      nothing: run({ code: '' }),
      ...runs,
    })
    const heapOf = (name: string) => median((costs[name] ?? []).map((one) => one.heapKb))
    const loadingOf = (name: string): Loading => ({
      script_4x: median((costs[name] ?? []).map((one) => one.scriptMs)),
      heap: heapOf(name) - heapOf('nothing'),
    })
    return Object.fromEntries(sides.map(({ name }) => [name, loadingOf(name)]))
  } finally {
    await site.close()
  }
}
