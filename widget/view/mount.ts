/** Draws one prompt into the page. */
import { createElement, render } from 'preact'
import type { Prompt } from '../../shared/prompt.ts'
import { formatOf } from './format/index.ts'
import { createHost } from './host.ts'
import { type Answer, createModel } from './model.ts'

export type MountOptions = {
  /** Where an inline prompt goes; other formats need no place. */
  anchor?: Element | undefined
  /** Once at most. */
  onAnswer(answer: Answer): void
}

export type Mounted = {
  close(): void
  /** Takes an inline prompt to another place. */
  move(anchor: Element): void
  /** False when the page has thrown it out. */
  isThere(): boolean
}

/** It stays until `close`, whatever the answer. */
export function mount(prompt: Prompt, { anchor, onAnswer }: MountOptions): Mounted {
  const { Format, sheet, place, close } = formatOf(prompt.format)
  let isAnswered = false
  const model = createModel(prompt, (answer) => {
    if (isAnswered) return
    isAnswered = true
    onAnswer(answer)
  })
  const { element, root } = createHost(sheet)
  place(element, anchor)
  render(createElement(Format, { model }), root)
  return {
    move: (to) => place(element, to),
    isThere: () => element.isConnected,
    close() {
      isAnswered = true
      close?.(root)
      render(null, root)
      element.remove()
    },
  }
}
