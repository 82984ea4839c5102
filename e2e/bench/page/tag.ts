/** What a script costs the main thread of a page that has it by a tag, as sites embed it. */
import type { Browser } from 'playwright'
import { type TraceEvent, traceMainThread } from '../../harness/trace.ts'
import type { FreshPage } from './browser.ts'

export type Tag = { src: string; attributes?: Record<string, string> | undefined }

export type ScriptCost = {
  /** Milliseconds of script until its first request is out, in however many tasks. Absent: none is sent. */
  untilSentMs: number | undefined
  /** All script until `silentMs` after the tag. What is compiled on another thread costs nothing. */
  allMs: number
}

/** Answers and idle work come within it. */
const silentMs = 500

/** Playwright's own work in the page is not in it. */
export async function measureTag(
  browser: Browser,
  { page }: FreshPage,
  { src, attributes = {} }: Tag,
): Promise<ScriptCost> {
  const events = await traceMainThread(browser, page, async () => {
    await page.evaluate(
      ([src, attributes]) => {
        const tag = document.createElement('script')
        Object.assign(tag.dataset, attributes)
        document.head.append(Object.assign(tag, { async: true, src }))
      },
      [src, attributes] as const,
    )
    await page.waitForTimeout(silentMs)
  })
  const askedFor = (path: string) =>
    events.find(
      ({ name, args }) => name === 'ResourceSendRequest' && args.data?.url?.includes(path),
    )?.ts
  const scripts = outermost(events, askedFor(src) ?? Number.POSITIVE_INFINITY)
  const sentAt = askedFor('/b/v1/')
  return {
    untilSentMs: sentAt && sum(scripts.filter(({ ts }) => ts < sentAt)),
    allMs: sum(scripts),
  }
}

const sum = (events: TraceEvent[]) => events.reduce((ms, { dur = 0 }) => ms + dur / 1000, 0)

const script = new Set([
  ...['v8.compile', 'EvaluateScript', 'FunctionCall', 'RunMicrotasks'],
  ...['TimerFire', 'FireIdleCallback', 'FireAnimationFrame'],
])

/** Each with all that it called. */
function outermost(events: TraceEvent[], from: number): TraceEvent[] {
  let end = from
  return events
    .filter(({ name }) => script.has(name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false
      end = ts + dur
      return true
    })
}
