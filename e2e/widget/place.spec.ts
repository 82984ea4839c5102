// Where prompts stand: in the flow of the page, at the edges of the screen, beside an element.
import type { Page } from '@playwright/test'
import type { BannerPosition } from '../../shared/definition/nudge.ts'
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
import { banner, inline, popover, text, toast } from './prompts.ts'

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

const menu = `<div id="menu">${wall}</div><a id="link" data-brim-paywall="export">Export as well</a>`
/** What becomes of a menu in which something was chosen. */
const leavings: [string, string, (menu: HTMLElement) => void][] = [
  ['leaves the page', '#menu', (menu) => menu.remove()],
  ['is hidden', '#menu', (menu) => menu.setAttribute('hidden', '')],
  ['is part of a line of text and leaves alone', '#link', (link) => link.remove()],
]

for (const [name, selector, leave] of leavings) {
  test(`a popover goes with its element, unanswered, when that ${name}`, async ({
    open,
    brim,
    page,
  }) => {
    brim.armed = [popover()]
    await page.clock.install()
    await open({ body: menu })
    await untilReady(page)
    await page.locator(selector).locator('xpath=descendant-or-self::*[@data-brim-paywall]').click()
    await expect(page.locator('.popover')).toBeVisible()
    await page.clock.fastForward(2_000)
    await page.locator(selector).evaluate(leave as never)
    await expect(page.locator('brim-prompt')).toHaveCount(0)
    await page.locator('h1').click()
    await call(page, 'track', 'moved')
    await page.clock.fastForward(5_000)
    await expect
      .poll(() => brim.items().map((item) => 'name' in item && item.name))
      .toContain('moved')
    expect(outcomes(brim.items())).toEqual([['dec_6', 'shown']])
  })

  test(`a popover is a toast when its element ${name} at once`, async ({ open, brim }) => {
    brim.armed = [popover()]
    const page = await open({ body: menu })
    await untilReady(page)
    const shown = page.locator(selector).evaluate(async (menu, leave) => {
      const { brim } = window as never as {
        brim: { paywall(...given: unknown[]): Promise<unknown> }
      }
      const anchor = menu.querySelector('button') ?? menu
      const answer = brim.paywall('export', { anchor })
      new Function('menu', `(${leave})(menu)`)(menu)
      return answer
    }, String(leave))
    expect(await shown).toMatchObject({ shown: true })
    await expect(page.locator('.toast .card')).toBeVisible()
    await expect(page.locator('.popover')).toHaveCount(0)
    await page.getByRole('button', { name: 'Remind me later' }).click()
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        ['dec_6', 'shown'],
        ['dec_6', 'snoozed'],
      ])
  })
}

for (const hide of ['remove', 'hidden'] as const) {
  test(`where the element that asked is not to be seen (${hide}) a card has no place, and keeps its claim; a banner is at the edge`, async ({
    open,
    brim,
  }) => {
    brim.armed = [
      inline({ placement: 'paywall:export' }),
      banner({ placement: 'paywall:share', position: 'after' }),
    ]
    const page = await open({ body: '<div id="menu"><p id="box">Locked</p></div>' })
    await untilReady(page)
    const ask = (feature: string) =>
      page.evaluate(
        ([name, how]) => {
          const box = document.querySelector('#box') ?? document.createElement('p')
          if (how === 'remove') box.remove()
          else document.querySelector('#menu')?.setAttribute('hidden', '')
          const { brim } = window as never as {
            brim: { paywall(...given: unknown[]): Promise<unknown> }
          }
          return brim.paywall(name, { anchor: box })
        },
        [feature, hide] as const,
      )
    expect(await ask('export')).toEqual({ shown: false, reason: 'no_anchor', decisionId: 'dec_3' })
    await expect(page.locator('brim-prompt')).toHaveCount(0)
    expect(await ask('share')).toMatchObject({ shown: true })
    await expect(page.locator('.edge .card')).toBeVisible()
    await expect.poll(() => outcomes(brim.items())).toEqual([['dec_2', 'shown']])
  })
}

test('a card in a panel that is hidden by now goes to the element that asks, in the words that it has now', async ({
  open,
  brim,
}) => {
  const first = inline({ placement: 'paywall:export' })
  const title = text('Team would fit how you work now')
  brim.armed = [first]
  brim.reworded = [
    { id: 'dec_3', placement: first.placement, prompt: { ...first, title }, reason: null },
  ]
  const page = await open({
    body: '<div id="one"><p data-brim-paywall="export">One</p></div><div id="two" hidden><p data-brim-paywall="export">Two</p></div>',
  })
  await untilReady(page)
  await page.locator('#one p').click({ position: { x: 1, y: 1 } })
  await expect(page.locator('#one .card')).toBeVisible()
  await call(page, 'track', 'moved')
  await expect(page.locator('#one .card')).toContainText('how you work now')
  const turn = () =>
    page.evaluate(() => {
      for (const panel of document.querySelectorAll('#one,#two')) panel.toggleAttribute('hidden')
    })
  await turn()
  // It has no place beside what does not say where it is.
  expect(await paywall(page, 'export')).toMatchObject({ shown: false, reason: 'no_anchor' })
  await page.locator('#two p').click({ position: { x: 1, y: 1 } })
  await expect(page.locator('#two .card')).toContainText('how you work now')
  await turn()
  await page.locator('#one p').click({ position: { x: 1, y: 1 } })
  await expect(page.locator('#one .card')).toBeVisible()
  await expect(page.locator('brim-prompt')).toHaveCount(1)
  expect(outcomes(brim.items())).toEqual([['dec_3', 'shown']])
})

const drawing = '<svg id="asks" width="80" height="40"><rect width="80" height="40" /></svg>'
/** What asks, and what of it a prompt stands behind. */
const closed: [string, string, string][] = [
  ['an image', '<img id="asks" alt="HD" width="80" height="40" src="/picture.svg">', '#asks'],
  ['a canvas', '<canvas id="asks" width="80" height="40"></canvas>', '#asks'],
  ['a video', '<video id="asks" width="80" height="40"></video>', '#asks'],
  ['a drawing', drawing, '#asks'],
  [
    'a part of a submit button',
    '<form action="/gone"><button id="holds"><b id="asks">Go</b></button></form>',
    '#holds',
  ],
  ['a drawing in a button', `<button id="holds">${drawing}</button>`, '#holds'],
  ['a part of a link', '<a id="holds" href="/gone"><b id="asks">Go</b></a>', '#holds'],
  [
    'a box in its label',
    '<label id="holds">Go <input id="asks" type="checkbox"></label>',
    '#holds',
  ],
  [
    'a part of a summary',
    '<details id="holds"><summary><b id="asks">Go</b></summary></details>',
    '#holds',
  ],
]

for (const [name, body, selector] of closed) {
  for (const build of [inline, popover]) {
    const prompt = build({ placement: 'paywall:export' })
    test(`${prompt.format}: stands behind ${name}, and is no part of it`, async ({
      open,
      brim,
    }) => {
      brim.armed = [prompt]
      const page = await open({ body })
      await untilReady(page)
      const heard = await page.evaluateHandle(() => {
        const heard: string[] = []
        for (const type of ['submit', 'toggle', 'change']) {
          addEventListener(type, () => heard.push(type), true)
        }
        return heard
      })
      const showing = await page.evaluate(() => {
        const { brim } = window as never as {
          brim: { paywall(...given: unknown[]): Promise<unknown> }
        }
        return brim.paywall('export', { anchor: document.querySelector('#asks') })
      })
      expect(showing).toMatchObject({ shown: true })
      await expect(card(page)).toBeVisible()
      expect(await page.locator(`${selector} + brim-prompt`).count()).toBe(1)
      const address = page.url()
      await page.locator('brim-prompt h2').click()
      await page.getByRole('button', { name: 'Remind me later' }).click()
      await expect(card(page)).toHaveCount(0)
      expect(await heard.jsonValue()).toEqual([])
      expect(page.url()).toBe(address)
    })
  }
}

for (const position of [undefined, 'first', 'after'] as const) {
  test(`a slot that is given another name has that name’s prompt alone (${position ?? 'card'})`, async ({
    open,
    brim,
  }) => {
    const build = (name: string, decisionId: string) =>
      (position ? banner : inline)({
        placement: `slot:${name}`,
        nudge: name,
        decisionId,
        title: text(name),
        position,
      })
    // One banner has the screen: the other slot has a card.
    brim.armed = [
      build('billing', 'dec_1'),
      inline({ placement: 'slot:team', title: text('team') }),
    ]
    const page = await open({ body: '<brim-slot name="billing"></brim-slot>' })
    await expect(card(page)).toContainText('billing')
    const rename = (name: string) =>
      page.locator('brim-slot').evaluate((slot, given) => slot.setAttribute('name', given), name)
    await rename('team')
    await expect(page.locator('brim-slot .card')).toContainText('team')
    await expect(card(page)).toHaveCount(1)
    await rename('billing')
    await expect(card(page)).toContainText('billing')
    await expect(card(page)).toHaveCount(1)
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        ['dec_1', 'shown'],
        ['dec_3', 'shown'],
      ])
  })
}

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

/** How a page may come to have a dialog: in its document, or in a shadow root of a component of its own. */
const hosts = {
  document: () => document.body,
  'shadow root': () => {
    const host = document.body.appendChild(document.createElement('div'))
    return host.attachShadow({ mode: 'open' })
  },
}
const openHost = (page: Page, place: keyof typeof hosts) =>
  page.evaluate(
    ([home]) => {
      const dialog = document.createElement('dialog')
      dialog.innerHTML = '<button id="in">In</button>'
      new Function(`return (${home})()`)().append(dialog)
      dialog.showModal()
      Object.assign(window, { dialog })
    },
    [String(hosts[place])],
  )

for (const build of [banner, toast]) {
  for (const place of ['document', 'shadow root'] as const) {
    const { format } = build()

    test(`the ${format} stays when a framework removes a dialog in a ${place} that it is in, also with the page`, async ({
      open,
      brim,
    }) => {
      brim.armed = [build({ placement: 'event:moved' })]
      const page = await open()
      await untilReady(page)
      await call(page, 'track', 'moved')
      for (const path of ['/boards', '/next']) {
        await openHost(page, place)
        await expect(page.locator('dialog brim-prompt .card')).toBeVisible()
        await page.evaluate((next) => {
          const { dialog } = window as never as { dialog: HTMLElement }
          const host = dialog.getRootNode() as ShadowRoot
          ;(host.host ?? dialog).remove()
          history.pushState(null, '', next)
        }, path)
        await expect(page.locator('body > brim-prompt .card')).toBeVisible()
        await page.evaluate(() => new Promise((done) => setTimeout(done, 50)))
      }
      await page.getByRole('button', { name: 'Remind me later' }).click()
      await expect(card(page)).toHaveCount(0)
      await expect
        .poll(() => outcomes(brim.items()).map(([, outcome]) => outcome))
        .toEqual(['shown', 'snoozed'])
    })

    test(`the ${format} can be used over a dialog in a ${place}, whichever came first`, async ({
      open,
      brim,
    }) => {
      const one = (at: number) =>
        build({ placement: 'event:moved', decisionId: `dec_${at}`, nudge: `${at}` })
      const page = await open()
      for (const [at, isFirst] of [true, false].entries()) {
        brim.armed = [one(at)]
        await page.reload()
        await untilReady(page)
        if (isFirst) await openHost(page, place)
        await call(page, 'track', 'moved')
        await expect(card(page)).toBeVisible()
        if (!isFirst) await openHost(page, place)
        // Its own backdrop takes the focus from it, and is no reason to leave.
        await page.mouse.click(5, 5)
        await page.locator('#in').focus()
        await page.getByRole('button', { name: 'Remind me later' }).click()
        await expect(card(page)).toHaveCount(0)
        await expect.poll(() => outcomes(brim.items())).toContainEqual([`dec_${at}`, 'snoozed'])
      }
    })
  }
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
