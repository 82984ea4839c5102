/** The top layer: above the page without a z-index, and moving nothing in it. */
import type { Undo } from '../../core/emitter.ts'
import { listen } from '../listen.ts'

/**
 * While a modal dialog of the host is open everything outside of it is inert, so what stands above the
 * page goes inside. The topmost has the focus, be it in a shadow root of a component; until the focus
 * is somewhere, the one that `element` is in is as good.
 */
function homeOf(element: Element): Element {
  let at: Node | null = document.activeElement
  for (let inner = at; inner; inner = (inner as Element).shadowRoot?.activeElement ?? null)
    at = inner
  while (at && !isModal(at)) at = at.parentNode ?? (at as ShadowRoot).host
  const { parentNode } = element
  return (at ??
    (isModal(parentNode) ? parentNode : [...document.querySelectorAll('dialog:modal')].at(-1)) ??
    document.body) as Element
}

const isModal = (node: Node | null) => node instanceof Element && node.matches('dialog:modal')

export const putAbove = (element: Element): void => {
  const home = homeOf(element)
  if (element.parentNode !== home) home.append(element)
}

/** Shows it there, and again whenever dialogs of the host come and go around it. */
export function keepAbove(element: Element, layer: HTMLElement): Undo[] {
  const show = () => layer.showPopover?.()
  const settle = () => {
    const before = element.parentNode
    if (!before) return
    putAbove(element)
    if (element.parentNode !== before) show()
  }
  show()
  // With a dialog that leaves the page, however it does, its size is gone.
  const size = new ResizeObserver(settle)
  size.observe(layer)
  return [listen(['toggle', 'close', 'focusin'], settle), () => size.disconnect()]
}
