/**
 * Draws a prompt that nobody sees, while the page is idle: its code is compiled, its styles are
 * matched and its fonts are found before somebody waits for them.
 */
import type { Inline } from '../../shared/copy/inline.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import { whenIdle } from '../core/page.ts'
import { createDrawing, dress } from './drawing.ts'
import { modal } from './format/dialog.tsx'
import { lookSheet } from './styles/index.ts'
import { sheetOf } from './styles/sheet.ts'

const words: Inline[] = [
  { kind: 'text', text: 'Brim' },
  { kind: 'bold', children: [] },
]

const sample = {
  title: words,
  body: words,
  list: [words],
  actions: [
    { kind: 'link', label: words, url: '/' },
    { kind: 'trial', label: words },
  ],
  dismiss: '0',
  offer: { kind: 'trial' },
} as unknown as Prompt

/** In steps, each short enough to be in nobody's way: most of the work is to find and to shape the fonts. */
export function rehearse(): void {
  const { element, root } = createDrawing(sample, modal.draw, () => Date.now())
  dress(root, sample, [lookSheet, sheetOf(hidden)])
  const parts = root.querySelectorAll<HTMLElement>('h2,p,ul,button')
  for (const part of parts) part.hidden = true
  let shown = 0
  const step = () => {
    const part = parts[shown++]
    if (!part) return
    part.hidden = false
    // Between two steps the page is as it was.
    document.documentElement.append(element)
    element.getBoundingClientRect()
    element.remove()
    whenIdle(step)
  }
  whenIdle(step)
}

const hidden =
  ':host{position:fixed!important;visibility:hidden!important;display:block!important}dialog{display:block;position:static}[hidden]{display:none!important}'
