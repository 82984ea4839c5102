import type { Undo } from '../core/emitter.ts'

/** Listens at the window, before everything in the page. What scrolls is not held up by it. */
export function listen(types: readonly string[], listener: (event: Event) => void): Undo {
  const each = (change: typeof addEventListener) => {
    for (const type of types) change(type, listener, { capture: true, passive: /^[tw]/.test(type) })
  }
  each(addEventListener)
  return () => each(removeEventListener)
}
