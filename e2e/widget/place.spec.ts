// Where prompts stand: in the flow of the page, at the edges of the screen, beside an element.
import type { BannerPosition } from '../../shared/nudge.ts'
import { card, expect, hitWall, test, untilReady } from './fixtures.ts'
import { banner, popover, text, toast } from './prompts.ts'

// Where it ends up, not where it comes from.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const box = '<section id="box" data-brim-paywall="export"><p id="inside">Locked</p></section>'

const inFlow: [BannerPosition, string][] = [
  ['first', '#box > :first-child'],
  ['last', '#box > :last-child'],
  ['before', ':has(+ #box)'],
  ['after', '#box + *'],
]

for (const [position, selector] of inFlow) {
  test(`a banner stands ${position} in the container that asked`, async ({ open, brim }) => {
    brim.armed = [banner({ placement: 'paywall:export', position })]
    const page = await open({ body: box })
    await untilReady(page)
    await page.locator('#inside').click()
    await expect(card(page)).toBeVisible()
    expect(await page.evaluate((one) => document.querySelector(one)?.localName, selector)).toBe(
      'brim-prompt',
    )
    expect((await card(page).boundingBox())?.width).toBe(
      (await page.locator('#box').boundingBox())?.width,
    )
  })
}

test('a banner fills a slot, and follows it when the page draws it anew', async ({
  open,
  brim,
}) => {
  brim.armed = [banner({ placement: 'slot:top', position: 'first' })]
  const page = await open({ body: '<brim-slot name="top"></brim-slot>' })
  await expect(page.locator('brim-slot .banner')).toBeVisible()
  await page.evaluate(() => {
    const slot = document.createElement('brim-slot')
    slot.setAttribute('name', 'top')
    document.querySelector('brim-slot')?.replaceWith(slot)
  })
  await expect(page.locator('brim-slot .banner')).toBeVisible()
})

for (const [position, edge] of [
  [undefined, 'bottom'],
  ['bottom', 'bottom'],
  ['last', 'bottom'],
  ['after', 'bottom'],
  ['top', 'top'],
  ['first', 'top'],
  ['before', 'top'],
] as const) {
  test(`a banner without a container (${position ?? 'no position'}) is at the ${edge} of the screen`, async ({
    open,
    brim,
  }) => {
    brim.armed = [banner({ position })]
    const page = await open({
      head: '<style>body{transform:translate(40px,90px);height:3000px}</style>',
    })
    await expect(card(page)).toBeVisible()
    const place = await card(page).boundingBox()
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
    expect(place?.y).toBe(edge === 'top' ? 16 : height - 16 - (place?.height ?? 0))
    expect(place?.x).toBeCloseTo((width - (place?.width ?? 0)) / 2, 0)
  })
}

/** An element at a point of the screen, however the page is scrolled, or of the page. */
const at = (left: number, top: number, position: 'fixed' | 'absolute' = 'fixed') =>
  `<div style="position:absolute;top:2500px">.</div><button id="wall" data-brim-paywall="export" style="position:${position};left:${left}px;top:${top}px;width:80px;height:30px">Go</button>`

for (const [name, left, top, x, y] of [
  ['below the middle of its element', 600, 100, 640 - 188, 138],
  ['shifted in from the left', 4, 100, 8, 138],
  ['shifted in from the right', 1_196, 100, 1_280 - 376 - 8, 138],
] as const) {
  test(`a popover stands ${name}`, async ({ open, brim }) => {
    brim.armed = [popover()]
    const page = await open({ body: at(left, top) })
    await hitWall(page)
    expect(await page.locator('.popover').boundingBox()).toMatchObject({ x, y })
  })
}

test('a popover stands above where there is no room below', async ({ open, brim }) => {
  brim.armed = [popover()]
  const page = await open({ body: at(600, 660) })
  await hitWall(page)
  const place = await page.locator('.popover').boundingBox()
  expect((place?.y ?? 0) + (place?.height ?? 0)).toBeCloseTo(652, 0)
})

test('a popover follows its element when the page scrolls or changes size, and stays in sight', async ({
  open,
  brim,
}) => {
  brim.armed = [popover()]
  const page = await open({ body: at(600, 300, 'absolute') })
  await hitWall(page)
  const y = async () => (await page.locator('.popover').boundingBox())?.y
  const before = await y()
  await page.evaluate(() => scrollTo(0, 100))
  await expect.poll(y).toBe((before ?? 0) - 100)
  await page.evaluate(() => scrollTo(0, 2_000))
  await expect.poll(y).toBe(8)
  await page.setViewportSize({ width: 320, height: 256 })
  await expect
    .poll(async () => {
      const place = await page.locator('.popover').boundingBox()
      return place && place.x >= 8 && place.x + place.width <= 312 && place.y + place.height <= 248
    })
    .toBe(true)
})

test('a popover goes with the element that it speaks of', async ({ open, brim }) => {
  brim.armed = [popover()]
  const page = await open({ body: at(600, 300) })
  await hitWall(page)
  await page.evaluate(() => document.querySelector('#wall')?.remove())
  await expect(card(page)).toHaveCount(0)
})

test('a popover without an element to stand beside is a toast', async ({ open, brim }) => {
  brim.armed = [popover({ placement: 'page' })]
  const page = await open()
  await expect(page.locator('.toast')).toBeVisible()
  const place = await page.locator('.toast').boundingBox()
  expect(place).toMatchObject({ x: 1_280 - 16 - 376, y: 720 - 16 - (place?.height ?? 0) })
})

for (const build of [banner, toast]) {
  test(`the ${build().format} is moved into a dialog that the page opens, and out again`, async ({
    open,
    brim,
  }) => {
    brim.armed = [build()]
    const page = await open({
      body: '<dialog id="host"><button id="in">In</button><button onclick="this.parentNode.close()">Close it</button></dialog>',
    })
    await expect(card(page)).toBeVisible()
    await page.evaluate(() => (document.querySelector('#host') as HTMLDialogElement).showModal())
    await expect(page.locator('#host brim-prompt .card')).toBeVisible()
    await page.getByRole('button', { name: 'Close it' }).click()
    await expect(page.locator('body > brim-prompt .card')).toBeVisible()
    await page.getByRole('button', { name: 'Remind me later' }).click()
    await expect(card(page)).toHaveCount(0)
  })
}

test('a toast in a dialog of the page, open when it comes, can be used', async ({ open, brim }) => {
  brim.armed = [toast({ placement: 'event:moved', title: text('In a dialog') })]
  const page = await open({ body: '<dialog id="host"><button id="in">In</button></dialog>' })
  await untilReady(page)
  await page.evaluate(() => (document.querySelector('#host') as HTMLDialogElement).showModal())
  await page.evaluate(() =>
    (window as never as { brim: { track(name: string): void } }).brim.track('moved'),
  )
  await expect(card(page)).toBeVisible()
  await expect(page.locator('#in')).toBeFocused()
  await page.getByRole('button', { name: 'Remind me later' }).click()
  await expect(card(page)).toHaveCount(0)
})
