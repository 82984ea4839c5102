/**
 * What a person's acts inside of a prompt mean. An element says it by `data-answer`: an outcome, the
 * place of an action in the prompt's list, or nothing, where a click means nothing.
 */
import type { Undo } from '../core/emitter.ts'
import { listen } from './listen.ts'
import type { Answer, Model } from './model.ts'

/** Events that hosts listen to for shortcuts, focus traps, scroll locks and clicks outside. They are ours alone. */
const kept =
  'keydown keyup keypress pointerdown pointerup mousedown mouseup click dblclick touchstart touchmove touchend wheel focusin focusout'.split(
    ' ',
  )

/**
 * Calls back with what happens inside of `element`, which the page does not learn of. Listens at the
 * window, before everything: a focus trap at the document would swallow what is not inside of it.
 */
export function keepEvents(element: Element, onEvent: (event: Event) => void): Undo {
  const box = element.shadowRoot?.querySelector('.box') as Element
  /** Whether each key and the pointer went down inside: who saw that is to see the end of it. */
  const isOurs: Record<string, boolean> = {}
  const listener = (event: Event) => {
    const { type, relatedTarget, code, repeat } = event as FocusEvent & KeyboardEvent
    // A trap would fetch the focus back, but a field must learn that it has lost it: all but where to.
    if (type === 'focusout' && relatedTarget === element) {
      Object.defineProperty(event, 'relatedTarget', { value: null })
    }
    const isInside = event.composedPath().includes(element)
    const gesture = type[0] + code
    if (/down|start/.test(type) && !repeat) isOurs[gesture] = isInside
    if (!isInside || (/up|end/.test(type) && !isOurs[gesture])) return
    // What does not scroll by itself is scrolled with the page, or not, as the page will.
    if (/wh|mov/.test(type) && box.scrollHeight <= box.clientHeight) return
    event.stopPropagation()
    onEvent(event)
  }
  return listen(kept, listener)
}

/** Whether it is Escape, which then closes nothing else, such as a dialog of the page around it. */
export function takeEscape(event: Event): boolean {
  const isEscape = event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape'
  if (isEscape) event.preventDefault()
  return isEscape
}

/** A dialog is, to what comes beside it, as long as its card: see styles/base.ts. */
const isDeaf = (node: Element) =>
  getComputedStyle(node.firstElementChild ?? node).pointerEvents === 'none'

export function createReader(model: Pick<Model, 'prompt'>, answer: (answer: Answer) => void) {
  let pressed: Element | null = null
  return (event: Event) => {
    if (takeEscape(event)) answer({ outcome: 'dismissed' })
    const node = (event.composedPath()[0] as Element).closest<HTMLElement>('[data-answer]')
    if (event.type === 'pointerdown') pressed = node && isDeaf(node) ? null : node
    const given = node?.dataset.answer
    if (!given || event.type !== 'click') return
    // Text selected from inside to beyond the edge ends there, but did not begin there; nor did what
    // was on its way when the dialog came.
    if (node.localName === 'dialog' && pressed !== node) return
    const action = model.prompt.actions[given as never]
    answer(
      action
        ? { outcome: 'clicked', action, event }
        : { outcome: given as 'dismissed' | 'snoozed' | 'never' },
    )
  }
}
