// Whatever can be pressed is large enough for a finger that trembles.
import { nameOf, styleOf } from './drawn.ts'

/** WCAG 2.2, 2.5.8. */
const leastPx = 24

export const smallTargets = (controls: readonly Element[]): string[] =>
  controls.filter(isNoPartOfSentence).flatMap((element) => {
    const { width, height } = element.getBoundingClientRect()
    return width < leastPx || height < leastPx
      ? [`target: ${nameOf(element)} is ${Math.round(width)} × ${Math.round(height)} px`]
      : []
  })

/** The rule leaves links within a text alone: their height is its line's. */
const isNoPartOfSentence = (element: Element) =>
  !(element.localName === 'a' && styleOf(element).display === 'inline')
