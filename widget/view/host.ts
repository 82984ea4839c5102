/** The element that stands in the customer's page: a shadow root that neither styles nor events cross. */
import { baseSheet } from './styles/base.ts'

/** Events that hosts listen to for shortcuts, focus traps and clicks outside. They are ours alone. */
const kept =
  'keydown keyup keypress pointerdown pointerup mousedown mouseup click dblclick touchstart touchend focusin focusout'.split(
    ' ',
  )

export type Host = { element: HTMLElement; root: ShadowRoot }

export function createHost(...sheets: (() => CSSStyleSheet)[]): Host {
  const element = document.createElement('brim-prompt')
  const root = element.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [baseSheet, ...sheets].map((sheet) => sheet())
  for (const type of kept) {
    element.addEventListener(type, (event) => event.stopPropagation(), { passive: true })
  }
  return { element, root }
}
