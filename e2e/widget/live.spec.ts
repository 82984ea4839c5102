// What happens elsewhere reaches a page that somebody looks at, and costs nothing where nobody does.
import type { Page, Response } from '@playwright/test'
import {
  call,
  card,
  events,
  expect,
  outcomes,
  paywall,
  roundTrip,
  test,
  untilReady,
} from './fixtures.ts'
import { banner, inline, modal } from './prompts.ts'

/** Says that the page is hidden, or seen again: what a browser does with tabs, which a test cannot. */
const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

/**
 * Opens for mira under a clock of the test, and waits until the page has its answers: a clock that is
 * moved while one is on its way would time it out.
 */
const openUnderClock = async (open: () => Promise<Page>) => {
  const page = await open()
  await page.clock.install()
  const opened = page.waitForResponse('**/v1/open')
  const viewed = page.waitForResponse('**/v1/sync')
  await call(page, 'identify', { user: { id: 'mira' } })
  await heard(page, opened)
  await page.clock.runFor(1_500)
  await heard(page, viewed)
  return page
}

/** Until the page has read an answer. */
const heard = async (page: Page, answer: Promise<Response>) => {
  await (await answer).finished()
  await roundTrip(page)
}

const opens = (brim: { received: { path: string }[] }) =>
  brim.received.filter(({ path }) => path === '/b/v1/open').length

test('a prompt that something elsewhere caused is drawn at once, and one that is taken back is gone', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  const page = await open({
    body: '<brim-slot name="billing"></brim-slot><brim-slot name="news"></brim-slot>',
  })
  const slot = (name: string) => page.locator(`brim-slot[name=${name}] .card`)
  await expect.poll(() => brim.listening).toEqual(['mira/boards'])
  brim.armed = [banner(), inline(), modal()]
  brim.tell()
  await expect(page.locator('.banner .card')).toBeVisible()
  await expect(slot('billing')).toBeVisible()
  await expect.poll(() => outcomes(brim.items()).length).toBe(2)
  // The answer to what was shown tells of what was armed until now: it is to be read before the next.
  await roundTrip(page)
  // What comes in its stead tells that the page has read it.
  brim.armed = [inline({ nudge: 'news', decisionId: 'dec_news', placement: 'slot:news' })]
  brim.tell()
  await expect(slot('news')).toBeVisible()
  brim.answers = [
    { id: 'dec_9', placement: 'paywall:export', prompt: null, reason: 'capped_nudge' },
  ]
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({
    shown: false,
    reason: 'capped_nudge',
  })
})

test('a stream knows no more of what was shown than the server', async ({ open, brim }) => {
  brim.isLive = true
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await expect.poll(() => brim.listening.length).toBe(1)
  await expect.poll(() => events(brim.items())).toContain('page_viewed')
  brim.misbehave = () => 'hang'
  await paywall(page, 'export')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  brim.tell()
  expect(await paywall(page, 'export')).toMatchObject({ shown: false })
})

test('each page has its own stream, and what was told to the one before is not heard', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  const page = await open()
  await expect.poll(() => brim.listening).toEqual(['mira/boards'])
  await page.evaluate(() => history.pushState(null, '', '/settings'))
  await expect.poll(() => brim.listening).toEqual(['mira/settings'])
  brim.armed = [banner({ page: '/boards' })]
  brim.tell()
  brim.armed = [banner({ page: '/settings' })]
  brim.tell()
  await expect(card(page)).toHaveCount(1)
})

for (const [name, act] of [
  ['reset', (page: Page) => call(page, 'reset')],
  ['consent that is taken back', (page: Page) => call(page, 'consent', 'denied')],
] as const) {
  test(`the stream ends with ${name}`, async ({ open, brim }) => {
    brim.isLive = true
    const page = await open()
    await expect.poll(() => brim.listening.length).toBe(1)
    await act(page)
    await expect.poll(() => brim.listening).toEqual([])
    await setHidden(page, false)
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await call(page, 'track', 'anything')
    expect(brim.attempts).toBe(1)
  })
}

test('the next person has their own stream', async ({ open, brim }) => {
  brim.isLive = true
  const page = await open()
  await expect.poll(() => brim.listening).toEqual(['mira/boards'])
  await call(page, 'identify', { user: { id: 'noor' } })
  await expect.poll(() => brim.listening).toEqual(['noor/boards'])
})

test('a page that nobody sees listens to nothing, and shows nothing by itself', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  brim.armed = [banner()]
  const page = await open({
    head: `<script>Object.defineProperty(document, 'hidden', { value: true, configurable: true })</script>`,
  })
  await untilReady(page)
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed'])
  expect([brim.attempts, outcomes(brim.items())]).toEqual([0, []])
  await setHidden(page, false)
  await expect(card(page)).toBeVisible()
  await expect.poll(() => brim.listening.length).toBe(1)
})

test('a page that is hidden for a while hears nothing, and knows all when it is seen again', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  const page = await open({ attributes: '' })
  await page.clock.install()
  await call(page, 'identify', { user: { id: 'mira' } })
  await page.clock.runFor(2_000)
  await expect.poll(() => brim.listening.length).toBe(1)
  await setHidden(page, true)
  await page.clock.runFor(5_000)
  expect(brim.listening).toHaveLength(1)
  await page.clock.runFor(6_000)
  await expect.poll(() => brim.listening).toEqual([])
  brim.armed = [banner()]
  await setHidden(page, false)
  await expect.poll(() => brim.listening.length).toBe(1)
  await page.clock.runFor(2_000)
  await expect(card(page)).toBeVisible()
})

test('what is heard while nobody looks is shown when somebody does', async ({ open, brim }) => {
  brim.isLive = true
  const page = await open()
  await expect.poll(() => brim.listening.length).toBe(1)
  await setHidden(page, true)
  brim.armed = [banner()]
  brim.tell()
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed'])
  await expect(card(page)).toHaveCount(0)
  await setHidden(page, false)
  await expect(card(page)).toBeVisible()
})

test('a stream that ends is opened again, and a server that is busy is left alone', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/503/)
  brim.isLive = true
  const page = await open({ attributes: '' })
  await page.clock.install()
  await call(page, 'identify', { user: { id: 'mira' } })
  await page.clock.runFor(2_000)
  await expect.poll(() => brim.listening.length).toBe(1)
  brim.refuseStream = () => ({ status: 503, headers: { 'Retry-After': '60' }, text: '{}' })
  const refused = page.waitForResponse((response) => response.status() === 503)
  brim.endStreams()
  await expect.poll(() => brim.listening).toEqual([])
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return brim.attempts
    })
    .toBe(2)
  await refused
  await page.clock.runFor(50_000)
  expect(brim.attempts).toBe(2)
  brim.refuseStream = undefined
  await page.clock.fastForward(61_000)
  await expect.poll(() => brim.listening.length).toBe(1)
})

const noStreams = [
  ['answers garbage', { status: 200, text: '<html>captive portal</html>' }],
  ['holds the stream back', 'hang'],
  ['knows no streams', { status: 404, text: '{}' }],
] as const
for (const [name, answer] of noStreams) {
  test(`asks when somebody turns to the page, and not often, where a proxy ${name}`, async ({
    open,
    brim,
    problems,
  }) => {
    problems.allow(/404/)
    brim.isLive = true
    brim.refuseStream = () => answer
    const page = await openUnderClock(() => open({ attributes: '' }))
    await expect
      .poll(async () => {
        await page.clock.runFor(100)
        return brim.attempts
      })
      .toBeGreaterThan(0)
    // Those who hold it back say nothing for ten seconds.
    await page.clock.fastForward(11_000)
    const turn = () => page.evaluate(() => dispatchEvent(new Event('focus')))
    await turn()
    expect(opens(brim), 'it was told a moment ago').toBe(1)
    brim.armed = [banner()]
    await page.clock.fastForward(31_000)
    await turn()
    await expect.poll(() => opens(brim)).toBe(2)
    await page.clock.runFor(1_000)
    await expect(card(page)).toBeVisible()
    await turn()
    await turn()
    await page.clock.runFor(5_000)
    expect(opens(brim)).toBe(2)
  })
}

test('a ticket that is no good any more is replaced, and tried no more', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/401/)
  brim.isLive = true
  brim.refuseStream = () => ({ status: 401, text: '{"error":{"code":"unknown_key","message":""}}' })
  const page = await openUnderClock(() => open({ attributes: '' }))
  // One ticket comes with the page that opened, another with its first events: the second may come
  // before the first was tried.
  const isTried = async () => {
    await page.clock.runFor(1_000)
    return brim.attempts > 0 && events(brim.items()).includes('page_viewed')
  }
  await expect.poll(isTried).toBe(true)
  // The refusal of the one is read before the other is tried.
  for (let i = 0; i < 3; i++) {
    await roundTrip(page)
    await page.clock.runFor(1_000)
  }
  const { attempts } = brim
  expect([1, 2]).toContain(attempts)
  await page.clock.runFor(10_000)
  expect([brim.attempts, opens(brim)]).toEqual([attempts, 1])
  brim.refuseStream = undefined
  await page.clock.fastForward(31_000)
  await expect.poll(() => opens(brim)).toBe(2)
  await page.clock.runFor(5_000)
  await expect.poll(() => brim.listening.length).toBe(1)
})

test('nonsense in a stream changes nothing', async ({ open, brim }) => {
  brim.isLive = true
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await expect.poll(() => brim.listening.length).toBe(1)
  for (const text of ['{', '7', 'null', '{"armed":7}', '{"armed":[null]}']) brim.tell(text)
  await expect.poll(() => brim.attempts).toBeGreaterThan(1)
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
})

test('a page that comes back from the cache of the browser listens again', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  const page = await open()
  await expect.poll(() => brim.listening.length).toBe(1)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect.poll(() => brim.listening).toEqual([])
  brim.armed = [banner()]
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect.poll(() => brim.listening.length).toBe(1)
  await expect(card(page)).toBeVisible()
})
