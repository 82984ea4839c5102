import { type GalleryState, queryOf } from '../../gallery/state.ts'

/** The page that draws this state at the size of its window. The console's files lie here, whoever shows it. */
export const frameUrl = (state: GalleryState): string =>
  `/console/gallery/frame.html${queryOf({ ...state, show: 'one' })}`
