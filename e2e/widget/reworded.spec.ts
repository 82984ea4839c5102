// What is shown of a meter follows the readings that come after it, in place.
import type { Page } from '@playwright/test'
import type { Decision } from '../../shared/decision/decision.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import { call, card, expect, hitWall, outcomes, roundTrip, test, wall } from './fixtures.ts'
import { allFormats, meter, text, toast, usage } from './prompts.ts'

const slot = '<brim-slot name="billing"></brim-slot>'

/** What the server says of a shown prompt from now on; `null`: it no longer fits. */
const say = (prompt: Prompt, over: Partial<Prompt> | null): Decision => ({
  id: prompt.decisionId,
  placement: prompt.placement,
  prompt: over && { ...prompt, ...over },
  reason: over ? null : 'audience',
})
const nine = {
  title: text('9,000 calls are used'),
  usage: { ...usage, used: 9_000, text: '9,000 of 10,000 API calls' },
}
const report = (page: Page, used: number) =>
  call(page, 'usage', 'api_calls', { used, limit: 10_000 })

test('a shown meter follows usage that is reported later, in words and bar, and is counted once', async ({
  open,
  brim,
}) => {
  brim.armed = [meter()]
  const page = await open({ body: slot })
  const bar = page.locator('brim-prompt progress')
  await expect(bar).toHaveJSProperty('value', 8_200)
  await expect.poll(() => outcomes(brim.items())).toEqual([['dec_7', 'shown']])
  await page.evaluate(() => {
    const { brim } = window as never as { brim: { on(name: string, told: () => void): void } }
    Object.assign(window, { prompts: 0 })
    brim.on('prompt', () => ((window as never as { prompts: number }).prompts += 1))
  })
  const element = await page.locator('brim-prompt').elementHandle()
  brim.reworded = [say(meter(), nine)]
  await report(page, 9_000)
  await expect(card(page).getByRole('heading')).toHaveText('9,000 calls are used')
  await expect(bar).toHaveJSProperty('value', 9_000)
  await expect(card(page).getByText('9,000 of 10,000 API calls')).toBeVisible()
  expect(brim.received.findLast(({ body }) => body.items?.length)?.body.shown).toEqual(['dec_7'])
  expect(await element?.evaluate((one) => one.isConnected), 'the same element').toBe(true)
  await roundTrip(page)
  expect(await page.evaluate(() => (window as never as { prompts: number }).prompts)).toBe(0)
  expect(outcomes(brim.items())).toEqual([['dec_7', 'shown']])
})

test('a meter that the reading no longer fits is taken back, and nobody has answered it', async ({
  open,
  brim,
}) => {
  brim.armed = [meter()]
  const page = await open({ body: slot })
  await expect(card(page)).toBeVisible()
  brim.reworded = [say(meter(), null)]
  await report(page, 100)
  await expect(card(page)).toHaveCount(0)
  await roundTrip(page)
  expect(outcomes(brim.items())).toEqual([['dec_7', 'shown']])
})

for (const prompt of allFormats) {
  test(`the ${prompt.format} is worded anew without losing the focus or coming once more, and its answer is under the same claim`, async ({
    open,
    brim,
  }) => {
    brim.armed = [prompt]
    const page = await open({ body: wall })
    await hitWall(page)
    await expect.poll(() => outcomes(brim.items()).length).toBe(1)
    const later = page.getByRole('button', { name: 'Remind me later' })
    await later.focus()
    await page.evaluate(async () => {
      const root = document.querySelector('brim-prompt')?.shadowRoot
      // How it came in has ended: the document's own list leaves out what moves in a shadow.
      await Promise.all(root?.getAnimations().map((one) => one.finished) ?? [])
      Object.assign(window, { animations: 0 })
      const count = () => ((window as never as { animations: number }).animations += 1)
      root?.addEventListener('animationstart', count)
      root?.addEventListener('transitionstart', count)
    })
    brim.reworded = [say(prompt, nine)]
    await report(page, 9_000)
    await expect(card(page).getByRole('heading')).toHaveText('9,000 calls are used')
    await expect(later).toBeFocused()
    await roundTrip(page)
    expect(await page.evaluate(() => (window as never as { animations: number }).animations)).toBe(
      0,
    )
    await page.keyboard.press('Enter')
    await expect(card(page)).toHaveCount(0)
    await expect
      .poll(() => outcomes(brim.items()))
      .toEqual([
        [prompt.decisionId, 'shown'],
        [prompt.decisionId, 'snoozed'],
      ])
  })
}

test('an action that has changed is the one that is taken', async ({ open, brim }) => {
  brim.armed = [meter()]
  const page = await open({ body: slot })
  await page.evaluate(() => {
    const { brim } = window as never as {
      brim: { on(name: string, told: (action: { name?: string }) => void): void }
    }
    brim.on('action', ({ name }) => Object.assign(window, { taken: name }))
  })
  await expect(card(page)).toBeVisible()
  const action = { kind: 'callback', name: 'more', label: text('Get more calls') } as const
  brim.reworded = [say(meter(), { actions: [action] })]
  await report(page, 9_000)
  await page.getByRole('button', { name: 'Get more calls' }).click()
  expect(await page.evaluate(() => (window as never as { taken: string }).taken)).toBe('more')
})

test('what is read out follows, where it was read out', async ({ open, brim }) => {
  const spoken = toast({ placement: 'paywall:export' })
  brim.armed = [spoken]
  const page = await open({ body: wall })
  await hitWall(page)
  const status = page.locator('brim-prompt [role=status]')
  await expect(status).toContainText('The timeline is part of your week now')
  brim.reworded = [say(spoken, nine)]
  await report(page, 9_000)
  await expect(status).toContainText('9,000 calls are used')
})
