// Pages that would break what stands in them.
import { card, expect, hitWall, outcomes, test, untilReady, wall } from './fixtures.ts'
import { allFormats, popover, toast } from './prompts.ts'

/** As the common libraries do it: at the document, before anything inside hears. */
const focusTrap = `<script>addEventListener('DOMContentLoaded', () => {
  const trap = document.querySelector('#trap')
  const isOutside = (event) => !trap.contains(event.target)
  document.addEventListener('focusin', (event) => {
    if (!isOutside(event)) return
    event.stopImmediatePropagation()
    trap.querySelector('button').focus()
  }, true)
  for (const type of ['mousedown', 'touchstart', 'click']) {
    document.addEventListener(type, (event) => {
      if (!isOutside(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }, true)
  }
  document.addEventListener('keydown', (event) => {
    if (isOutside(event)) event.stopImmediatePropagation()
  }, true)
})</script>`

for (const prompt of allFormats) {
  const { format, decisionId } = prompt

  test(`the ${format} can be used beside a focus trap of the page`, async ({ open, brim }) => {
    brim.armed = [prompt]
    const page = await open({ head: focusTrap, body: `<div id="trap">${wall}</div>` })
    await hitWall(page)
    const later = page.getByRole('button', { name: 'Remind me later' })
    await later.focus()
    await expect(later).toBeFocused()
    await later.click()
    await expect(card(page)).toHaveCount(0)
    await expect.poll(() => outcomes(brim.items())).toContainEqual([decisionId, 'snoozed'])
  })

  test(`the ${format} looks the same where everything is unset`, async ({ open, brim }) => {
    const look = async (head: string) => {
      brim.armed = [prompt]
      const page = await open({ head, body: `<section id="frame">${wall}</section>` })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await untilReady(page)
      await page.evaluate(() => (document.querySelector('#wall') as HTMLElement).click())
      await expect(card(page)).toBeVisible()
      return page.evaluate(() => {
        const root = document.querySelector('brim-prompt')?.shadowRoot
        return [...(root?.querySelectorAll('*') ?? [])].map((element) => {
          const { font, color, backgroundColor, padding, display } = getComputedStyle(element)
          return [element.className, font, color, backgroundColor, padding, display]
        })
      })
    }
    const calm = await look('')
    // What is told late would disarm the prompt of the next page.
    await expect.poll(() => outcomes(brim.items())).toContainEqual([decisionId, 'shown'])
    const unset = '* { all: unset !important; letter-spacing: 1em; color: red; direction: rtl }'
    expect(
      await look(`<style>${unset} brim-prompt { font: 40px serif !important }</style>`),
    ).toEqual(calm)
  })
}

test('clicks and keys inside are not heard at the document, even before they arrive', async ({
  open,
  brim,
}) => {
  brim.armed = [popover()]
  const page = await open({ body: wall })
  await hitWall(page)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const type of ['keydown', 'click', 'pointerdown', 'focusin', 'mousedown']) {
      document.addEventListener(type, () => heard.push(type), true)
    }
  })
  await page.getByRole('button', { name: 'Remind me later' }).focus()
  await page.keyboard.press('x')
  await page.locator('brim-prompt h2').click()
  expect(await page.evaluate(() => (window as never as { heard: string[] }).heard)).toEqual([])
})

test('nothing is listened to once a prompt has gone', async ({ open, brim }) => {
  brim.armed = [popover()]
  const page = await open({
    head: `<script>(() => {
      window.count = 0
      for (const [name, by] of [['addEventListener', 1], ['removeEventListener', -1]]) {
        const original = window[name]
        window[name] = function (...given) { window.count += by; return original.apply(this, given) }
      }
    })()</script>`,
    body: wall,
  })
  await untilReady(page)
  const count = () => page.evaluate(() => (window as never as { count: number }).count)
  const before = await count()
  await hitWall(page)
  expect(await count()).toBeGreaterThan(before)
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  expect(await count()).toBe(before)
})

for (const build of [popover, toast]) {
  test(`the ${build().format} stands where it belongs in a page that is turned and clipped`, async ({
    open,
    brim,
  }) => {
    brim.armed = [build({ placement: 'paywall:export' })]
    const page = await open({
      body: `<div style="transform:rotate(8deg) translate(300px,80px);overflow:hidden;contain:paint;width:200px;height:60px;opacity:.5;filter:blur(1px)">${wall}</div>`,
    })
    await hitWall(page)
    const { x, y, width, height } = (await card(page).boundingBox()) ?? {
      x: -1,
      y: -1,
      width: 0,
      height: 0,
    }
    expect(x >= 8 && y >= 8 && x + width <= 1_272 && y + height <= 712).toBe(true)
    expect(width).toBeGreaterThan(300)
    const middle = await page.evaluate(
      ([x, y]) => document.elementFromPoint(x as number, y as number)?.localName,
      [x + width / 2, y + height / 2],
    )
    expect(middle).toBe('brim-prompt')
  })
}
