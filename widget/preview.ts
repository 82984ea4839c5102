/**
 * The view as the console's live preview draws it: inside of a frame, without network, focus or
 * top layer. What is seen here is what ships, because it is the same code.
 */
import { createElement, render } from 'preact'
import type { Prompt } from '../shared/prompt.ts'
import { formatOf } from './view/format/index.ts'
import { createHost } from './view/host.ts'
import { createModel, type Theme } from './view/model.ts'
import { previewSheet } from './view/styles/preview.ts'

export type PreviewOptions = {
  /** Absent: as the system has it. */
  theme?: 'light' | 'dark' | undefined
  /** Absent: as the prompt's locale is written. */
  dir?: 'ltr' | 'rtl' | undefined
}
export type Preview = {
  update(prompt: Prompt, options?: PreviewOptions): void
  destroy(): void
}

/**
 * Draws over the whole of `container`, which must be positioned and have a height. Nothing is
 * drawn before there is a prompt, here or by `update`.
 */
export function mountPreview(
  container: HTMLElement,
  { prompt, ...options }: PreviewOptions & { prompt?: Prompt | undefined } = {},
): Preview {
  let drawn: ReturnType<typeof draw> | undefined
  const update = (next: Prompt, { theme, dir = next.dir }: PreviewOptions = {}) => {
    const shown = { ...next, dir }
    if (drawn?.format !== next.format) {
      drawn?.remove()
      drawn = draw(container, shown, theme)
      return
    }
    drawn.model.prompt.value = shown
    drawn.model.theme.value = theme
  }
  if (prompt) update(prompt, options)
  return {
    update,
    destroy() {
      drawn?.remove()
      drawn = undefined
    },
  }
}

function draw(container: HTMLElement, prompt: Prompt, theme: Theme) {
  const { Format, sheet } = formatOf(prompt.format)
  const model = createModel(prompt, () => {}, { isPreview: true, theme })
  const { element, root } = createHost(sheet, previewSheet)
  container.append(element)
  render(createElement(Format, { model }), root)
  return {
    model,
    format: prompt.format,
    remove() {
      render(null, root)
      element.remove()
    },
  }
}
