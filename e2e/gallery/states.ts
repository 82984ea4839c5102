// Every state of the gallery, as queries of its frame.
import {
  axes,
  type GalleryState,
  queryOf,
  readState,
  shapes,
} from '../../server/console/gallery/state.ts'

const first = readState('')
const directions = ['ltr', 'rtl'] as const

/** What decides where things stand: everything but colours and the window's width. */
export const layoutsOf = (preset: GalleryState['preset']): string[] =>
  shapes.flatMap((shape) =>
    axes.content.flatMap((content) =>
      axes.locale.flatMap((locale) =>
        directions.map((dir) => queryOf({ ...first, ...shape, content, locale, dir, preset })),
      ),
    ),
  )

/** What decides colours: neither language nor width. */
export const colorings: string[] = axes.preset.flatMap((preset) =>
  axes.scheme.flatMap((scheme) =>
    shapes.flatMap((shape) =>
      axes.content.map((content) => queryOf({ ...first, ...shape, content, preset, scheme })),
    ),
  ),
)
