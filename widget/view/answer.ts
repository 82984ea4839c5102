/**
 * What a person's acts inside of a prompt mean. An element says it by `data-answer`: an outcome, the
 * place of an action in the prompt's list, or nothing, where a click means nothing.
 */
import type { Undo } from '../core/emitter.ts'
import type { Answer, Model } from './model.ts'

/** Events that hosts listen to for shortcuts, focus traps and clicks outside. They are ours alone. */
const kept =
  'keydown keyup keypress pointerdown pointerup mousedown mouseup click dblclick touchstart touchend focusin focusout'.split(
    ' ',
  )

/** The second click of a double click on the opener must not count as a click beside a dialog. */
const deafMs = 500

/**
 * Calls back with what happens inside of `element`, which the page does not learn of. Listens at the
 * window, before everything: a focus trap at the document would swallow what is not inside of it.
 */
export function keepEvents(element: Element, onEvent: (event: Event) => void): Undo {
  const listener = (event: Event) => {
    if (!event.composedPath().includes(element)) return
    event.stopPropagation()
    onEvent(event)
  }
  const listen = (change: typeof addEventListener) => {
    for (const type of kept) change(type, listener, { capture: true, passive: type[0] === 't' })
  }
  listen(addEventListener)
  return () => listen(removeEventListener)
}

export const isEscape = (event: Event): boolean =>
  event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape'

export function createReader(model: Pick<Model, 'prompt'>, answer: (answer: Answer) => void) {
  const startedAt = performance.now()
  let pressed: Element | null = null
  return (event: Event) => {
    if (isEscape(event)) answer({ outcome: 'dismissed' })
    const node = (event.composedPath()[0] as Element).closest<HTMLElement>('[data-answer]')
    if (event.type === 'pointerdown') pressed = node
    const given = node?.dataset.answer
    if (!given || event.type !== 'click') return
    // Text selected from inside to beyond the edge ends there, but did not begin there.
    const isStray = pressed !== node || performance.now() - startedAt < deafMs
    if (node.localName === 'dialog' && isStray) return
    const action = model.prompt.actions[given as never]
    answer(
      action
        ? { outcome: 'clicked', action, event }
        : { outcome: given as 'dismissed' | 'snoozed' | 'never' },
    )
  }
}
