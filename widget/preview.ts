/**
 * The view as the console's live preview draws it: inside of a frame, without network, focus or
 * top layer. What is seen here is what ships, because it is the same code.
 */
import { render } from 'preact'
import type { Prompt } from '../shared/decision/prompt.ts'
import { createDrawing, dress } from './view/drawing.ts'
import { formatOf } from './view/format/index.ts'
import { previewSheet } from './view/styles/preview.ts'

/** The icons that a prompt can carry, for choosing one. */
export { Icon as PromptIcon } from './view/content/icon.tsx'

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
    const look = lookOf(next)
    if (drawn?.look !== look) {
      drawn?.remove()
      drawn = draw(container, shown, look)
    }
    drawn.update(shown, theme)
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

/** Prompts that read the same here are drawn by the same nodes. */
const lookOf = ({ format, position }: Prompt) => `${format} ${position}`

function draw(container: HTMLElement, prompt: Prompt, look: string) {
  // The container stands for the element that asks for a prompt in the page.
  const { element, root, model } = createDrawing(prompt, formatOf(prompt, container).draw, () =>
    Date.now(),
  )
  // Nothing in here leads anywhere.
  element.addEventListener('click', (event) => event.preventDefault())
  container.append(element)
  return {
    look,
    update(next: Prompt, scheme: PreviewOptions['theme']) {
      model.prompt = next
      // As a page says it: it overrules what system and workspace say.
      element.style.setProperty('--brim-color-scheme', scheme ?? '')
      dress(root, next, [previewSheet])
      model.redraw()
    },
    remove() {
      render(null, root)
      element.remove()
    },
  }
}

/** As it ships: with top layer and focus. For pages that are made for looking at a prompt. */
export { type Mounted, mount } from './view/mount.ts'
