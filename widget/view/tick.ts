/** Time that runs out before the reader's eyes, by the server's clock. */
import type { Undo } from '../core/emitter.ts'
import type { Model } from './model.ts'

const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Draws anew whenever the time left reads differently, until there is none. */
export function tick({ prompt, now, redraw }: Model, onEnd: () => void): Undo {
  let timer: ReturnType<typeof setTimeout>
  const wait = (work: () => void) => {
    const leftMs = (prompt.countdown?.endsAt ?? Number.NaN) - now()
    const stepMs = leftMs > hourMs ? minuteMs : secondMs
    // Not a number where there is no countdown, and then there is nothing to wait for.
    if (leftMs > 0) timer = setTimeout(work, leftMs % stepMs || stepMs)
    else if (leftMs <= 0) onEnd()
  }
  const next = () => {
    redraw()
    wait(next)
  }
  wait(next)
  return () => clearTimeout(timer)
}
