/** Fresh pages that have settled, each measured once with the stopwatch. */
import type { Browser } from 'playwright'
import { interleave, type Plan } from '../interleave.ts'
import { type FreshPage, openFreshPage } from './browser.ts'
import { buildScript } from './build.ts'
import type { Lap } from './stopwatch.ts'

const tickMs = 1000 / 60
/** In the page: what it takes to show is there, and all pages are as old. */
const isSettled = 'performance.now() > 1500 && subject.isReady()'
const afterwardsMs = 150

/** Calls are spread evenly over the time between two ticks of the screen, for all sides alike. */
const phaseOf = (round: number) => tickMs * ((round * 0.618) % 1)

/** The stopwatch with the source of a subject: inline, before what shows the message. */
export const timed = async (subject: string): Promise<string> => {
  const parts = await Promise.all(['page/stopwatch.ts', subject].map(buildScript))
  return parts.map((part) => `<script>${part}</script>`).join('')
}

const openSettled = async (browser: Browser, url: string): Promise<FreshPage> => {
  const fresh = await openFreshPage(browser)
  await fresh.page.goto(url)
  await fresh.page.waitForFunction(isSettled, null, { polling: 50 })
  return fresh
}

/**
 * Laps of each of these pages, by name. The pages of a round settle at the same time, and are
 * measured one after the other. `rate`: how much slower than the machine.
 */
export const measureLaps = <Name extends string>(
  browser: Browser,
  urls: Record<Name, string>,
  { rate, ...plan }: Omit<Plan, 'prepare'> & { rate: number },
): Promise<Record<Name, Lap[]>> => {
  const names = Object.keys(urls) as Name[]
  const ready = new Map<Name, FreshPage>()
  const prepare = async () => {
    const open = async (name: Name) => ready.set(name, await openSettled(browser, urls[name]))
    await Promise.all(names.map(open))
  }
  const run = (name: Name) => async (round: number) => {
    const { page, slowDown, close } = ready.get(name) as FreshPage
    await slowDown(rate)
    await page.waitForTimeout(afterwardsMs)
    const lap: Lap = await page.evaluate(`stopwatch(${phaseOf(round)})`)
    await close()
    return lap
  }
  const runs = Object.fromEntries(names.map((name) => [name, run(name)]))
  return interleave({ ...plan, prepare }, runs) as Promise<Record<Name, Lap[]>>
}
