// What a page's main thread did, as Chromium itself traces it.
import type { Browser, Page } from 'playwright'

/** Times are in microseconds: `dur` by the clock, `tdur` by the processor. */
export type TraceEvent = {
  name: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args: { elementCount?: number; data?: { url?: string } }
}

const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
]
const begin = 'trace-begin'

/** Runs `act`, and returns what the main thread began since then. One trace at a time in a browser. */
export const traceMainThread = async (
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
): Promise<TraceEvent[]> => {
  await browser.startTracing(page, { categories })
  await page.evaluate((name) => void performance.mark(name), begin)
  await act()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const mark = traceEvents.find(({ name }) => name === begin)
  if (!mark) throw new Error('The page is not in the trace')
  return traceEvents.filter(
    ({ pid, tid, ts }) => pid === mark.pid && tid === mark.tid && ts > mark.ts,
  )
}
