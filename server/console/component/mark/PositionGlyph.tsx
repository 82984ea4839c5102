/** Where a banner stands: at the screen's edge, or in and around a container in the page. */
import type { BannerPosition } from '../../../../shared/definition/nudge.ts'

type Box = { x: number; y: number; width: number; height: number }

const container: Box = { x: 5, y: 5.5, width: 16, height: 9 }
const shapes: Record<BannerPosition, { container?: Box; banner: Box }> = {
  top: { banner: { x: 2, y: 2, width: 22, height: 4 } },
  bottom: { banner: { x: 2, y: 14, width: 22, height: 4 } },
  first: { container, banner: { x: 6.5, y: 7, width: 13, height: 2.5 } },
  last: { container, banner: { x: 6.5, y: 10.5, width: 13, height: 2.5 } },
  before: {
    container: { ...container, y: 8.5, height: 8 },
    banner: { x: 5, y: 3.5, width: 16, height: 3 },
  },
  after: {
    container: { ...container, y: 3.5, height: 8 },
    banner: { x: 5, y: 13.5, width: 16, height: 3 },
  },
}

export const PositionGlyph = ({ position }: { position: BannerPosition }) => {
  const shape = shapes[position]
  return (
    <svg class="glyph" width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
      <rect class="glyph-page" x="1" y="1" width="24" height="18" rx="2.5" />
      {shape.container && <rect class="glyph-page" {...shape.container} rx="1.5" />}
      <rect class="glyph-shape" {...shape.banner} rx="1" />
    </svg>
  )
}
