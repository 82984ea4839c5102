// What a control withholds is counted as if it were drawn, and nobody can tell that it is there.
import type { Prompt } from '../../shared/decision/prompt.ts'
import { call, card, expect, outcomes, paywall, test, untilReady } from './fixtures.ts'
import { askAdmin, banner, inline, modal, text } from './prompts.ts'

const ghost = (prompt: Prompt): Prompt => ({
  ...prompt,
  arm: 'control',
  ghost: true,
  title: [],
  body: [],
  list: [],
  actions: [],
  dismiss: '',
})
const withheld = { shown: false, reason: 'control', decisionId: 'dec_1' }

for (const format of ['modal', 'sheet', 'popover'] as const) {
  test(`a ghost of a ${format} draws nothing, says so, and reports once that it would have been shown`, async ({
    open,
    brim,
  }) => {
    brim.armed = [ghost(modal({ format }))]
    brim.answers = [
      { id: 'dec_9', placement: 'paywall:export', prompt: null, reason: 'capped_nudge' },
    ]
    const page = await open()
    await untilReady(page)
    await page.locator('#opener').focus()
    expect(await paywall(page, 'export')).toEqual(withheld)
    await expect(page.locator('brim-prompt')).toHaveCount(0)
    await expect(page.locator('#opener')).toBeFocused()
    expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({
      shown: false,
      reason: 'capped_nudge',
    })
    await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
  })
}

test('a ghost that the server answers with is told to the page as a control', async ({
  open,
  brim,
}) => {
  const prompt = ghost(modal())
  brim.answers = [{ id: 'dec_1', placement: 'paywall:export', prompt, reason: 'control' }]
  const page = await open()
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toEqual(withheld)
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_1', 'shown']])
})

test('a ghost has its moment when its prompt would have had it', async ({ open, brim }) => {
  brim.armed = [ghost(inline()), ghost(banner({ placement: 'event:moved' }))]
  const page = await open()
  await untilReady(page)
  expect(outcomes(brim.items())).toEqual([])
  await page.evaluate(() => {
    const slot = document.createElement('brim-slot')
    slot.setAttribute('name', 'billing')
    document.querySelector('main')?.append(slot)
  })
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_3', 'shown']])
  await call(page, 'track', 'moved')
  await expect
    .poll(() => outcomes(brim.items()))
    .toEqual([
      ['dec_3', 'shown'],
      ['dec_2', 'shown'],
    ])
  await expect(page.locator('brim-prompt')).toHaveCount(0)
})

test('a card’s ghost is counted once for as long as the card would have stood there', async ({
  open,
  brim,
}) => {
  brim.armed = [ghost(inline())]
  const page = await open({ body: '<brim-slot name="billing"></brim-slot>' })
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_3', 'shown']])
  // Its caps allow for more: the server arms it again at once.
  brim.armed = [ghost(inline({ decisionId: 'dec_4' }))]
  const before = brim.received.length
  await call(page, 'track', 'moved')
  await expect.poll(() => brim.received.length).toBeGreaterThan(before)
  await page.evaluate(() => history.pushState(null, '', '/boards/2'))
  await expect.poll(() => brim.received.some(({ body }) => body.page === '/boards/2')).toBe(true)
  expect(outcomes(brim.items())).toEqual([['dec_3', 'shown']])
})

test('a ghost of a card that the page draws anew is the same one', async ({ open, brim }) => {
  brim.armed = [ghost(inline({ placement: 'paywall:export' }))]
  const page = await open({ body: '<div id="home"><p id="box">Locked</p></div>' })
  await untilReady(page)
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
  expect(await ask()).toEqual({ ...withheld, decisionId: 'dec_3' })
  expect(await ask()).toEqual({ ...withheld, decisionId: 'dec_3' })
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_3', 'shown']])
})

test('a ghost takes no attention from what comes after it', async ({ open, brim }) => {
  brim.armed = [ghost(banner({ placement: 'event:moved' })), modal()]
  const page = await open()
  await untilReady(page)
  brim.misbehave = () => 'hang'
  await call(page, 'track', 'moved')
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
  await expect(card(page)).toBeVisible()
})

test('a ghost leaves what is on the page alone', async ({ open, brim }) => {
  brim.armed = [banner(), { ...ghost(modal()), decisionId: 'dec_1' }]
  const page = await open()
  await expect(card(page)).toBeVisible()
  brim.armed = [ghost(modal())]
  await expect.poll(() => outcomes(brim.items())).toContainEqual(['dec_2', 'shown'])
  await expect
    .poll(async () => (await paywall(page, 'export', { deadlineMs: 5_000 })) as object)
    .toEqual(withheld)
  await expect(page.locator('.banner .card')).toBeVisible()
})

test('a page that listens hears nothing of a ghost', async ({ open, brim }) => {
  brim.armed = [ghost(modal())]
  const page = await open()
  await untilReady(page)
  await page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    const brim = (window as never as { brim: { on(name: string, listener: unknown): void } }).brim
    brim.on('prompt', (prompt: unknown) => heard.push(prompt))
  })
  expect(await paywall(page, 'export')).toEqual(withheld)
  expect(await page.evaluate(() => (window as never as { heard: unknown[] }).heard)).toEqual([])
})

test('who asks an admin has asked, and the prompt goes', async ({ open, brim }) => {
  brim.armed = [modal({ title: text('Ask for Team'), actions: [askAdmin] })]
  const page = await open()
  await untilReady(page)
  await paywall(page, 'export')
  await page.getByRole('button', { name: 'Ask my admin' }).click()
  await expect(card(page)).toHaveCount(0)
  await expect
    .poll(() => outcomes(brim.items()))
    .toEqual([
      ['dec_1', 'shown'],
      ['dec_1', 'clicked'],
      ['dec_1', 'asked_admin'],
    ])
  expect(
    brim.items().find((item) => item.type === 'outcome' && item.outcome === 'clicked'),
  ).toMatchObject({ action: 'ask_admin' })
})
