// What is wrong with the prompts on a page, by what the browser has laid out and painted. Runs in the
// page: `walk` draws one state after another in the gallery's frame, without loading it anew.
import { faintLines, faintSigns } from './contrast.ts'
import { controlsIn, elementsDrawn, linesDrawn } from './drawn.ts'
import { wrongStarts } from './line-starts.ts'
import { clippedBoxes, cutLines, overflowOf, overflowOfPage } from './overflow.ts'
import { overlapsOf } from './overlap.ts'
import { squeezed } from './squeezed.ts'
import { smallTargets } from './targets.ts'

export type Look = 'layout' | 'color'
export type Found = { query: string; fault: string }

/** What is wrong with what is drawn now. */
export function inspect(looks: readonly Look[] = ['layout', 'color']): string[] {
  const elements = elementsDrawn()
  if (elements.length === 0) return ['missing: nothing is drawn']
  const lines = linesDrawn(elements)
  const controls = controlsIn(elements)
  const layout = () => [
    ...overflowOfPage(),
    ...overflowOf(elements),
    ...clippedBoxes(elements),
    ...cutLines(lines),
    ...overlapsOf(controls, lines),
    ...smallTargets(controls),
    ...squeezed(elements),
    ...wrongStarts(elements),
  ]
  const color = () => [...faintLines(lines), ...faintSigns(elements)]
  return [
    ...new Set([
      ...(looks.includes('layout') ? layout() : []),
      ...(looks.includes('color') ? color() : []),
    ]),
  ]
}

/** Draws each state and looks at it. */
export const walk = (queries: readonly string[], looks?: readonly Look[]): Found[] =>
  queries.flatMap((query) => {
    dispatchEvent(new MessageEvent('message', { data: query, origin: location.origin }))
    return inspect(looks).map((fault) => ({ query, fault }))
  })
