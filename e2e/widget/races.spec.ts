// The right person on the right page, whatever arrives first.
import type { Page } from '@playwright/test'
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

/** Holds requests that match until they are let go, in the order in which a test likes. */
const hold = async (page: Page, address: string, isMeant = (_: string) => true) => {
  const held: (() => void)[] = []
  await page.route(address, async (route) => {
    if (isMeant(route.request().postData() ?? '')) {
      await new Promise<void>((resolve) => held.push(resolve))
    }
    await route.continue()
  })
  return {
    count: () => held.length,
    /** Lets one go, and waits for its answer. */
    async letGo(at: number) {
      const answered = page.waitForResponse(address)
      held[at]?.()
      await (await answered).finished()
    },
  }
}
const ofUser = (id: string) => (text: string) => text.includes(`"user":{"id":"${id}"`)

test('an answer for the person before comes after the next one’s, and arms nothing', async ({
  open,
  brim,
}) => {
  brim.misbehave = ({ body }) => {
    brim.armed = body.user.id === 'mira' ? [modal()] : []
    return undefined
  }
  const page = await open({ attributes: '' })
  const opens = await hold(page, '**/v1/open', ofUser('mira'))
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(opens.count).toBe(1)
  await call(page, 'identify', { user: { id: 'noor' } })
  await expect.poll(() => brim.received.some(({ body }) => body.user.id === 'noor')).toBe(true)
  await opens.letGo(0)
  brim.answers = [{ id: 'dec_9', placement: 'paywall:export', prompt: null, reason: 'audience' }]
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({
    shown: false,
    decisionId: 'dec_9',
  })
})

test('the same person before a reset and after it are not the same', async ({ open, brim }) => {
  brim.armed = [banner()]
  const page = await open({ attributes: '' })
  const opens = await hold(page, '**/v1/open')
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(opens.count).toBe(1)
  await call(page, 'reset')
  await opens.letGo(0)
  expect(await paywall(page, 'export')).toMatchObject({ reason: 'no_identity' })
  await expect(card(page)).toHaveCount(0)
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(opens.count).toBe(2)
  await opens.letGo(1)
  await expect(card(page)).toBeVisible()
})

test('nothing is drawn for who has left while the page was about to', async ({ open, brim }) => {
  brim.armed = [banner(), inline()]
  const page = await open({ body: '<brim-slot name="billing"></brim-slot>' })
  await expect(card(page)).toHaveCount(2)
  // All in one task, as an app that signs out does it.
  await page.evaluate(() => {
    const { brim } = window as never as {
      brim: { track(name: string): void; paywall(name: string): void; reset(): void }
    }
    brim.track('moved')
    brim.paywall('export')
    brim.reset()
  })
  await expect(card(page)).toHaveCount(0)
})

test('what comes after somebody has left in the same task is the next one’s', async ({
  open,
  brim,
}) => {
  const page = await open({ attributes: '' })
  await page.evaluate(() => {
    const { brim } = window as never as {
      brim: { identify(who: object): void; track(name: string): void; reset(): void }
    }
    brim.identify({ user: { id: 'mira' } })
    brim.track('hers')
    brim.reset()
    brim.track('after')
  })
  // What she has left under her name goes once nothing else is to be said, under whose it was.
  await call(page, 'identify', { user: { id: 'noor' } })
  const toldOf = (id: string) =>
    brim.received
      .filter(({ body }) => body.user.id === id)
      .flatMap(({ body }) => events(body.items ?? []))
  await expect.poll(() => toldOf('noor')).toContain('after')
  await expect.poll(() => toldOf('mira')).toContain('hers')
  expect(toldOf('mira')).not.toContain('after')
})

test('an answer for the page before arms nothing on the next', async ({ open, brim }) => {
  const page = await open()
  await untilReadyToAsk(brim)
  const syncs = await hold(page, '**/v1/sync', (text) => text.includes('"page":"/boards"'))
  brim.armed = [modal({ page: '/boards' }), banner({ page: '/boards' })]
  await call(page, 'track', 'moved')
  await expect.poll(syncs.count).toBe(1)
  await page.evaluate(() => history.pushState(null, '', '/settings'))
  brim.armed = []
  await syncs.letGo(0)
  await expect.poll(() => brim.received.at(-1)?.body.page).toBe('/settings')
  await expect(card(page)).toHaveCount(0)
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({ shown: false })
})

test('there and back again while an answer is on its way, it counts for the page that it is for', async ({
  open,
  brim,
}) => {
  const page = await open()
  await untilReadyToAsk(brim)
  const syncs = await hold(page, '**/v1/sync')
  brim.armed = [banner({ page: '/boards' })]
  await call(page, 'track', 'moved')
  await expect.poll(syncs.count).toBe(1)
  await page.evaluate(() => history.pushState(null, '', '/settings'))
  await page.goBack()
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/boards')
  await syncs.letGo(0)
  await expect(card(page)).toBeVisible()
  expect(await page.evaluate(() => location.pathname)).toBe('/boards')
})

test('answers that come in the wrong order: the question that was asked last counts', async ({
  open,
  brim,
}) => {
  const page = await open()
  await untilReadyToAsk(brim)
  const first = await hold(page, '**/v1/sync', (text) => text.includes('"first"'))
  brim.armed = [modal()]
  await call(page, 'track', 'first')
  await expect.poll(first.count).toBe(1)
  // Asked later and answered sooner: it has the newer set.
  brim.answers = [{ id: 'dec_8', placement: 'paywall:other', prompt: null, reason: 'audience' }]
  await paywall(page, 'other', { deadlineMs: 5_000 })
  await untilReady(page)
  brim.armed = []
  await first.letGo(0)
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
})

test('consent that is taken back while an answer is on its way leaves nothing to show', async ({
  open,
  brim,
}) => {
  brim.armed = [banner()]
  const page = await open({ attributes: '' })
  const opens = await hold(page, '**/v1/open')
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(opens.count).toBe(1)
  await call(page, 'consent', 'denied')
  await opens.letGo(0)
  await expect(card(page)).toHaveCount(0)
  await call(page, 'consent', 'granted')
  await expect.poll(opens.count).toBe(2)
  await opens.letGo(1)
  await expect(card(page)).toBeVisible()
})

test('a page that never brings a token holds up nobody else, and its paywall goes on', async ({
  open,
  brim,
}) => {
  const page = await open({ attributes: '' })
  await page.evaluate(() => {
    const { brim } = window as never as { brim: { identify(who: object): void } }
    brim.identify({ user: { id: 'mira' }, getToken: () => new Promise(() => {}) })
  })
  expect(await paywall(page, 'export')).toMatchObject({ shown: false, reason: 'timeout' })
  await call(page, 'identify', { user: { id: 'noor' } })
  await expect.poll(() => brim.received.some(({ body }) => body.user.id === 'noor')).toBe(true)
})

test('a token is asked for again before it is over, and goes with whom it was asked for', async ({
  open,
  brim,
}) => {
  const page = await open({ attributes: '' })
  await page.clock.install()
  brim.misbehave = ({ body, path }) => ({
    status: 200,
    text: JSON.stringify({
      ...{ v: 1, now: Date.now(), armed: [], placements: [], tokenMs: 120_000, answers: [] },
      ...(path.endsWith('sync') && { accepted: body.items?.length, repeated: 0, refused: [] }),
    }),
  })
  await page.evaluate(() => {
    let count = 0
    const { brim } = window as never as { brim: { identify(who: object): void } }
    brim.identify({ user: { id: 'mira' }, getToken: async () => `mira ${++count}` })
  })
  await page.clock.runFor(2_000)
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed'])
  await call(page, 'track', 'early')
  await page.clock.runFor(2_000)
  await expect.poll(() => events(brim.items())).toContain('early')
  // Its answer says for how long the token is good, from when it is read on.
  await roundTrip(page)
  expect(new Set(brim.received.map(({ body }) => body.token))).toEqual(new Set(['mira 1']))
  await page.clock.fastForward(90_000)
  await call(page, 'track', 'later')
  await page.clock.runFor(2_000)
  await expect.poll(() => events(brim.items())).toContain('later')
  expect(brim.received.at(-1)?.body.token).toBe('mira 2')
  await call(page, 'identify', { user: { id: 'noor' }, token: 'noor' })
  await page.clock.runFor(2_000)
  await expect.poll(() => brim.received.at(-1)?.body.user.id).toBe('noor')
  const pairs = brim.received.map(({ body }) => `${body.user.id}: ${body.token}`)
  expect(new Set(pairs)).toEqual(new Set(['mira: mira 1', 'mira: mira 2', 'noor: noor']))
})

test('what one tab shows takes the attention of all, and what it closes is closed in all', async ({
  open,
  brim,
  context,
}) => {
  brim.armed = [modal(), banner({ placement: 'event:moved' })]
  const first = await open()
  await untilReady(first)
  const second = await context.newPage()
  await second.goto(first.url())
  await untilReady(second)
  brim.misbehave = () => 'hang'
  await paywall(first, 'export')
  await expect(card(first)).toBeVisible()
  await expect
    .poll(() => paywall(second, 'export', { deadlineMs: 100 }))
    .toMatchObject({ shown: false })
  await call(second, 'track', 'moved')
  await expect(card(second)).toHaveCount(0)
  expect(outcomes(brim.items()).filter(([, outcome]) => outcome === 'shown').length).toBeLessThan(2)
})

async function untilReadyToAsk(brim: {
  received: { path: string }[]
  items(): never[] | unknown[]
}) {
  await expect.poll(() => brim.items().length).toBeGreaterThan(0)
}
