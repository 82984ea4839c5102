// Nothing stands on something else.
import { ancestorsOf, type Line, nameOf, styleOf } from './drawn.ts'

/** In CSS pixels, both ways: less is rounding, or the air of a line. */
const tolerance = 2

type Box = Pick<Line, 'element' | 'rect'>

export function overlapsOf(controls: readonly Element[], lines: readonly Line[]): string[] {
  const boxes = controls.filter(isInFlow).flatMap(boxesOf)
  const words = lines.filter(({ element }) => isInFlow(element))
  const ofControls = boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter((other) => one.element !== other.element && meet(one, other))
      .map((other) => `overlap: ${nameOf(one.element)} and ${nameOf(other.element)}`),
  )
  const ofWords = boxes.flatMap((one) =>
    words
      .filter((line) => !one.element.contains(line.element) && meet(one, line))
      .map(({ text }) => `overlap: ${nameOf(one.element)} and “${text.slice(0, 40)}”`),
  )
  const betweenWords = words.flatMap((line, at) =>
    words
      .slice(at + 1)
      .filter((other) => other.element !== line.element && meet(line, other))
      .map((other) => `overlap: “${line.text.slice(0, 40)}” and “${other.text.slice(0, 40)}”`),
  )
  return [...ofControls, ...ofWords, ...betweenWords]
}

/** A link that is broken across lines has a box in each. */
const boxesOf = (element: Element): Box[] =>
  [...element.getClientRects()].map((rect) => ({ element, rect }))

/** What sticks stands over what is scrolled below it, and is meant to. */
const isInFlow = (element: Element) =>
  ![element, ...ancestorsOf(element)].some((one) => styleOf(one).position === 'sticky')

function meet(one: Box, other: Box): boolean {
  if (one.element.contains(other.element) && one.element !== other.element) return false
  const width =
    Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
  const height =
    Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
  return width > tolerance && height > tolerance
}
