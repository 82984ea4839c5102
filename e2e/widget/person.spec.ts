// Who is there, on which page, and in how many tabs.
import type { Received } from './brim-double.ts'
import {
  call,
  card,
  events,
  expect,
  outcomes,
  paywall,
  roundTrip,
  signedIn,
  test,
  untilReady,
} from './fixtures.ts'
import { banner, modal } from './prompts.ts'

test('sends and shows nothing before it knows who is there', async ({ open, brim }) => {
  const page = await open({ attributes: '' })
  await page.clock.install()
  await call(page, 'track', 'early')
  expect(await paywall(page, 'export')).toEqual({
    shown: false,
    reason: 'no_identity',
    decisionId: null,
  })
  await page.clock.runFor(60_000)
  expect(brim.received).toEqual([])
  await call(page, 'identify', { user: { id: 'mira', role: 'admin' }, account: { id: 'harbour' } })
  await page.clock.runFor(2_000)
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed', 'early', 'paywall_hit'])
  expect(brim.received[0]).toMatchObject({
    path: '/b/v1/open',
    body: {
      v: 1,
      key: 'pk_test',
      user: { id: 'mira', traits: { role: 'admin' } },
      account: { id: 'harbour' },
      page: '/boards',
      device: 'desktop',
    },
  })
})

for (const [name, attributes, script] of [
  ['consent is denied', 'data-user="mira" data-consent="denied"', ''],
  [
    'the browser sends Global Privacy Control',
    'data-user="mira"',
    '<script>Object.defineProperty(navigator,"globalPrivacyControl",{value:true})</script>',
  ],
] as const) {
  test(`nothing leaves while ${name}`, async ({ open, brim }) => {
    const page = await open({ head: script, attributes })
    await page.clock.install()
    await call(page, 'track', 'secret')
    expect(await paywall(page, 'export')).toMatchObject({ reason: 'no_consent' })
    await page.clock.runFor(60_000)
    expect(brim.received).toEqual([])
  })
}

test('starts when consent is given, and ends when it is taken back', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open({ attributes: 'data-user="mira" data-consent="denied"' })
  await call(page, 'consent', 'granted')
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page)).toBeVisible()
  await call(page, 'consent', 'denied')
  await expect(card(page)).toHaveCount(0)
  const before = brim.received.length
  expect(await paywall(page, 'export')).toMatchObject({ reason: 'no_consent' })
  expect(brim.received).toHaveLength(before)
})

test('what is pending for one person is never shown to the next', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page)).toBeVisible()
  brim.armed = []
  await call(page, 'identify', { user: { id: 'noor' } })
  await expect(card(page)).toHaveCount(0)
  expect(await paywall(page, 'export')).toMatchObject({ shown: false })
})

test('a late answer for one person is not shown to the next', async ({ open, brim }) => {
  const page = await open()
  await untilOpened(brim)
  let answer: (() => void) | undefined
  await page.route('**/v1/sync', async (route) => {
    if (!route.request().postData()?.includes('"ask"')) return route.continue()
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    await route.continue()
  })
  brim.answers = [{ id: 'dec_1', placement: 'paywall:export', prompt: modal(), reason: null }]
  const result = paywall(page, 'export', { deadlineMs: 20_000 })
  await expect.poll(() => answer !== undefined).toBe(true)
  await call(page, 'identify', { user: { id: 'noor' } })
  answer?.()
  expect(await result).toMatchObject({ shown: false })
  await expect(card(page)).toHaveCount(0)
})

test('reset while the view is on its way leaves nothing to show', async ({ open, brim }) => {
  brim.armed = [banner()]
  const page = await open({ attributes: '' })
  let load: (() => void) | undefined
  await page.route('**/b/view-*.js', async (route) => {
    await new Promise<void>((resolve) => {
      load = resolve
    })
    await route.continue()
  })
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(() => load !== undefined).toBe(true)
  await call(page, 'reset')
  load?.()
  await untilReady(page)
  await expect(card(page)).toHaveCount(0)
})

test('a page that is being prepared sends nothing before it is seen', async ({ open, brim }) => {
  const page = await open({
    attributes: '',
    head: `<script>Object.defineProperty(document, 'prerendering', { value: true, configurable: true })</script>`,
  })
  await page.clock.install()
  await call(page, 'identify', { user: { id: 'mira' } })
  await page.clock.runFor(10_000)
  expect(brim.received).toEqual([])
  await page.evaluate(() => {
    Object.defineProperty(document, 'prerendering', { value: false })
    document.dispatchEvent(new Event('prerenderingchange', { bubbles: true }))
  })
  await expect.poll(() => brim.received[0]?.body.user.id).toBe('mira')
})

test('an answer after the deadline is not shown', async ({ open, brim }) => {
  const page = await open()
  await untilOpened(brim)
  let answer: (() => void) | undefined
  await page.route('**/v1/sync', async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    await route.continue()
  })
  brim.answers = [{ id: 'dec_1', placement: 'paywall:export', prompt: modal(), reason: null }]
  expect(await paywall(page, 'export')).toEqual({
    shown: false,
    reason: 'timeout',
    decisionId: null,
  })
  const answered = page.waitForResponse('**/v1/sync')
  answer?.()
  await (await answered).finished()
  await expect(card(page)).toHaveCount(0)
})

test('a page’s prompt goes when the page goes, and the new page asks again', async ({
  open,
  brim,
}) => {
  brim.armed = [banner({ page: '/boards' })]
  const page = await open()
  await expect(card(page)).toBeVisible()
  brim.armed = [banner({ decisionId: 'dec_8', nudge: 'other', page: '/settings' })]
  await page.evaluate(() => history.pushState(null, '', '/settings?token=secret'))
  await expect
    .poll(() => brim.received.filter(({ body }) => body.page === '/settings').length)
    .toBeGreaterThan(0)
  await expect(card(page)).toHaveCount(1)
  await expect
    .poll(() => outcomes(brim.items()))
    .toEqual([
      ['dec_2', 'shown'],
      ['dec_8', 'shown'],
    ])
  expect(JSON.stringify(brim.received)).not.toContain('secret')
  expect(
    brim.items().filter((item) => 'name' in item && item.name === 'page_viewed'),
  ).toMatchObject([{ properties: { path: '/boards' } }, { properties: { path: '/settings' } }])
})

test('what one tab shows, another does not show again', async ({ open, brim, context }) => {
  brim.armed = [modal()]
  const first = await open()
  await untilReady(first)
  const second = await context.newPage()
  await second.goto(first.url())
  await untilReady(second)
  await paywall(first, 'export')
  await expect(card(first)).toBeVisible()
  await expect
    .poll(() => paywall(second, 'export', { deadlineMs: 2_000 }))
    .toMatchObject({ shown: false })
  expect(outcomes(brim.items()).filter(([, outcome]) => outcome === 'shown')).toHaveLength(1)
})

test('sends what a page that died had left behind', async ({ open, brim }) => {
  brim.misbehave = ({ path }) => (path.endsWith('sync') ? 'hang' : undefined)
  const page = await open()
  await untilOpened(brim)
  await call(page, 'track', 'survivor')
  await page.goto('about:blank')
  brim.received.length = 0
  brim.misbehave = undefined
  await page.goBack()
  await expect
    .poll(() => brim.items())
    .toContainEqual(expect.objectContaining({ name: 'survivor' }))
})

test('reports by attributes', async ({ open, brim }) => {
  const page = await open({
    body: `<button data-brim-used="timeline" onclick="event.stopPropagation()">Timeline</button>
      <div id="meter" data-brim-meter="boards" data-used="2" data-limit="3"></div>`,
  })
  await page.getByRole('button', { name: 'Timeline' }).click()
  await expect
    .poll(() => brim.items())
    .toContainEqual(
      expect.objectContaining({ name: 'feature_used', properties: { feature: 'timeline' } }),
    )
  await expect
    .poll(() => brim.items())
    .toContainEqual(expect.objectContaining({ type: 'meter', meter: 'boards', used: 2, limit: 3 }))
  await page.locator('#meter').evaluate((meter) => {
    ;(meter as HTMLElement).dataset.used = '3'
  })
  await expect
    .poll(() => brim.items())
    .toContainEqual(expect.objectContaining({ type: 'meter', meter: 'boards', used: 3, limit: 3 }))
})

const boards = (used: number) =>
  `<div id="meter" data-brim-meter="boards" data-used="${used}" data-limit="9"></div>`
/** Who has told which reading. */
const readings = (received: Received[]) =>
  received.flatMap(({ body }) =>
    (body.items ?? []).flatMap((item) =>
      item.type === 'meter' ? [[body.account?.id, item.used]] : [],
    ),
  )

test('a meter that stands in the page is told once consent is there', async ({ open, brim }) => {
  const page = await open({ attributes: `${signedIn} data-consent="denied"`, body: boards(3) })
  await roundTrip(page)
  expect(brim.received).toEqual([])
  await call(page, 'consent', 'granted')
  await expect.poll(() => readings(brim.received)).toEqual([['harbour', 3]])
})

test('a meter that is drawn before its account is named is told of that account', async ({
  open,
  brim,
}) => {
  const page = await open({ body: boards(2) })
  await expect.poll(() => readings(brim.received)).toEqual([['harbour', 2]])
  await page.evaluate(async () => {
    const { brim } = window as never as { brim: { identify(who: object): void } }
    const meter = document.querySelector('#meter') as HTMLElement
    meter.dataset.used = '5'
    await new Promise((resolve) => setTimeout(resolve))
    brim.identify({ user: { id: 'mira' }, account: { id: 'other' } })
  })
  await expect
    .poll(() => readings(brim.received))
    .toEqual([
      ['harbour', 2],
      ['other', 5],
    ])
})

test('a token of the tag goes along with everything', async ({ open, brim }) => {
  const page = await open({ attributes: 'data-user="mira" data-token="a.b.c"' })
  await untilOpened(brim)
  await call(page, 'track', 'moved')
  await expect.poll(() => events(brim.items())).toContain('moved')
  expect(new Set(brim.received.map(({ body }) => body.token))).toEqual(new Set(['a.b.c']))
})

test('a page without a token is told what to do, and goes on when it has one', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/401/)
  const message = 'sign one in your backend'
  brim.armed = [modal()]
  brim.misbehave = ({ body }) =>
    body.token
      ? undefined
      : { status: 401, text: JSON.stringify({ error: { code: 'token_missing', message } }) }
  const page = await open({ attributes: '' })
  await page.evaluate(() => {
    const { brim, told } = Object.assign(window as never, { told: [] as unknown[] }) as {
      told: unknown[]
      brim: { on(name: string, listener: (problem: unknown) => void): void }
    }
    brim.on('error', (problem) => told.push(problem))
  })
  await call(page, 'track', 'early')
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect
    .poll(() => page.evaluate(() => (window as never as { told: unknown[] }).told))
    .toEqual([{ code: 'token_missing', message }])
  expect(await paywall(page, 'export')).toMatchObject({ shown: false })
  await call(page, 'identify', { user: { id: 'mira' }, token: 'a.b.c' })
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page)).toBeVisible()
  await expect.poll(() => events(brim.items())).toContain('early')
})

test('the page is asked for the next token when one is over', async ({ open, brim, problems }) => {
  problems.allow(/401/)
  brim.misbehave = ({ body }) =>
    body.token === 'old'
      ? { status: 401, text: JSON.stringify({ error: { code: 'token_expired', message: '' } }) }
      : undefined
  const page = await open({ attributes: '' })
  await page.evaluate(() => {
    const { brim } = window as never as { brim: { identify(who: object): void } }
    brim.identify({ user: { id: 'mira' }, token: 'old', getToken: async () => 'new' })
  })
  await call(page, 'track', 'moved')
  await expect
    .poll(() => brim.received.filter(({ body }) => body.token === 'new').length)
    .toBeGreaterThan(0)
  await expect.poll(() => events(brim.items())).toContain('moved')
})

test('what is left of one person leaves with their own token when the next one comes', async ({
  open,
  brim,
}) => {
  const page = await open({ attributes: 'data-user="mira" data-token="of mira"' })
  await untilOpened(brim)
  await call(page, 'track', 'last')
  await call(page, 'identify', { user: { id: 'noor' }, token: 'of noor' })
  await expect
    .poll(() => new Set(brim.received.map(({ body }) => `${body.user.id} ${body.token}`)))
    .toEqual(new Set(['mira of mira', 'noor of noor']))
  await expect.poll(() => events(brim.items())).toContain('last')
})

async function untilOpened(brim: { received: { path: string }[] }) {
  await expect.poll(() => brim.received.some(({ path }) => path === '/b/v1/open')).toBe(true)
}
