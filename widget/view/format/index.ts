/** The formats by name. A new one is a file of its own and a line here. */

import type { Prompt } from '../../../shared/decision/prompt.ts'
import type { Format as FormatName } from '../../../shared/definition/nudge.ts'
import type { Undo } from '../../core/emitter.ts'
import type { Draw, Drawing } from '../drawing.ts'
import { isSeen } from '../place/seen.ts'
import { banner } from './banner.ts'
import { modal, sheet } from './dialog.tsx'
import { flow } from './flow.ts'
import { layer } from './layer.ts'
import { popover } from './popover.ts'

export type Open = Drawing & {
  anchor: Element | undefined
  dismiss(): void
  /** The element that it stands beside is seen no more. */
  lose(): void
}
export type Format = {
  /** What is seen, in a page as in a preview. */
  draw: Draw
  /** Puts the element into the page. */
  place(element: HTMLElement, anchor: Element | undefined): void
  /** Brings to life what has been placed, until all of it is undone. */
  open?(open: Open): Undo[]
}

/** A small card in the corner. It stays until it is answered: nobody reads against a clock. */
const toast = layer('toast')

/** Those of a banner and a popover depend on whether they were given a place. */
const formats: Record<FormatName, (prompt: Prompt, anchor: Element | undefined) => Format> = {
  modal: () => modal,
  sheet: () => sheet,
  banner,
  popover: (_, anchor) => (anchor && isSeen(anchor) ? popover : toast),
  toast: () => toast,
  inline: () => flow('inline'),
  meter: () => flow('meter'),
}

export const formatOf = (prompt: Prompt, anchor: Element | undefined): Format =>
  formats[prompt.format](prompt, anchor)
