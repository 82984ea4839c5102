// The room that the linter says a format has on a phone, held against the view that ships.
import type { Page } from '@playwright/test'
import { type Room, room } from '../../server/engine/lint/length.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Format } from '../../shared/definition/nudge.ts'
import { buildScript } from '../bench/page/build.ts'
import { card, expect, test } from './fixtures.ts'
import { allFormats, text } from './prompts.ts'

let script = ''
test.beforeAll(async () => {
  script = await buildScript('../widget/preview-page.ts')
})

const phone = { width: 320, height: 568 }
const frame = `<div id="frame" style="position:relative;width:${phone.width}px;height:${phone.height}px"></div>`
const prose =
  'Keep every board that you and your team have made and take the whole of it along wherever you go next without any limit to how many of them there are '
const words = (columns: number) => prose.repeat(8).slice(0, columns)

/** How much of the screen a format may take: the first two all of it, within their margins. */
const share: Record<Format, number> = {
  modal: 1,
  sheet: 0.9,
  inline: 0.95,
  meter: 0.95,
  popover: 0.8,
  toast: 0.7,
  banner: 0.56,
}

const draw = (page: Page, prompt: Prompt) =>
  page.evaluate((next) => {
    const place = window as never as {
      mountPreview(frame: Element | null): { update(...given: unknown[]): void }
      preview?: { update(...given: unknown[]): void }
    }
    place.preview ??= place.mountPreview(document.querySelector('#frame'))
    place.preview.update(next)
  }, prompt)

/** With words of these lengths: lines of the title and of the button, and the share of the screen. */
async function measure(page: Page, prompt: Prompt, { title, body, label }: Room) {
  await draw(page, {
    ...prompt,
    list: [],
    title: text(words(title)),
    body: text(words(body)),
    actions: [{ kind: 'trial', label: text(words(label)) }],
  })
  return card(page).evaluate((element, height) => {
    const linesOf = (selector: string) => {
      const range = document.createRange()
      range.selectNodeContents(element.querySelector(selector) as Element)
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size
    }
    return {
      title: linesOf('h2'),
      label: linesOf('.button.primary'),
      share: element.getBoundingClientRect().height / height,
    }
  }, phone.height)
}

for (const prompt of allFormats) {
  test(`a ${prompt.format} has the room on a phone that the linter says`, async ({ open }) => {
    const page = await open({ script: '', body: frame })
    await page.setViewportSize(phone)
    await page.evaluate(script)
    const most = room[prompt.format]
    const title = await measure(page, prompt, { ...most, body: 40, label: 14 })
    expect(title.title).toBeLessThanOrEqual(3)
    const label = await measure(page, prompt, { ...most, title: 30, body: 40 })
    expect(label.label).toBeLessThanOrEqual(2)
    const body = await measure(page, prompt, { ...most, title: 40, label: 14 })
    expect(body.share).toBeLessThanOrEqual(share[prompt.format])

    // Much more has none: the linter is not stricter than it must be.
    const long = { title: 40, body: most.body * 1.5, label: 14 }
    expect((await measure(page, prompt, long)).share).toBeGreaterThan(share[prompt.format])
    const wide = { title: most.title * 1.4, body: 40, label: 14 }
    expect((await measure(page, prompt, wide)).title).toBeGreaterThan(3)
  })
}
