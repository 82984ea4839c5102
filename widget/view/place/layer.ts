/** The top layer: above the page without a z-index, and moving nothing in it. */
import type { Undo } from '../../core/emitter.ts'

/** While a modal dialog of the host is open everything outside of it is inert, so it goes inside. */
export const putAbove = (element: Element): void => {
  const home = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body
  if (element.parentNode !== home) home.append(element)
}

/** Shows it there, and again whenever dialogs of the host open and close around it. */
export function keepAbove(element: Element, layer: HTMLElement): Undo {
  const show = () => layer.showPopover?.()
  const settle = () => {
    const before = element.parentNode
    if (!before) return
    putAbove(element)
    if (element.parentNode !== before) show()
  }
  show()
  const listen = (change: typeof addEventListener) => {
    change('toggle', settle, true)
    change('close', settle, true)
  }
  listen(addEventListener)
  return () => listen(removeEventListener)
}
