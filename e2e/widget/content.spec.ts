// What a prompt carries besides its words.
import {
  call,
  card,
  expect,
  hitWall,
  outcomes,
  paywall,
  test,
  untilReady,
  wall,
} from './fixtures.ts'
import {
  allFormats,
  comparison,
  inline,
  laden,
  meter,
  modal,
  pictureUrl,
  text,
  usage,
} from './prompts.ts'

const secondMs = 1_000
const hourMs = 3_600 * secondMs

for (const prompt of allFormats) {
  test(`the ${prompt.format} holds all that a prompt can carry, without scrolling sideways`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, ...laden() }]
    const page = await open({ body: wall })
    await hitWall(page)
    const all = card(page)
    await expect(all.getByRole('img', { name: 'A board with three lists' })).toBeVisible()
    await expect(all.getByRole('progressbar', { name: usage.text })).toBeVisible()
    await expect(all.getByRole('table', { name: comparison.words.title })).toBeVisible()
    await expect(all.getByRole('timer')).toContainText('The offer ends in')
    await expect(all.getByRole('listitem')).toHaveCount(2)
    const overflow = await all.evaluate((node) => {
      const box = node.parentElement as HTMLElement
      return box.scrollWidth - box.clientWidth
    })
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

test('a picture has its place before it comes, and says nothing about the page', async ({
  open,
  brim,
  page: tab,
}) => {
  let send: (() => void) | undefined
  let referrer: string | undefined = 'none was sent'
  await tab.route(`**${pictureUrl}`, async (route) => {
    referrer = route.request().headers().referer
    await new Promise<void>((resolve) => {
      send = resolve
    })
    await route.continue()
  })
  brim.armed = [modal(laden())]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await expect.poll(() => send !== undefined).toBe(true)
  const before = await card(page).boundingBox()
  expect((await page.locator('brim-prompt img').boundingBox())?.height).toBeGreaterThan(100)
  send?.()
  await expect
    .poll(() =>
      page.locator('brim-prompt img').evaluate((node) => (node as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0)
  expect(await card(page).boundingBox()).toEqual(before)
  expect(referrer).toBeUndefined()
})

test('the icon of the offer takes the place of a picture that does not come', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/404|ERR_/)
  brim.armed = [modal({ picture: { kind: 'image', url: '/missing.png', alt: 'Gone' } })]
  const page = await open({ head: '' })
  await page.route('**/missing.png', (route) => route.fulfill({ status: 404 }))
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page).locator('.icon svg')).toBeVisible()
  await expect(card(page).locator('img')).toHaveCount(0)
})

test('a picture that the page’s policy forbids leaves the offer’s icon', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/Content Security Policy/)
  brim.armed = [modal(laden())]
  const page = await open({ headers: { 'Content-Security-Policy': "img-src 'none'" } })
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page).locator('.icon svg')).toBeVisible()
})

test('a nudge’s own icon is drawn', async ({ open, brim }) => {
  brim.armed = [modal({ picture: { kind: 'icon', name: 'rocket' } })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  const rocket = await card(page).locator('.icon path').getAttribute('d')
  await page.keyboard.press('Escape')
  brim.armed = [modal({ nudge: 'other', decisionId: 'dec_8' })]
  await page.reload()
  await untilReady(page)
  await paywall(page, 'export')
  expect(await card(page).locator('.icon path').getAttribute('d')).not.toBe(rocket)
})

test('Korean breaks between its words, and within one that is too long for a line', async ({
  open,
  brim,
}) => {
  // Fonts of machines without Korean draw it narrow.
  const title = '팀 요금제로 업그레이드하면 모든 보드를 제한 없이 내보낼 수 있습니다. '.repeat(3)
  brim.armed = [modal({ locale: 'ko', title: text(title), body: text('가'.repeat(60)) })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  const brokenWords = () =>
    card(page)
      .locator('h2')
      .evaluate((element) => {
        const node = element.firstChild as Text
        const range = document.createRange()
        const linesOf = (word: string, index: number) => {
          range.setStart(node, index)
          range.setEnd(node, index + word.length)
          return new Set([...range.getClientRects()].map(({ top }) => top)).size
        }
        const words = [...node.data.matchAll(/\S+/g)]
        return words.filter((word) => linesOf(word[0], word.index) > 1).map(([word]) => word)
      })
  for (let width = 320; width < 440; width += 8) {
    await page.setViewportSize({ width, height: 640 })
    expect(await brokenWords(), `at ${width} px`).toEqual([])
    const [scrolled, seen] = await card(page).evaluate((one) => [one.scrollWidth, one.clientWidth])
    expect(scrolled, `at ${width} px`).toBe(seen)
  }
})

test('plans are compared in a table that can be heard', async ({ open, brim }) => {
  brim.armed = [modal({ comparison })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  const table = page.getByRole('table', { name: 'Starter and Team side by side' })
  await expect(table.getByRole('columnheader')).toHaveText(['Starter', 'Team'])
  await expect(table.getByRole('rowheader')).toHaveText(['Boards', 'Export'])
  await expect(table.getByRole('row', { name: 'Export' }).getByText('Not included')).toHaveCount(1)
  await expect(
    table.getByRole('row', { name: 'Export' }).getByText('Included', { exact: true }),
  ).toHaveCount(1)
  await expect(table.getByRole('row', { name: 'Boards' })).toContainText('3Unlimited')
})

test('usage is a bar with its words, and words alone where there is no limit', async ({
  open,
  brim,
}) => {
  brim.armed = [
    meter({ usage: { ...usage, used: 12_000, text: '12,000 of 10,000' } }),
    inline({ placement: 'slot:side', usage: { ...usage, limit: null, text: '8,200 calls' } }),
  ]
  const page = await open({
    body: '<brim-slot name="billing"></brim-slot><brim-slot name="side"></brim-slot>',
  })
  const bar = page.getByRole('progressbar', { name: '12,000 of 10,000' })
  await expect(bar).toHaveJSProperty('position', 1)
  await expect(page.locator('.inline').getByText('8,200 calls')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(1)
})

const armedAt = (now: number, armed: object[]) => () => ({
  status: 200,
  text: JSON.stringify({ v: 1, now, armed, placements: [], answers: [] }),
})

test('a countdown goes by the server’s clock, ticks, is not announced, and ends with its prompt', async ({
  open,
  brim,
}) => {
  const page = await open({ attributes: '' })
  await page.clock.install({ time: Date.now() })
  const now = await page.evaluate(() => Date.now())
  await page.clock.pauseAt(now + 10_000)
  // The page's clock is an hour behind the server's.
  const server = now + 10_000 + hourMs
  brim.misbehave = armedAt(server, [
    modal({
      expiresAt: server + hourMs,
      countdown: { endsAt: server + 65 * secondMs, text: text('Ends in') },
    }),
  ])
  await call(page, 'identify', { user: { id: 'mira' } })
  // What was idle is faked as well.
  await expect
    .poll(async () => {
      await page.clock.runFor(100)
      return page.evaluate(() => customElements.get('brim-slot') !== undefined)
    })
    .toBe(true)
  await paywall(page, 'export', { deadlineMs: 60_000 })
  const timer = page.getByRole('timer')
  const left = timer.locator('strong')
  const secondsLeft = async () => {
    const [minutes = 0, seconds = 0] = ((await left.textContent()) ?? '').split(':').map(Number)
    return minutes * 60 + seconds
  }
  // Away from where one second turns into the next.
  await page.clock.runFor(550)
  const before = await secondsLeft()
  expect(before).toBeGreaterThan(30)
  expect(before).toBeLessThanOrEqual(65)
  await page.clock.runFor(1_000)
  expect(await secondsLeft()).toBe(before - 1)
  await expect(timer).not.toHaveAttribute('aria-live')
  await expect(page.getByRole('status')).toHaveCount(0)
  await page.clock.runFor((before - 2) * secondMs)
  expect(await secondsLeft()).toBe(1)
  await page.clock.runFor(secondMs)
  await expect(card(page)).toHaveCount(0)
  expect(outcomes(brim.items()).filter(([, outcome]) => outcome !== 'shown')).toEqual([])
})

test('an offer that has ended is not shown any more', async ({ open, brim }) => {
  brim.armed = [modal({ countdown: { endsAt: Date.now() - 1, text: text('Ends in') } })]
  const page = await open()
  await untilReady(page)
  expect(await paywall(page, 'export')).toMatchObject({ shown: false })
  await expect(card(page)).toHaveCount(0)
})
