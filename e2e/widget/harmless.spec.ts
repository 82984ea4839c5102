// What the page that carries the widget never notices.
import type { Answer } from './brim-double.ts'
import {
  call,
  card,
  expect,
  hitWall,
  outcomes,
  paywall,
  scriptTag,
  signedIn,
  test,
  untilReady,
  wall,
} from './fixtures.ts'
import { allFormats, laden, modal } from './prompts.ts'

for (const prompt of allFormats) {
  test(`draws the ${prompt.format} under a strict policy and Trusted Types`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, ...laden(), picture: { kind: 'icon', name: 'rocket' } }]
    const policy = [
      "default-src 'none'",
      "style-src 'none'",
      `script-src ${brim.url}`,
      `connect-src ${brim.url}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ')
    const page = await open({ body: wall, headers: { 'Content-Security-Policy': policy } })
    await hitWall(page)
    await expect(card(page).locator('.primary')).toHaveCSS('background-color', 'rgb(11, 104, 103)')
    await expect(card(page)).toHaveCSS('padding-top', /^(14|16|20|28)px$/)
  })
}

test('looks the same under hostile styles', async ({ open, brim }) => {
  const look = async (head: string) => {
    brim.armed = [modal()]
    const page = await open({ head })
    await untilReady(page)
    await paywall(page, 'export')
    await expect(card(page)).toBeVisible()
    return page.evaluate(() => {
      const root = document.querySelector('brim-prompt')?.shadowRoot
      return [...(root?.querySelectorAll('.card, h2, p, li, .primary, .close, .icon') ?? [])].map(
        (element) => {
          const { font, color, backgroundColor, padding, display, letterSpacing } =
            getComputedStyle(element)
          const box = element.getBoundingClientRect()
          // Layout is kept in 64ths of a pixel; what a box says below that is rounding.
          const [width, height] = [box.width, box.height].map((side) => Math.round(side * 64) / 64)
          return { font, color, backgroundColor, padding, display, letterSpacing, width, height }
        },
      )
    })
  }
  const calm = await look('')
  const hostile = await look(
    `<style>
      * { all: unset !important; }
      html { font-size: 40px; }
      body, brim-prompt { color: red !important; font: 40px/3 serif !important; letter-spacing: 1em !important; display: none !important; visibility: hidden !important; }
      body { display: block !important; visibility: visible !important; }
      dialog, button, h2, p { background: lime !important; transform: rotate(9deg) !important; }
    </style>`,
  )
  expect(hostile).toEqual(calm)
})

const failures: [string, Answer][] = [
  ['errors', { status: 500, text: '{"error":{"code":"internal","message":"no"}}' }],
  ['garbage', { status: 200, text: '<html>captive portal</html>' }],
  ['the wrong JSON', { status: 200, text: '{"armed":7}' }],
  ['nothing at all', 'hang'],
]
for (const [name, answer] of failures) {
  test(`goes on when the server answers ${name}`, async ({ open, brim, problems }) => {
    problems.allow(/500/)
    brim.misbehave = () => answer
    const page = await open()
    await expect.poll(() => brim.received.length).toBeGreaterThan(0)
    const result = await paywall(page, 'export')
    expect(result).toMatchObject({ shown: false, decisionId: null })
    await expect(page.locator('h1')).toHaveText('Boards')
  })
}

test('goes on when its host cannot be reached', async ({ open, brim, context, problems }) => {
  problems.allow(/ERR_/)
  await context.route(`${brim.url}/**`, (route) => route.abort())
  const page = await open()
  await expect(page.locator('h1')).toHaveText('Boards')
  expect(await page.evaluate(() => 'brim' in window)).toBe(false)
})

test('says what is wrong once, and stops asking, when the key is refused', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/403/)
  const message = "origin http://x is not in this key's list: add it under Set up -> Keys"
  brim.misbehave = () => ({
    status: 403,
    text: JSON.stringify({ error: { code: 'origin_not_allowed', message } }),
  })
  const warnings: string[] = []
  const page = await open({ attributes: 'data-debug' })
  page.on('console', (said) => said.type() === 'warning' && warnings.push(said.text()))
  await page.clock.install()
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(() => warnings.join()).toContain('add it under Set up')
  await call(page, 'track', 'anything')
  await page.clock.runFor(600_000)
  expect(await paywall(page, 'export', { deadlineMs: 1_000 })).toMatchObject({
    reason: 'unreachable',
  })
  expect(brim.received).toHaveLength(1)
})

test('tries again later and less often, and loses nothing', async ({ open, brim, problems }) => {
  problems.allow(/503/)
  brim.misbehave = () => ({ status: 503, headers: { 'Retry-After': '120' }, text: '{}' })
  const page = await open({ attributes: '' })
  await page.clock.install()
  await call(page, 'identify', { user: { id: 'mira' } })
  await expect.poll(() => brim.received.length).toBe(1)
  await call(page, 'track', 'kept')
  await page.clock.runFor(110_000)
  expect(brim.received).toHaveLength(1)
  brim.misbehave = undefined
  await page.clock.runFor(30_000)
  await expect.poll(() => brim.items()).toContainEqual(expect.objectContaining({ name: 'kept' }))
})

test('works where storage throws', async ({ open, brim }) => {
  brim.armed = [modal()]
  const forbid = `<script>Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('denied', 'SecurityError') },
  });BroadcastChannel = class { constructor() { throw new DOMException('denied', 'SecurityError') } }</script>`
  const page = await open({ script: forbid + scriptTag(brim) })
  await untilReady(page)
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
})

test('a second copy of the script does nothing', async ({ open, brim }) => {
  brim.armed = [modal()]
  const tag = scriptTag(brim, signedIn)
  const page = await open({ script: tag + tag })
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page)).toHaveCount(1)
  await expect.poll(() => brim.items().length).toBeGreaterThan(0)
  expect(brim.received.filter(({ path }) => path === '/b/v1/open')).toHaveLength(1)
  expect(brim.items().filter((item) => 'name' in item && item.name === 'page_viewed')).toHaveLength(
    1,
  )
})
