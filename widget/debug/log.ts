/** What has happened on this page since the panel is there. */
import type { Brim, Showing } from '../core/api.ts'
import { hintOf, unshownInWords } from './words.ts'

export type Line = {
  at: number
  kind: 'shown' | 'not shown' | 'action' | 'error'
  text: string
  hint?: string | undefined
}

const most = 30

/** Newest first. `onLine` is called after each. */
export function keepLog(brim: Brim, onLine: () => void): Line[] {
  const lines: Line[] = []
  const add = (line: Omit<Line, 'at'>) => {
    lines.unshift({ at: Date.now(), ...line })
    lines.length = Math.min(lines.length, most)
    onLine()
  }
  brim.on('prompt', ({ placement, nudge, format }) =>
    add({ kind: 'shown', text: `${nudge} at ${placement}, as ${format}` }),
  )
  brim.on('action', ({ kind, nudge }) => add({ kind: 'action', text: `${kind} on ${nudge}` }))
  brim.on('error', ({ code, message }) =>
    add({ kind: 'error', text: `${code}: ${message}`, hint: hintOf(code) }),
  )
  // Every question of the page goes this way, those of paywalls and attributes too.
  const { prompt } = brim
  brim.prompt = async (placement, options) => {
    const answer: Showing = await prompt(placement, options)
    if (!answer.shown) {
      add({ kind: 'not shown', text: placement, hint: unshownInWords(answer.reason) })
    }
    return answer
  }
  return lines
}
