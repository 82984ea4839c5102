import { call, card, events, expect, outcomes, paywall, test, untilReady } from './fixtures.ts'
import { banner, inline, link, modal } from './prompts.ts'

test('draws an armed prompt with the network cut, and reports it when it is back', async ({
  open,
  brim,
  context,
  problems,
}) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/)
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await context.setOffline(true)
  const result = await paywall(page, 'export')
  expect(result).toEqual({ shown: true, reason: null, decisionId: 'dec_1' })
  await expect(card(page)).toBeVisible()
  await context.setOffline(false)
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
  expect(events(brim.items())).toContain('paywall_hit')
})

test('draws within the task that asks', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  const isDrawn = await page.evaluate(() => {
    void (window as never as { brim: { paywall(name: string): unknown } }).brim.paywall('export')
    return document.querySelector('brim-prompt')?.shadowRoot?.querySelector('dialog')?.open
  })
  expect(isDrawn).toBe(true)
})

test('shows an armed prompt once, however often it is asked for', async ({ open, brim }) => {
  brim.armed = [modal()]
  brim.answers = [
    { id: 'dec_9', placement: 'paywall:export', prompt: null, reason: 'capped_nudge' },
  ]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toEqual({
    shown: false,
    reason: 'capped_nudge',
    decisionId: 'dec_9',
  })
  await expect
    .poll(() => outcomes(brim.items()))
    .toEqual([
      ['dec_1', 'shown'],
      ['dec_1', 'dismissed'],
    ])
})

test('asks the server for what is not armed, and draws its answer', async ({ open, brim }) => {
  brim.answers = [{ id: 'dec_1', placement: 'paywall:export', prompt: modal(), reason: null }]
  const page = await open()
  const result = await paywall(page, 'export', { deadlineMs: 5_000 })
  expect(result).toEqual({ shown: true, reason: null, decisionId: 'dec_1' })
  const asking = brim.received.find(({ body }) => body.ask)
  expect(asking?.body.items?.at(-1)).toMatchObject({
    type: 'event',
    name: 'paywall_hit',
    properties: { feature: 'export' },
  })
})

test('gives the focus back to what had it', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open({ body: '<button id="other">Other</button>' })
  await untilReady(page)
  await page.locator('#opener').focus()
  await paywall(page, 'export')
  await expect(page.getByRole('dialog', { name: 'Take this board with you' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Take this board with you' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect(page.locator('#opener')).toBeFocused()
})

test('a banner takes no focus, moves nothing, and is heard', async ({ open, brim }) => {
  brim.armed = [banner()]
  const page = await open()
  await page.locator('#opener').focus()
  const before = await page.locator('#opener').boundingBox()
  await expect(page.getByRole('region', { name: 'The timeline is part of' })).toBeVisible()
  await expect(page.locator('#opener')).toBeFocused()
  expect(await page.locator('#opener').boundingBox()).toEqual(before)
  await expect(page.getByRole('status')).toContainText('The timeline is part of your week now')
})

test('fills a slot whenever the page draws it', async ({ open, brim }) => {
  brim.armed = [inline()]
  const page = await open()
  await untilReady(page)
  const draw = () =>
    page.evaluate(() => {
      document.querySelector('brim-slot')?.remove()
      const slot = document.createElement('brim-slot')
      slot.setAttribute('name', 'billing')
      document.querySelector('main')?.append(slot)
    })
  await draw()
  await expect(page.locator('brim-slot .card')).toBeVisible()
  await draw()
  await expect(page.locator('brim-slot .card')).toBeVisible()
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_3', 'shown']])
})

test('a card whose element the page draws anew comes back when it is asked for, unanswered, until the page goes', async ({
  open,
  brim,
}) => {
  brim.armed = [inline({ placement: 'paywall:export' })]
  const page = await open({ body: '<div id="home"><p>Locked</p></div>' })
  await untilReady(page)
  /** As a framework does whose state turns with the answer: the box has another key. */
  const ask = () =>
    page.evaluate(async () => {
      const home = document.querySelector('#home') as HTMLElement
      const { brim } = window as never as {
        brim: { paywall(...given: unknown[]): Promise<unknown> }
      }
      const answer = await brim.paywall('export', { anchor: home.firstElementChild })
      home.innerHTML = '<p>Locked still</p>'
      return answer
    })
  const shown = { shown: true, reason: null, decisionId: 'dec_3' }
  expect(await ask()).toEqual(shown)
  await expect(page.locator('brim-prompt')).toHaveCount(0)
  expect(await ask()).toEqual(shown)
  // Where it is nowhere to be seen nobody is told that it is.
  expect(await paywall(page, 'export')).toEqual({ ...shown, shown: false, reason: 'no_anchor' })
  await page.evaluate(() => history.pushState(null, '', '/next'))
  await expect.poll(() => brim.received.some(({ body }) => body.page === '/next')).toBe(true)
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({ decisionId: null })
  expect(outcomes(brim.items())).toEqual([['dec_3', 'shown']])
})

for (const placement of ['slot:export', 'paywall:export']) {
  test(`a card in a slot stands in the one that a framework puts in its place, also at once (${placement})`, async ({
    open,
    brim,
  }) => {
    brim.armed = [inline({ placement })]
    const page = await open({ body: '<div id="home"><brim-slot name="export"></brim-slot></div>' })
    await untilReady(page)
    await page.evaluate(
      async ([isAsked]) => {
        const home = document.querySelector('#home') as HTMLElement
        const { brim } = window as never as { brim: { paywall(name: string): Promise<unknown> } }
        if (isAsked) await brim.paywall('export')
        home.innerHTML = '<brim-slot name="export"></brim-slot>'
      },
      [placement !== 'slot:export'],
    )
    await expect(page.locator('brim-slot .card')).toBeVisible()
    await page.evaluate(() => {
      const old = document.querySelector('brim-slot') as Element
      // Some put the new one in first.
      old.after(old.cloneNode())
      old.remove()
    })
    await expect(page.locator('brim-slot .card')).toBeVisible()
    await page.locator('#home').evaluate((home) => home.replaceChildren())
    await expect(card(page)).toHaveCount(0)
    await page.locator('#home').evaluate((home) => home.append(document.createElement('brim-slot')))
    await page.locator('brim-slot').evaluate((slot) => slot.setAttribute('name', 'export'))
    await page.getByRole('button', { name: 'Remind me later' }).click()
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        ['dec_3', 'shown'],
        ['dec_3', 'snoozed'],
      ])
  })
}

test('draws an inline paywall in the element that was given', async ({ open, brim }) => {
  brim.armed = [inline({ placement: 'paywall:export' })]
  const page = await open({
    body: '<section id="block" data-brim-paywall="export">Locked</section>',
  })
  await untilReady(page)
  await page.locator('#block').click()
  await expect(page.locator('#block .card')).toBeVisible()
  await page.locator('#block .card').getByText('Every board as a CSV file').click()
  expect(events(brim.items()).filter((name) => name === 'paywall_hit').length).toBeLessThan(2)
})

test('hands actions to the page, reports them, and marks the address', async ({ open, brim }) => {
  brim.armed = [modal({ actions: [link('/billing?tab=plans'), link('https://example.com/buy')] })]
  const page = await open()
  await untilReady(page)
  await page.evaluate(() => {
    const brim = (window as never as { brim: { on(name: string, listener: unknown): void } }).brim
    brim.on('action', (action: { preventDefault(): void }) => {
      action.preventDefault()
      Object.assign(window, { action: { ...action, preventDefault: undefined } })
    })
  })
  await paywall(page, 'export')
  const go = page.getByRole('link', { name: 'Compare' }).first()
  await expect(go).toHaveAttribute('href', /\/billing\?tab=plans&brim_decision=dec_1$/)
  await go.click()
  await expect(card(page)).toHaveCount(0)
  expect(await page.evaluate(() => (window as never as { action: unknown }).action)).toMatchObject({
    kind: 'link',
    url: '/billing?tab=plans',
    decisionId: 'dec_1',
    nudge: 'export-trial',
    placement: 'paywall:export',
    offer: { key: 'team-trial' },
  })
  await expect
    .poll(() => outcomes(brim.items()))
    .toEqual([
      ['dec_1', 'shown'],
      ['dec_1', 'clicked'],
    ])
})

test('follows a link after what was done has been sent', async ({ open, brim }) => {
  brim.armed = [modal({ actions: [link('/billing')] })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await page.getByRole('link', { name: 'Compare' }).click()
  await page.waitForURL(/\/billing\?brim_decision=dec_1$/)
  await expect.poll(() => outcomes(brim.items())).toContainEqual(['dec_1', 'clicked'])
})

test('starts a trial, snoozes, and stays away for good', async ({ open, brim }) => {
  const page = await open()
  for (const [at, button] of ['Start the free trial', 'Remind me later', 'Don’t show'].entries()) {
    brim.armed = [modal({ decisionId: `dec_${at}`, nudge: `nudge-${at}` })]
    await call(page, 'identify', { user: { id: `user-${at}` } })
    await untilReady(page)
    await expect
      .poll(async () => (await paywall(page, 'export')) as object)
      .toMatchObject({ shown: true })
    await page.getByRole('button', { name: button }).click()
    await expect(card(page)).toHaveCount(0)
  }
  await expect
    .poll(() => outcomes(brim.items()).filter(([, outcome]) => outcome !== 'shown'))
    .toEqual([
      ['dec_0', 'clicked'],
      ['dec_0', 'trial_started'],
      ['dec_1', 'snoozed'],
      ['dec_2', 'never'],
    ])
})

test('what happens inside stays inside', async ({ open, brim }) => {
  brim.armed = [banner()]
  const page = await open()
  await expect(card(page)).toBeVisible()
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const type of ['keydown', 'click', 'pointerdown', 'focusin', 'mousedown']) {
      document.addEventListener(type, () => heard.push(type))
    }
  })
  await page.getByRole('button', { name: 'Remind me later' }).focus()
  await page.keyboard.press('x')
  await page.locator('brim-prompt h2').click()
  expect(await page.evaluate(() => (window as never as { heard: string[] }).heard)).toEqual([])
})

test('what takes attention is shown once until the server knows of it, and cards stay', async ({
  open,
  brim,
  context,
}) => {
  brim.armed = [banner({ placement: 'event:moved' }), modal(), inline()]
  const page = await open()
  const second = await context.newPage()
  await second.goto(page.url())
  for (const tab of [page, second]) await untilReady(tab)
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed', 'page_viewed'])
  brim.misbehave = () => 'hang'
  await call(page, 'track', 'moved')
  await expect(page.locator('.banner .card')).toBeVisible()
  for (const tab of [page, second]) {
    expect(await paywall(tab, 'export')).toMatchObject({ shown: false })
    await tab.evaluate(() => {
      const slot = document.createElement('brim-slot')
      slot.setAttribute('name', 'billing')
      document.querySelector('main')?.append(slot)
    })
    await expect(tab.locator('.inline .card')).toHaveCount(tab === page ? 1 : 0)
  }
})

test('asks for what an event brings along, and draws it', async ({ open, brim }) => {
  const prompt = banner({ placement: 'event:inquiry' })
  brim.placements = ['event:inquiry']
  brim.answers = [{ id: 'dec_2', placement: 'event:inquiry', prompt, reason: null }]
  const page = await open()
  await call(page, 'track', 'moved')
  await call(page, 'track', 'inquiry', { topic: 'limits' })
  await expect(card(page)).toBeVisible()
  const asking = brim.received.filter(({ body }) => body.ask?.length)
  expect(asking.map(({ body }) => body.ask)).toEqual([['event:inquiry']])
  expect(events(asking[0]?.body.items ?? [])).toContain('inquiry')
})

test('two slots of one name show one card, which follows the slot that is left', async ({
  open,
  brim,
}) => {
  brim.armed = [inline()]
  const slot = '<brim-slot name="billing"></brim-slot>'
  const page = await open({ body: slot + slot })
  await expect(card(page)).toHaveCount(1)
  await page.evaluate(() => document.querySelector('brim-slot')?.remove())
  await expect(page.locator('brim-slot .card')).toHaveCount(1)
  await page.evaluate(() => document.querySelector('brim-slot')?.remove())
  await expect(card(page)).toHaveCount(0)
})

test('English labels stand in where an older server sends none', async ({ open, brim }) => {
  brim.armed = [{ ...modal(), labels: undefined as never }]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await expect(page.getByRole('button', { name: 'Remind me later' })).toBeVisible()
})
