// What a page's layout and styles don't notice of the widget.
import type { Page } from '@playwright/test'
import { findChromium, launchArgs } from '../harness/chromium.ts'
import { traceMainThread } from '../harness/trace.ts'
import type { BrimDouble } from './brim-double.ts'
import { card, expect, paywall, test, untilReady } from './fixtures.ts'
import { banner, modal } from './prompts.ts'

test.use({
  // Its snapshots of the page would be in what is counted.
  trace: 'off',
  launchOptions: {
    executablePath: findChromium(),
    args: launchArgs,
    // A page that loses its scrollbar is wider by it.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  },
})

const rowCount = 1_000
const rows = Array.from({ length: rowCount }, (_, at) => `<p>Board <b>${at}</b></p>`).join('')
/** More than a prompt has elements, and far less than the page. */
const ownAtMost = 100
const observed = `<script>window.shifts=[];new PerformanceObserver((list)=>shifts.push(...list.getEntries()))
  .observe({type:'layout-shift',buffered:true})</script>`

const shifts = (page: Page) =>
  page.evaluate(() => (window as never as { shifts: PerformanceEntry[] }).shifts.length)

/** What a page may do itself: it loses its scrollbar and so moves, or all of it looks different. */
const lockScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.setAttribute('style', 'overflow:hidden'))
const darken = (page: Page) => page.evaluate(() => document.body.classList.add('dark'))
const styles = '<style>.dark p,.dark b{color:teal}p{inline-size:20em;margin-inline:auto 0}</style>'

/** As the tag would, at a moment of our own. */
const load = (page: Page, brim: BrimDouble) =>
  page.evaluate((src) => {
    const tag = document.createElement('script')
    Object.assign(tag.dataset, { key: 'pk_test', user: 'mira', account: 'harbour' })
    tag.src = src
    document.head.append(tag)
  }, `${brim.url}/b/brim.js`)

const twoFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )

/** How many elements each recalculation of styles was about. */
const restyled = async (page: Page, act: () => Promise<unknown>): Promise<number[]> => {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser')
  const events = await traceMainThread(browser, page, async () => {
    await act()
    await twoFrames(page)
  })
  return events
    .filter(({ name }) => name === 'UpdateLayoutTree')
    .map(({ args }) => args.elementCount ?? 0)
}

/** A page-wide change is seen, so what is not seen has not been. */
const expectSeen = async (page: Page) =>
  expect(Math.max(...(await restyled(page, () => darken(page))))).toBeGreaterThan(2 * rowCount - 1)

const show = async (page: Page) => {
  await paywall(page, 'export')
  await expect(card(page)).toBeVisible()
}

for (const prompt of [banner(), modal()]) {
  test(`a ${prompt.format} that comes and goes moves nothing of the page`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, placement: 'paywall:export' }]
    const page = await open({ head: styles + observed, body: rows })
    await untilReady(page)
    await show(page)
    await twoFrames(page)
    await page.locator('brim-prompt .close').click()
    await expect(card(page)).toHaveCount(0)
    await twoFrames(page)
    expect(await shifts(page)).toBe(0)
    await lockScroll(page)
    await expect.poll(() => shifts(page)).toBe(1)
  })

  test(`a ${prompt.format} has no style of the page calculated anew`, async ({ open, brim }) => {
    brim.armed = [{ ...prompt, placement: 'paywall:export' }]
    const page = await open({ head: styles, body: rows })
    await untilReady(page)
    const counts = await restyled(page, () => show(page))
    expect(counts).not.toEqual([])
    expect(Math.max(...counts)).toBeLessThan(ownAtMost)
    await expectSeen(page)
  })
}

test('loading what to show it with has no style of the page calculated anew', async ({
  open,
  brim,
}) => {
  brim.armed = [modal()]
  const page = await open({ head: styles, body: rows, script: '' })
  const counts = await restyled(page, async () => {
    await load(page, brim)
    await untilReady(page)
  })
  expect(Math.max(0, ...counts)).toBeLessThan(ownAtMost)
  await expectSeen(page)
})

test('where nothing is to be shown, no style is calculated and nothing moves', async ({
  open,
  brim,
}) => {
  const page = await open({ head: styles + observed, body: rows, script: '' })
  const counts = await restyled(page, async () => {
    await load(page, brim)
    await expect.poll(() => brim.received.length).toBeGreaterThan(1)
  })
  expect(counts).toEqual([])
  expect(await shifts(page)).toBe(0)
  await expectSeen(page)
})
