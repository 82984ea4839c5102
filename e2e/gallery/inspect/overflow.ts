// Nothing lies where nobody can see it: outside of the window, or cut off by what it stands in.
import { ancestorsOf, type Line, nameOf, styleOf } from './drawn.ts'

/** Layout rounds to fractions of a pixel. */
const tolerance = 1

/** The page as a whole can't be moved sideways. */
export function overflowOfPage(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth + tolerance
    ? [`overflow: the page is ${scrollWidth} px wide in a window of ${clientWidth} px`]
    : []
}

/** Of elements, by their boxes; a negative margin of what decorates is cut off on purpose. */
export const overflowOf = (elements: readonly Element[]): string[] =>
  elements.flatMap((element) => {
    const why = whereCut(element.getBoundingClientRect(), element)
    return why ? [`overflow: ${nameOf(element)} ${why}`] : []
  })

/** Of text, line by line: whatever the box of its element says. */
export const cutLines = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ element, text, rect }) => {
    const why = whereCut(rect, element, true)
    return why ? [`clipped: “${text.slice(0, 40)}” in ${nameOf(element)} ${why}`] : []
  })

/** A box that holds more than it shows, and doesn't scroll through it downwards. */
export const clippedBoxes = (elements: readonly Element[]): string[] =>
  elements
    .filter((one) => one instanceof HTMLElement && one.clientWidth > 0)
    .flatMap((element) => {
      const { overflowX, overflowY, textOverflow } = styleOf(element)
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      const isWide = scrollWidth > clientWidth + tolerance
      const isHigh = scrollHeight > clientHeight + tolerance
      if (isWide && (overflowX !== 'visible' || textOverflow === 'ellipsis')) {
        return [`clipped: ${nameOf(element)} is ${clientWidth} px wide and holds ${scrollWidth} px`]
      }
      if (isHigh && (overflowY === 'hidden' || overflowY === 'clip')) {
        return [
          `clipped: ${nameOf(element)} is ${clientHeight} px high and holds ${scrollHeight} px`,
        ]
      }
      return []
    })

/** `undefined` where it is all to be seen, or can be scrolled to downwards. */
function whereCut(rect: DOMRect, element: Element, isOwn = false): string | undefined {
  let scrolls = false
  const around = isOwn ? [element, ...ancestorsOf(element)] : ancestorsOf(element)
  if (isFixed(element) && !isOwn) around.length = 0
  for (const one of around) {
    const { overflowX, overflowY } = styleOf(one)
    const box = one.getBoundingClientRect()
    const isRoot = one === document.documentElement || one === document.body
    if (overflowX !== 'visible' && !isRoot && isBeside(rect, box.left, box.right)) {
      return `is cut off at the side by ${nameOf(one)}`
    }
    if (overflowY !== 'visible' && !isRoot) {
      const isOutside = rect.top < box.top - tolerance || rect.bottom > box.bottom + tolerance
      if (isOutside && !scrolls && overflowY !== 'auto' && overflowY !== 'scroll') {
        return `is cut off by ${nameOf(one)}`
      }
      scrolls ||= overflowY === 'auto' || overflowY === 'scroll'
    }
    if (isFixed(one)) return whereOutside(rect, scrolls)
  }
  const isAbove = isFixed(element)
  return whereOutside(rect, scrolls || !isAbove)
}

/** It keeps its place in the window while the page scrolls. */
const isFixed = (element: Element) => styleOf(element).position === 'fixed'

function whereOutside(rect: DOMRect, scrolls: boolean): string | undefined {
  const { clientWidth, clientHeight } = document.documentElement
  if (isBeside(rect, 0, clientWidth)) return 'is beside the window'
  const isOutside = rect.top < -tolerance || rect.bottom > clientHeight + tolerance
  return isOutside && !scrolls ? 'is above or below the window' : undefined
}

const isBeside = (rect: DOMRect, left: number, right: number) =>
  rect.left < left - tolerance || rect.right > right + tolerance
