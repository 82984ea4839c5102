/** What it costs a page to have it: nothing is to be shown. */
import type { Browser, CDPSession } from 'playwright'
import { interleave, type Plan } from '../interleave.ts'
import { median } from '../median.ts'
import { openFreshPage } from '../page/browser.ts'
import { type File, page, script, startSite } from '../page/site.ts'
import { measureTag, type Tag } from '../page/tag.ts'
import type { Side } from './side.ts'

export type Loading = { script_4x: number; heap: number }
type Cost = { scriptMs: number; heapKb: number }

const rate = 4

/** All that it loads on every page, and what starts it. */
const codeOf = ({ everyPage, files, start = '' }: Side): string => {
  const scripts = everyPage.filter((path) => files[path]?.type === 'text/javascript')
  return [...scripts.map((path) => files[path]?.text), start].join('\n;')
}

/** What is reachable, without what only waits to be collected. */
const heapKb = async (devtools: CDPSession): Promise<number> => {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1024
}

const measurePage = (browser: Browser, url: string, tag: Tag) => async (): Promise<Cost> => {
  const fresh = await openFreshPage(browser)
  await fresh.page.goto(`${url}/`)
  await fresh.slowDown(rate)
  await fresh.page.waitForTimeout(100)
  const { allMs } = await measureTag(browser, fresh, tag)
  await fresh.slowDown(1)
  const cost = { scriptMs: allMs, heapKb: await heapKb(fresh.devtools) }
  await fresh.close()
  return cost
}

/** Of each side by name; the heap beyond that of a page without any. */
export const measureLoading = async (
  browser: Browser,
  sides: readonly Side[],
  plan: Plan,
): Promise<Record<string, Loading>> => {
  const files: Record<string, File> = { '/': page(''), '/b/nothing.js': script('') }
  for (const side of sides) {
    Object.assign(files, side.files, { [`/b/${side.name}.js`]: script(codeOf(side)) })
  }
  const site = await startSite(files, { isArmed: false })
  try {
    const run = ({ name, attributes }: Pick<Side, 'name' | 'attributes'>) =>
      measurePage(browser, site.url, { src: `/b/${name}.js`, attributes })
    const costs: Record<string, Cost[]> = await interleave(plan, {
      nothing: run({ name: 'nothing' }),
      ...Object.fromEntries(sides.map((side) => [side.name, run(side)])),
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
