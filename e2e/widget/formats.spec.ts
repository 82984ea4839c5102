// Each format: how it is drawn, what can be done with it, and that the keyboard suffices.
import type { Page } from '@playwright/test'
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
import { allFormats, banner, modal, popover, sheet, text, toast, trial } from './prompts.ts'

for (const prompt of allFormats) {
  const { format, decisionId } = prompt

  test(`the ${format} is drawn with all its words, and its action is taken by keyboard`, async ({
    open,
    brim,
  }) => {
    brim.armed = [{ ...prompt, actions: [trial] }]
    const page = await open({ body: wall })
    await hitWall(page)
    const role = format === 'modal' || format === 'sheet' ? 'dialog' : 'region'
    await expect(page.getByRole(role, { name: prompt.title.map(wordsOf).join('') })).toBeVisible()
    await expect(card(page).locator('p').first()).toHaveText(/Export is part of Team/)
    for (let presses = 0; presses < 12; presses++) {
      if (await page.getByRole('button', { name: 'Start the free trial' }).evaluate(hasFocus)) break
      await page.keyboard.press('Tab')
    }
    await expect(page.getByRole('button', { name: 'Start the free trial' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(card(page)).toHaveCount(0)
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        [decisionId, 'shown'],
        [decisionId, 'clicked'],
        [decisionId, 'trial_started'],
      ])
    await expect(page.locator('#wall')).toBeFocused()
  })

  test(`the ${format} goes with Escape, and gives the focus back`, async ({ open, brim }) => {
    brim.armed = [prompt]
    const page = await open({ body: wall })
    await hitWall(page)
    await page.getByRole('button', { name: 'Remind me later' }).focus()
    await page.keyboard.press('Escape')
    await expect(card(page)).toHaveCount(0)
    await expect(page.locator('#wall')).toBeFocused()
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        [decisionId, 'shown'],
        [decisionId, 'dismissed'],
      ])
  })

  for (const [name, outcome] of [
    ['Not now', 'dismissed'],
    ['Remind me later', 'snoozed'],
    ['Don’t show this again', 'never'],
  ] as const) {
    test(`the ${format} takes "${name}" for an answer`, async ({ open, brim }) => {
      brim.armed = [prompt]
      const page = await open({ body: wall })
      await hitWall(page)
      await page.getByRole('button', { name }).last().click()
      await expect(card(page)).toHaveCount(0)
      await expect
        .poll(() => outcomes(brim.items()))
        .toEqual([
          [decisionId, 'shown'],
          [decisionId, outcome],
        ])
    })
  }
}

for (const build of [modal, sheet]) {
  const { format } = build()

  test(`the ${format} goes with a click beside it, but not with text selected beyond it`, async ({
    open,
    brim,
  }) => {
    brim.armed = [build()]
    const page = await open()
    await untilReady(page)
    await paywall(page, 'export')
    await untilTaken(page)
    const title = await page.locator('dialog h2').boundingBox()
    await page.mouse.move((title?.x ?? 0) + 10, (title?.y ?? 0) + 10)
    await page.mouse.down()
    await page.mouse.move(5, 5)
    await page.mouse.up()
    await expect(card(page)).toBeVisible()
    await page.mouse.click(5, 5)
    await expect(card(page)).toHaveCount(0)
    await expect
      .poll(() => outcomes(brim.items()).map(([, outcome]) => outcome))
      .toEqual(['shown', 'dismissed'])
  })
}

for (const build of [modal, sheet, popover]) {
  const { format } = build()

  test(`a double click on what opens the ${format} is no answer to it, and no click beside it`, async ({
    open,
    brim,
  }) => {
    const page = await open({ head: everywhere, body: wall })
    const arm = async (decisionId: string) => {
      brim.armed = [build({ decisionId, nudge: decisionId })]
      await page.reload()
      await untilReady(page)
    }
    await arm('measured')
    await hitWall(page)
    const { x, y } = (await page.locator('brim-prompt .primary').boundingBox()) ?? { x: 0, y: 0 }
    for (const [name, left, top] of [
      ['beside', 5, 5],
      ['upon', x + 5, y + 5],
    ] as const) {
      await arm(name)
      await page.mouse.dblclick(left, top)
      await page.getByRole('button', { name: 'Remind me later' }).click()
      await expect.poll(() => outcomes(brim.items())).toContainEqual([name, 'snoozed'])
    }
    expect(outcomes(brim.items()).map(([, outcome]) => outcome)).toEqual([
      'shown',
      'shown',
      'snoozed',
      'shown',
      'snoozed',
    ])
  })
}

for (const build of [toast, banner, modal]) {
  const { format } = build()

  test(`a click that was on its way when the ${format} came by itself is no answer`, async ({
    open,
    brim,
  }) => {
    brim.armed = [build({ placement: 'event:moved' })]
    const page = await open()
    await untilReady(page)
    await call(page, 'track', 'moved')
    const { x, y } = (await page.locator('brim-prompt .primary').boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.click(x + 5, y + 5)
    await page.getByRole('button', { name: 'Remind me later' }).click()
    await expect
      .poll(() => outcomes(brim.items()).map(([, outcome]) => outcome))
      .toEqual(['shown', 'snoozed'])
  })
}

test('what presses a button without a pointer need not wait', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await page.evaluate(() => {
    const root = document.querySelector('brim-prompt')?.shadowRoot
    root?.querySelector<HTMLElement>('[part=later]')?.click()
  })
  await expect
    .poll(() => outcomes(brim.items()).map(([, outcome]) => outcome))
    .toEqual(['shown', 'snoozed'])
})

test('the sheet stands at the foot of a phone, and at the side of a wide screen', async ({
  open,
  brim,
}) => {
  brim.armed = [sheet()]
  const page = await open()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 375, height: 667 })
  await untilReady(page)
  await paywall(page, 'export')
  const dialog = page.locator('dialog')
  const onPhone = await dialog.boundingBox()
  expect(onPhone).toMatchObject({ x: 0, width: 375 })
  expect((onPhone?.y ?? 0) + (onPhone?.height ?? 0)).toBe(667)
  await page.setViewportSize({ width: 1_200, height: 800 })
  const onDesk = await dialog.boundingBox()
  expect(onDesk).toEqual({ x: 1_200 - 420 - 12, y: 12, width: 420, height: 776 })
})

test('the sheet keeps its buttons in sight however much stands in it', async ({ open, brim }) => {
  const lines = Array.from({ length: 8 }, (_, at) =>
    text(`Line ${at} ${'of many words '.repeat(9)}`),
  )
  brim.armed = [sheet({ list: lines })]
  const page = await open()
  await page.setViewportSize({ width: 375, height: 667 })
  await untilReady(page)
  await paywall(page, 'export')
  const start = page.getByRole('button', { name: 'Start the free trial' })
  await expect(start).toBeInViewport({ ratio: 1 })
  await page.getByText('Line 7').scrollIntoViewIfNeeded()
  await expect(start).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Not now' })).toBeInViewport({ ratio: 1 })
})

for (const build of [toast, popover]) {
  const prompt = build({ placement: 'paywall:export' })

  test(`the ${prompt.format} takes no focus, moves nothing, and is heard`, async ({
    open,
    brim,
  }) => {
    brim.armed = [prompt]
    const page = await open({ head: '<style>body{display:grid;gap:40px}</style>', body: wall })
    await untilReady(page)
    const shape = () => page.evaluate(() => document.documentElement.scrollHeight)
    const before = await shape()
    await page.locator('#wall').press('Enter')
    await expect(card(page)).toBeVisible()
    await expect(page.locator('#wall')).toBeFocused()
    expect(await shape()).toBe(before)
    await expect(page.getByRole('status')).toContainText(prompt.title.map(wordsOf).join(''))
  })
}

test('a popover goes with a click elsewhere and with Escape from outside of it', async ({
  open,
  brim,
}) => {
  const page = await open({ body: wall })
  for (const [at, leave] of [
    () => page.locator('h1').click(),
    () => page.keyboard.press('Escape'),
  ].entries()) {
    brim.armed = [popover({ decisionId: `dec_${at}`, nudge: `nudge-${at}` })]
    await page.reload()
    await hitWall(page)
    // Neither what it speaks of nor the popover itself is elsewhere.
    await page.locator('#wall').click()
    await page.locator('brim-prompt h2').click()
    await expect(card(page)).toBeVisible()
    await leave()
    await expect(card(page)).toHaveCount(0)
    await expect.poll(() => outcomes(brim.items())).toContainEqual([`dec_${at}`, 'dismissed'])
  }
})

test('Tab leads from the element into its popover and back', async ({ open, brim }) => {
  brim.armed = [popover()]
  const page = await open({ body: `${wall}<button id="next">Next</button>` })
  await hitWall(page)
  await page.locator('#wall').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'what is in it' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.locator('#wall')).toBeFocused()
})

/** A wall wherever somebody clicks. */
const everywhere = '<style>#wall{position:fixed;inset:0;inline-size:100%;block-size:100%}</style>'
/** Waits until a click is no longer taken for one that was on its way before. */
const untilTaken = (page: Page) => expect(card(page)).toHaveCSS('pointer-events', 'auto')
const wordsOf = (node: object): string => ('text' in node ? String(node.text) : '')
const hasFocus = (node: Element): boolean =>
  (node.getRootNode() as ShadowRoot).activeElement === node
