// Whatever the world is like: no exception and no complaint in the page, the host works as ever, and
// what was reported arrives later or is given up with a count. Lines that the browser itself writes for
// a request that fails or is forbidden are not Brim's, and are allowed where a test causes them.
import type { Page } from '@playwright/test'
import type { Answer, BrimDouble } from './brim-double.ts'
import {
  call,
  card,
  events,
  expect,
  outcomes,
  paywall,
  scriptTag,
  test,
  untilReady,
} from './fixtures.ts'
import { banner, modal } from './prompts.ts'

/** Listens for what Brim says is wrong. */
const listenToErrors = (page: Page) =>
  page.evaluate(() => {
    const { brim, told } = Object.assign(window as never, { told: [] as unknown[] }) as {
      told: unknown[]
      brim: { on(name: string, listener: (problem: unknown) => void): void }
    }
    brim.on('error', (problem) => told.push(problem))
  })
const errorsTold = (page: Page) =>
  page.evaluate(() => (window as never as { told: { code: string; message: string }[] }).told)

/** The host's own routes, clicks and requests go on as without Brim. */
async function expectHostToWork(page: Page) {
  const works = await page.evaluate(async () => {
    let clicks = 0
    const opener = document.querySelector<HTMLElement>('#opener')
    opener?.addEventListener('click', () => clicks++)
    opener?.click()
    history.pushState({ mine: 1 }, '', '/elsewhere')
    const answer = await fetch('/own').then((response) => response.status)
    return [clicks, history.state, location.pathname, answer]
  })
  expect(works).toEqual([1, { mine: 1 }, '/elsewhere', 200])
}

const paths = (brim: BrimDouble) =>
  brim
    .items()
    .flatMap((item) =>
      'name' in item && item.name === 'page_viewed' ? [item.properties?.path] : [],
    )

test('follows a router that keeps its route behind the #', async ({ open, brim }) => {
  brim.armed = [banner({ page: '/boards#/a' })]
  const page = await open({}, '/boards#/a?token=secret')
  await expect(card(page)).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/b?token=secret'
  })
  await expect(card(page)).toHaveCount(0)
  await expect.poll(() => paths(brim)).toEqual(['/boards#/a', '/boards#/b'])
  await page.goBack()
  await expect.poll(() => paths(brim)).toEqual(['/boards#/a', '/boards#/b', '/boards#/a'])
  await page.evaluate(() => {
    location.hash = '#section'
  })
  await expect.poll(() => paths(brim).at(-1)).toBe('/boards')
  expect(JSON.stringify(brim.received)).not.toContain('secret')
})

test('follows a router of the history, forwards, backwards and in place', async ({
  open,
  brim,
}) => {
  const page = await open()
  await untilSent(brim, '/boards')
  await page.evaluate(() => history.pushState(null, '', '/a'))
  await untilSent(brim, '/a')
  await page.evaluate(() => history.replaceState(null, '', '/b'))
  await untilSent(brim, '/b')
  await page.evaluate(() => history.replaceState({ only: 'state' }, ''))
  await page.goBack()
  await untilSent(brim, '/boards')
  expect(paths(brim)).toEqual(['/boards', '/a', '/b', '/boards'])
})

test('a router that wraps history after Brim, or looks at its arguments, is not disturbed', async ({
  open,
  brim,
}) => {
  const page = await open()
  await untilSent(brim, '/boards')
  const seen = await page.evaluate(() => {
    const seen: unknown[] = []
    const before = history.pushState
    history.pushState = function (...given) {
      seen.push(given.length)
      return before.apply(this, given)
    }
    history.pushState({}, '')
    let thrown = ''
    try {
      history.pushState({}, '', 'https://elsewhere.example/')
    } catch (error) {
      thrown = (error as Error).name
    }
    return [...seen, thrown]
  })
  expect(seen).toEqual([2, 3, 'SecurityError'])
})

test('a page that comes back from the cache of the browser is viewed again, and asks again', async ({
  open,
  brim,
}) => {
  const page = await open()
  await untilSent(brim, '/boards')
  brim.armed = [banner()]
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expect(card(page)).toBeVisible()
  expect(paths(brim)).toEqual(['/boards', '/boards'])
})

test('the first of two copies from two places is at work, alone', async ({ open, brim }) => {
  const other = scriptTag(brim, 'data-user="noor"').replace('pk_test', 'pk_other')
  const page = await open({ script: scriptTag(brim) + other.replace(' async', '') })
  await expect.poll(() => brim.received.length).toBeGreaterThan(0)
  await expectHostToWork(page)
  await expect.poll(() => paths(brim).length).toBe(2)
  expect(new Set(brim.received.map(({ body }) => body.key)).size).toBe(1)
})

for (const [what, policy] of [
  ['its script', (_: string) => "script-src 'self'"],
  ['what it sends', (host: string) => `script-src ${host}; connect-src 'self'`],
] as const) {
  test(`a policy that forbids ${what} leaves the page as it is`, async ({
    open,
    brim,
    problems,
  }) => {
    problems.allow(/Content Security Policy/)
    const page = await open({ headers: { 'Content-Security-Policy': policy(brim.url) } })
    await expectHostToWork(page)
    if (what === 'its script') {
      expect(await page.evaluate(() => 'brim' in window)).toBe(false)
      return
    }
    await page.clock.install()
    for (let at = 0; at < 3; at++) await call(page, 'track', 'kept')
    expect(await paywall(page, 'export')).toMatchObject({ shown: false, reason: 'unreachable' })
    await page.clock.runFor(600_000)
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    expect(brim.received).toEqual([])
    const left = await page.evaluate(() => Object.values(localStorage).join())
    expect(left).toContain('kept')
  })
}

test('works where every storage and channel throws, and reports all the same', async ({
  open,
  brim,
}) => {
  brim.isLive = true
  brim.armed = [modal()]
  const forbid = `<script>
    const denied = { get() { throw new DOMException('denied', 'SecurityError') } }
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, denied)
    Object.defineProperty(navigator, 'locks', { value: undefined })
    BroadcastChannel = class { constructor() { throw new DOMException('denied', 'SecurityError') } }
    delete window.requestIdleCallback
  </script>`
  const page = await open({ script: forbid + scriptTag(brim) })
  await untilReady(page)
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
  await call(page, 'debug')
  await expect(page.getByRole('dialog', { name: 'Brim' })).toBeVisible()
})

for (const years of [-12, 12]) {
  test(`a clock that is ${years} years off shows and reports as any other`, async ({
    open,
    brim,
  }) => {
    brim.isLive = true
    brim.armed = [modal()]
    const shift = years * 365.25 * 86_400_000
    const wrong = `<script>{ const Real = Date
      Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + ${shift}) }
        static now() { return Real.now() + ${shift} }
      } }</script>`
    const page = await open({ script: wrong + scriptTag(brim) })
    await untilReady(page)
    await expect.poll(() => brim.listening.length).toBe(1)
    expect(await paywall(page, 'export')).toMatchObject({ shown: true })
    await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
    const { sentAt, items } = brim.received.at(-1)?.body ?? {}
    const offMs = Math.abs(Date.parse(sentAt ?? '') - Date.parse(items?.[0]?.occurredAt ?? ''))
    expect(offMs, 'both by the same clock, so that the server can correct it').toBeLessThan(60_000)
    await expectHostToWork(page)
  })
}

test('a slow network holds up nothing, and what was reported arrives', async ({
  open,
  brim,
  context,
  page,
}) => {
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 1_000,
    downloadThroughput: 50_000,
    uploadThroughput: 20_000,
  })
  await open()
  await expect(page.locator('h1')).toHaveText('Boards')
  await expect.poll(() => page.evaluate(() => 'brim' in window), { timeout: 15_000 }).toBe(true)
  const started = Date.now()
  expect(await paywall(page, 'export')).toMatchObject({ shown: false, reason: 'timeout' })
  expect(Date.now() - started, 'the host’s own paywall comes after 150 ms').toBeLessThan(1_000)
  await expect
    .poll(() => events(brim.items()), { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['page_viewed', 'paywall_hit']))
})

test('what is reported without a network arrives when there is one', async ({
  open,
  brim,
  context,
  problems,
}) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/)
  brim.isLive = true
  const page = await open()
  await untilSent(brim, '/boards')
  await expect.poll(() => brim.listening.length).toBe(1)
  await context.setOffline(true)
  await call(page, 'track', 'offline')
  await call(page, 'usage', 'boards', { used: 3, limit: 3 })
  await context.setOffline(false)
  await expect.poll(() => events(brim.items()), { timeout: 15_000 }).toContain('offline')
  await expect.poll(() => brim.listening.length, { timeout: 15_000 }).toBe(1)
})

const failures: [string, Answer][] = [
  ['errors', { status: 500, text: '{"error":{"code":"internal","message":"no"}}' }],
  ['garbage', { status: 200, text: '<html>captive portal</html>' }],
  ['null', { status: 200, text: 'null' }],
  ['prompts that are none', { status: 200, text: '{"armed":[null,7,{}],"now":"x"}' }],
  ['nothing at all', 'hang'],
]
for (const [name, answer] of failures) {
  test(`what was reported while the server answers ${name} arrives afterwards`, async ({
    open,
    brim,
    problems,
  }) => {
    problems.allow(/status of 500/)
    brim.misbehave = () => answer
    const page = await open({ attributes: '' })
    await page.clock.install()
    await call(page, 'identify', { user: { id: 'mira' } })
    await call(page, 'track', 'kept')
    await page.clock.runFor(2_000)
    await expect.poll(() => brim.received.length).toBeGreaterThan(0)
    const asked = paywall(page, 'export')
    await page.clock.runFor(200)
    expect(await asked).toMatchObject({ shown: false })
    brim.received.length = 0
    brim.misbehave = undefined
    await expectHostToWork(page)
    await call(page, 'track', 'later')
    for (let at = 0; at < 4; at++) {
      await page.clock.fastForward(11_000)
      await page.clock.runFor(20)
    }
    await expect.poll(() => events(brim.items())).toContain('later')
    if (name !== 'prompts that are none') expect(events(brim.items())).toContain('kept')
  })
}

test('more than can be kept is given up, and counted', async ({ open, brim, problems }) => {
  problems.allow(/status of 503/)
  brim.misbehave = () => ({ status: 503, headers: { 'Retry-After': '3600' }, text: '{}' })
  const page = await open()
  await expect.poll(() => brim.received.length).toBeGreaterThan(0)
  await listenToErrors(page)
  await page.evaluate(() => {
    const { brim } = window as never as { brim: { track(name: string): void } }
    for (let at = 0; at < 520; at++) brim.track(`event ${at}`)
  })
  const told = await errorsTold(page)
  expect(told.length).toBeGreaterThanOrEqual(20)
  expect(new Set(told.map(({ code }) => code))).toEqual(new Set(['dropped']))
})

async function untilSent(brim: BrimDouble, path: string) {
  await expect.poll(() => paths(brim).at(-1)).toBe(path)
}
