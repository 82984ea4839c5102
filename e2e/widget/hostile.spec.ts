// Pages that would break what stands in them.
import type { Locator, Page } from '@playwright/test'
import { card, expect, hitWall, outcomes, paywall, test, untilReady, wall } from './fixtures.ts'
import { allFormats, inline, modal, popover, text, toast } from './prompts.ts'

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

/** Another kind: it looks where the focus is going, and fetches it back. */
const watchfulTrap = `<script>addEventListener('DOMContentLoaded', () => {
  const trap = document.querySelector('#trap')
  document.addEventListener('focusout', (event) => {
    const { target, relatedTarget } = event
    if (relatedTarget && !trap.contains(relatedTarget)) target.focus()
  })
})</script>`

/**
 * The kind that looks later, as React Aria's: at each frame after the focus went, where it is then. What
 * comes outside of it is hidden from screen readers and made inert, but for what bears the mark of what
 * stands above all. It walks the keyboard itself, and `fetched` counts how often it took the focus back.
 */
const lateTrap = `<script>addEventListener('DOMContentLoaded', () => {
  window.fetched = 0
  const mark = '[data-react-aria-top-layer]'
  const trap = document.querySelector('#trap')
  const isAllowed = (node) => trap.contains(node) || node.closest(mark)
  let last = trap.querySelector('button')
  let frame = 0
  const fetch = (node) => {
    window.fetched++
    node.focus()
  }
  document.addEventListener('focusin', ({ target }) => {
    if (trap.contains(target)) last = target
    else if (!isAllowed(target)) fetch(last)
  })
  trap.addEventListener('focusout', ({ target }) => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      if (!isAllowed(document.activeElement)) fetch(target.isConnected ? target : last)
    })
  })
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event
    const all = [...trap.querySelectorAll('button,input')]
    const at = all.indexOf(document.activeElement)
    if (key !== 'Tab' || at < 0) return
    event.preventDefault()
    all.at((at + (shiftKey ? -1 : 1)) % all.length).focus()
  })
  const hide = () => {
    for (const node of document.body.children) {
      if (node.contains(trap) || node.matches(mark)) continue
      node.setAttribute('aria-hidden', 'true')
      node.inert = true
    }
  }
  hide()
  new MutationObserver(hide).observe(document.body, { childList: true })
})</script>`

/** As the common libraries do it: nothing scrolls but what they know. */
const scrollLock = `<script>
  for (const type of ['wheel', 'touchmove']) {
    document.addEventListener(type, (event) => event.preventDefault(), { passive: false })
  }
</script>`

const isDialog = (format: string) => format === 'modal' || format === 'sheet'

const fetchedAfterFrames = (page: Page) =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    return (window as never as { fetched: number }).fetched
  })

const tabTo = async (page: Page, target: Locator) => {
  await fetchedAfterFrames(page)
  const isFocused = () => target.evaluate((node) => node.matches(':focus'))
  for (let i = 0; i < 12 && !(await isFocused()); i++) await page.keyboard.press('Tab')
}

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

  test(`the ${format} can be used, and heard, beside a trap that looks later where the focus is`, async ({
    open,
    brim,
  }) => {
    brim.armed = [prompt]
    const page = await open({ head: lateTrap, body: `<div id="trap">${wall}</div>` })
    await untilReady(page)
    await page.locator('#wall').focus()
    await page.keyboard.press('Enter')
    const later = page.getByRole('button', { name: 'Remind me later' })
    await expect(later).toBeVisible()
    if (isDialog(format)) await tabTo(page, later)
    else await later.focus()
    expect(await fetchedAfterFrames(page), 'how often the trap took the focus back').toBe(0)
    await expect(later).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(card(page)).toHaveCount(0)
    await expect(page.locator('#wall')).toBeFocused()
    await expect.poll(() => outcomes(brim.items())).toContainEqual([decisionId, 'snoozed'])
  })

  if (isDialog(format)) {
    test(`the ${format} can be used by keyboard beside such a trap that knows no exception`, async ({
      open,
      brim,
    }) => {
      brim.armed = [prompt]
      const head = lateTrap.replace('[data-react-aria-top-layer]', '.its-own')
      const page = await open({ head, body: `<div id="trap">${wall}</div>` })
      await untilReady(page)
      await page.locator('#wall').focus()
      await page.keyboard.press('Enter')
      const never = page.locator('brim-prompt [part=never]')
      await tabTo(page, never)
      // It tries once whenever the focus has left it, and in vain: what is under the dialog is inert.
      expect(await fetchedAfterFrames(page)).toBeLessThan(3)
      await expect(never).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(card(page)).toHaveCount(0)
      await expect(page.locator('#wall')).toBeFocused()
    })
  }

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

/** Records what is heard at the document, as most hosts listen. */
const listen = (page: Page, ...types: string[]) =>
  page.evaluate((all) => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const type of all) document.addEventListener(type, () => heard.push(type))
  }, types)
const heard = (page: Page) => page.evaluate(() => (window as never as { heard: string[] }).heard)

test('what the page drags can be let go of over a toast', async ({ open, brim }) => {
  brim.armed = [toast({ placement: 'page' })]
  const page = await open()
  await expect(card(page)).toBeVisible()
  await listen(page, 'pointerdown', 'pointerup', 'mousedown', 'mouseup')
  await page.locator('h1').hover()
  await page.mouse.down()
  await card(page).hover()
  await page.mouse.up()
  expect(await heard(page)).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
  // What begins in the toast is its own, as ever.
  await page.locator('brim-prompt h2').click()
  expect(await heard(page)).toHaveLength(4)
})

test('keys that were pressed in the page are let go of in the modal that came meanwhile', async ({
  open,
  brim,
}) => {
  brim.armed = [modal()]
  const page = await open({ body: wall })
  await untilReady(page)
  await listen(page, 'keydown', 'keyup')
  await page.locator('#wall').focus()
  await page.keyboard.down('Shift')
  await page.keyboard.down('Enter')
  await expect(card(page)).toBeVisible()
  // Held for so long that it repeats.
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await page.keyboard.press('x')
  await page.keyboard.up('Shift')
  expect(await heard(page)).toEqual(['keydown', 'keydown', 'keyup', 'keyup'])
})

for (const build of [toast, popover]) {
  const prompt = build({ placement: 'paywall:export' })

  test(`Escape takes the ${prompt.format} alone, and leaves the dialog of the page that it came in`, async ({
    open,
    brim,
  }) => {
    const page = await open({ body: `<dialog id="host"><input>${wall}</dialog>` })
    const isOpen = () => page.evaluate(() => document.querySelector('dialog')?.open)
    for (const isInside of [true, false]) {
      // From outside, a toast leaves Escape to the page.
      if (!isInside && build === toast) continue
      const decisionId = `dec_${isInside}`
      brim.armed = [{ ...prompt, decisionId, nudge: decisionId }]
      await page.reload()
      await page.evaluate(() => document.querySelector('dialog')?.showModal())
      await hitWall(page)
      if (isInside) await page.getByRole('button', { name: 'Remind me later' }).focus()
      await page.keyboard.press('Escape')
      await expect(card(page)).toHaveCount(0)
      expect(await isOpen()).toBe(true)
      await expect.poll(() => outcomes(brim.items())).toContainEqual([decisionId, 'dismissed'])
    }
    await page.keyboard.press('Escape')
    expect(await isOpen()).toBe(false)
  })
}

test('a modal that is longer than the screen scrolls where the page holds its own scrolling', async ({
  open,
  brim,
}) => {
  brim.armed = [modal({ list: Array.from({ length: 20 }, (_, at) => text(`Line ${at}`)) })]
  const page = await open({ head: scrollLock })
  await page.setViewportSize({ width: 320, height: 300 })
  await untilReady(page)
  await paywall(page, 'export')
  await page.getByRole('button', { name: 'Not now' }).hover()
  await page.mouse.move(160, 150)
  await page.evaluate(() => {
    const dialog = document.querySelector('brim-prompt')?.shadowRoot?.querySelector('dialog')
    if (dialog) dialog.scrollTop = 0
  })
  const top = () => page.locator('brim-prompt dialog').evaluate((dialog) => dialog.scrollTop)
  expect(await top()).toBe(0)
  await page.mouse.wheel(0, 100)
  await expect.poll(top).toBeGreaterThan(0)
})

test('what does not scroll by itself leaves the wheel to the page', async ({ open, brim }) => {
  brim.armed = [inline()]
  const page = await open({ body: '<brim-slot name="billing"></brim-slot>' })
  await card(page).hover()
  await listen(page, 'wheel')
  await page.mouse.wheel(0, 100)
  await expect.poll(() => heard(page)).toEqual(['wheel'])
})

test('Tab leads out of a dialog that looks where the focus goes, and its field learns that it went', async ({
  open,
  brim,
}) => {
  brim.armed = [toast({ placement: 'paywall:export' })]
  const page = await open({ head: watchfulTrap, body: `<div id="trap">${wall}<input></div>` })
  await hitWall(page)
  await page.locator('input').focus()
  await listen(page, 'focusout')
  await page.keyboard.press('Tab')
  const inside = page.locator('brim-prompt :focus')
  await expect(inside).toHaveCount(1)
  await expect.poll(() => heard(page)).toEqual(['focusout'])
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
    const middle = () =>
      page.evaluate(
        ([x, y]) => document.elementFromPoint(x as number, y as number)?.localName,
        [x + width / 2, y + height / 2],
      )
    await expect.poll(middle).toBe('brim-prompt')
  })
}
