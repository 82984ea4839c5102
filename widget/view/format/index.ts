/** The formats by name. A new one is a file of its own and a line here. */
import type { ComponentType } from 'preact'
import type { Format as FormatName } from '../../../shared/nudge.ts'
import type { Model } from '../model.ts'
import { banner } from './banner.tsx'
import { inline } from './inline.tsx'
import { modal } from './modal.tsx'

export type Format = {
  Format: ComponentType<{ model: Model }>
  sheet: () => CSSStyleSheet
  /** Puts the host element into the page. */
  place(element: HTMLElement, anchor: Element | undefined): void
  /** What has to happen before it is taken out. */
  close?(root: ShadowRoot): void
}

const formats: Partial<Record<FormatName, Format>> = { modal, banner, inline }

export function formatOf(name: FormatName): Format {
  const format = formats[name]
  if (!format) throw new Error(`the format "${name}" cannot be drawn yet`)
  return format
}
