/** Words for which a format has no room on a phone. */
import type { Finding } from '../../../shared/lint.ts'
import type { Format } from '../../../shared/nudge.ts'
import type { Check } from './check.ts'
import { copiesOf, type Part, readText, textsOf } from './texts.ts'

/**
 * How many columns each part can have, a Latin letter being one and a Chinese character two. Measured
 * in Brim's own view on a page 320 px wide (`e2e/widget/room.spec.ts`): titles in three lines and one
 * of a strip in two, bodies until the format takes more of the screen than it is meant to, buttons
 * in two lines.
 */
type Room = Record<'title' | 'body' | 'label' | 'dismiss', number>
export const room: Record<Format, Room> = {
  modal: { title: 66, body: 420, label: 44, dismiss: 30 },
  sheet: { title: 66, body: 420, label: 44, dismiss: 30 },
  inline: { title: 60, body: 300, label: 40, dismiss: 28 },
  popover: { title: 56, body: 180, label: 36, dismiss: 24 },
  toast: { title: 56, body: 160, label: 36, dismiss: 24 },
  banner: { title: 60, body: 120, label: 30, dismiss: 24 },
  meter: { title: 56, body: 140, label: 36, dismiss: 24 },
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
  const { title, body, label, dismiss } = room[format]
  switch (part) {
    case 'title':
      return title
    case 'body':
      return body
    case 'label':
      return label
    case 'dismiss':
      return dismiss
    // Lists, comparisons and countdowns have their own lines, which the format grows with.
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
    columns += /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u.test(char) ? 2 : 1
  }
  return columns
}
