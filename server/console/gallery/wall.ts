/** What stands on a wall: a row for every shape, in it the values of the axis that is looked at. */
import { axes, type GalleryState, type Shape, shapes } from './state.ts'

export type WallName = Exclude<GalleryState['show'], 'one'>
export type Row = { shape: Shape; cells: GalleryState[] }

export function rowsOf(state: GalleryState, across: WallName): Row[] {
  return shapes.map((shape) => ({ shape, cells: cellsOf({ ...state, ...shape }, across) }))
}

function cellsOf(state: GalleryState, across: WallName): GalleryState[] {
  const one = { ...state, show: 'one' } as const
  switch (across) {
    case 'content':
      return axes.content.map((content) => ({ ...one, content }))
    case 'theme':
      return axes.preset.flatMap((preset) =>
        axes.scheme.map((scheme) => ({ ...one, preset, scheme })),
      )
    case 'locale':
      return axes.locale.map((locale) => ({ ...one, locale }))
    case 'width':
      return axes.width.map((width) => ({ ...one, width }))
    default:
      return across satisfies never
  }
}
