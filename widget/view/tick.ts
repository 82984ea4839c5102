/** Time that runs out before the reader's eyes, by the server's clock. */
import type { Undo } from '../core/emitter.ts'
import type { Model } from './model.ts'

const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Draws anew whenever the time left reads differently, until there is none. */
export function tick({ prompt: { countdown }, now, redraw }: Model, onEnd: () => void): Undo {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (endsAt: number) => {
    const leftMs = endsAt - now()
    const stepMs = leftMs > hourMs ? minuteMs : secondMs
    const next = () => {
      redraw()
      wait(endsAt)
    }
    timer = leftMs > 0 ? setTimeout(next, leftMs % stepMs || stepMs) : setTimeout(onEnd)
  }
  if (countdown) wait(countdown.endsAt)
  return () => clearTimeout(timer)
}
