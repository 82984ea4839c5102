/** Everything beside each other. Nothing here can be operated: a click opens it alone. */
import type { TargetedMouseEvent } from 'preact'
import type { GalleryState } from '../../gallery/state.ts'
import { rowsOf, type WallName } from '../../gallery/wall.ts'
import { captionOf, shapeInWords, stateInWords } from '../../words/gallery.ts'
import { Cell } from './Cell.tsx'

type Props = {
  state: GalleryState
  across: WallName
  hrefOf(state: GalleryState): string
  onOpen(state: GalleryState): void
}

export const Wall = ({ state, across, hrefOf, onOpen }: Props) => {
  const open = (cell: GalleryState) => (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(cell)
  }
  return rowsOf(state, across).map(({ shape, cells }) => (
    <section key={shapeInWords(shape)} class="stack">
      <h2>{shapeInWords(shape)}</h2>
      <div class={`wall-row at-${across === 'width' ? 'all' : state.width}`}>
        {cells.map((cell) => (
          <figure key={captionOf(cell, across)} class="wall-cell">
            <Cell state={cell} title={stateInWords(cell)} />
            <figcaption>
              <a href={hrefOf(cell)} onClick={open(cell)}>
                <span class="visually-hidden">{shapeInWords(shape)}, </span>
                {captionOf(cell, across)}
              </a>
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  ))
}
