/** Words for which a format has no room on a phone. */
import type { Finding } from '../../../shared/definition/lint.ts'
import type { Format } from '../../../shared/definition/nudge.ts'
import type { Check } from './check.ts'
import { copiesOf, type Part, readText, textsOf } from './texts.ts'

/**
 * How many columns each part can have, a Latin letter being one and a Chinese character two. Measured
 * in Brim's own view on a page of 320 by 568 px (`e2e/widget/room.spec.ts`): titles of three lines,
 * buttons of two, and bodies with which all of a modal or sheet is seen without scrolling, and the
 * others leave as much of the page as their kind is meant to.
 */
export type Room = { title: number; body: number; label: number }
export const room: Record<Format, Room> = {
  modal: { title: 46, body: 210, label: 50 },
  sheet: { title: 60, body: 240, label: 50 },
  inline: { title: 68, body: 320, label: 50 },
  popover: { title: 46, body: 210, label: 50 },
  toast: { title: 46, body: 140, label: 50 },
  banner: { title: 66, body: 130, label: 50 },
  meter: { title: 60, body: 320, label: 50 },
}

const formatWords: Record<Format, string> = {
  modal: 'modal',
  sheet: 'sheet',
  banner: 'banner',
  popover: 'popover',
  toast: 'toast',
  inline: 'card',
  meter: 'meter',
}
/** What stands for a value that nobody knows yet. */
const unknownValue = 'x'.repeat(10)

export const length: Check = (nudge) =>
  copiesOf(nudge).flatMap((placed) =>
    textsOf(placed).flatMap(({ path, part, text }): Finding[] => {
      const most = roomOf(part, nudge.format)
      const taken = columnsOf(readText(text, ({ fallback }) => fallback ?? unknownValue))
      if (most === undefined || taken <= most) return []
      return [
        {
          code: 'too_long',
          level: 'warning',
          path,
          sentence: `About ${taken} letters where a ${formatWords[nudge.format]} has room for ${most} on a phone.`,
          remedy: 'Say it in fewer words, or choose a format with more room.',
        },
      ]
    }),
  )

function roomOf(part: Part, format: Format): number | undefined {
  const { title, body, label } = room[format]
  switch (part) {
    case 'title':
      return title
    case 'body':
      return body
    case 'label':
      return label
    // These have lines of their own, which the format grows with; the way out has two, always.
    case 'dismiss':
    case 'list':
    case 'comparison':
    case 'countdown':
      return undefined
    default:
      return part satisfies never
  }
}

/** Wide characters take two columns, marks that stand on another none. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const char of text) {
    if (/[\p{M}\p{Cf}]/u.test(char)) continue
    columns +=
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u.test(
        char,
      )
        ? 2
        : 1
  }
  return columns
}
