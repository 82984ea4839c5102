/** The shape of each format on a page. */
import type { Format } from '../../../../shared/definition/nudge.ts'

type Shape = { x: number; y: number; width: number; height: number }

const shapes: Record<Format, Shape> = {
  modal: { x: 7, y: 5.5, width: 12, height: 8 },
  sheet: { x: 2, y: 11, width: 22, height: 7 },
  banner: { x: 2, y: 2, width: 22, height: 4.5 },
  popover: { x: 12, y: 8, width: 9, height: 6 },
  toast: { x: 14, y: 12, width: 9, height: 4.5 },
  inline: { x: 5, y: 8, width: 16, height: 5 },
  meter: { x: 5, y: 11, width: 16, height: 3 },
}

export const FormatGlyph = ({ format }: { format: Format }) => (
  <svg class="glyph" width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
    <rect class="glyph-page" x="1" y="1" width="24" height="18" rx="2.5" />
    <rect class="glyph-shape" {...shapes[format]} rx="1.5" />
  </svg>
)
