// No line of Japanese begins with what belongs to the character before it: a small kana, the stroke of
// a long vowel, a mark that closes.
import { nameOf } from './drawn.ts'

const clinging = /[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々、。，．：！？）」』】]/g
const range = document.createRange()

export const wrongStarts = (elements: readonly Element[]): string[] =>
  elements.flatMap((element) =>
    [...element.childNodes]
      .filter((node) => node instanceof Text)
      .flatMap((node) =>
        [...node.data.matchAll(clinging)]
          .filter(({ index }) => startsLine(node, index))
          .map(([sign]) => `line: one begins with ${sign} in ${nameOf(element)}`),
      ),
  )

/** It stands below the character before it, in the same text. */
const startsLine = (node: Text, at: number) =>
  at > 0 && boxOf(node, at).top > boxOf(node, at - 1).bottom - 1

function boxOf(node: Text, at: number): DOMRect {
  range.setStart(node, at)
  range.setEnd(node, at + 1)
  return range.getBoundingClientRect()
}
