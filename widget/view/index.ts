/** The part that draws. Loaded by the core when there is something to show, or soon may be. */
import { createElement, render } from 'preact'
import type { Prompt, PromptAction } from '../../shared/prompt.ts'
import { formatOf } from './format/index.ts'
import { createHost } from './host.ts'
import { createModel } from './model.ts'

/** What the person did with a prompt, once. */
export type Answer =
  | { outcome: 'clicked'; action: PromptAction; event: Event }
  | { outcome: 'dismissed' | 'snoozed' | 'never' }

export type MountOptions = {
  /** Where an inline prompt goes; other formats need no place. */
  anchor?: Element | undefined
  onAnswer(answer: Answer): void
}
export type Mounted = {
  close(): void
  /** Takes an inline prompt to another place. */
  move(anchor: Element): void
}
export type View = { mount(prompt: Prompt, options: MountOptions): Mounted }

/** Draws a prompt. It stays until `close`, whatever the answer. */
export function mount(prompt: Prompt, { anchor, onAnswer }: MountOptions): Mounted {
  const format = formatOf(prompt.format)
  let isAnswered = false
  const model = createModel(prompt, (answer) => {
    if (isAnswered) return
    isAnswered = true
    onAnswer(answer)
  })
  const host = createHost(format.sheet)
  format.place(host.element, anchor)
  render(createElement(format.Format, { model }), host.root)
  return {
    move: (anchor) => format.place(host.element, anchor),
    close() {
      isAnswered = true
      format.close?.(host.root)
      render(null, host.root)
      host.element.remove()
    },
  }
}
