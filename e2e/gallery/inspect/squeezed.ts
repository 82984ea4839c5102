// Words have room to be read: not a column of one word a line beside an empty half of the card.
import { nameOf } from './drawn.ts'

/** In CSS pixels: about two words. */
const leastPx = 120

export const squeezed = (elements: readonly Element[]): string[] =>
  elements
    .filter((element) => element.matches('h2, p, li'))
    .flatMap((element) => {
      const { width } = element.getBoundingClientRect()
      return width < leastPx
        ? [`squeezed: ${nameOf(element)} has a column of ${Math.round(width)} px`]
        : []
    })
