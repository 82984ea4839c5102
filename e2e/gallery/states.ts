// Every state of the gallery, as queries of its frame. What is the same of two states is not walked
// twice: where things stand doesn't depend on the scheme, and colours don't depend on the language.
import { axes, queryOf, readState, shapes } from '../../server/console/gallery/state.ts'

const first = readState('')
const directions = ['ltr', 'rtl'] as const

/** Of the first theme: every format with every content, in every language, in both directions. */
export const layouts: string[] = shapes.flatMap((shape) =>
  axes.content.flatMap((content) =>
    axes.locale.flatMap((locale) =>
      directions.map((dir) => queryOf({ ...first, ...shape, content, locale, dir })),
    ),
  ),
)

/** Of every theme, in these schemes: every format with every content. */
const ofThemes = (schemes: readonly (typeof axes.scheme)[number][]): string[] =>
  axes.preset.flatMap((preset) =>
    schemes.flatMap((scheme) =>
      shapes.flatMap((shape) =>
        axes.content.map((content) => queryOf({ ...first, ...shape, content, preset, scheme })),
      ),
    ),
  )

export const themed = ofThemes(axes.scheme)
/** A theme has corners, spaces and a font of its own, the same in the light and in the dark. */
export const shaped = ofThemes(['light'])
