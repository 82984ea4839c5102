/** Prompts as they ship, in every state that they can be in. The address holds which. */
import { type GalleryState, queryOf, readState } from '../../gallery/state.ts'
import { pathTo, type Router } from '../../router.ts'
import { stateInWords } from '../../words/gallery.ts'
import { Cell } from './Cell.tsx'
import { Controls } from './Controls.tsx'
import { frameUrl } from './frame-url.ts'
import { Wall } from './Wall.tsx'

export const galleryWords =
  'Every prompt that Brim can draw, by the code that draws it on your pages. The address leads back to what you see.'

export const Gallery = ({ router }: { router: Router }) => {
  const state = readState(router.place.value.query)
  const addressOf = (next: GalleryState) => pathTo('gallery') + queryOf(next)
  return (
    <div class="gallery">
      <Controls state={state} onChange={(next) => router.go(addressOf(next), { replace: true })} />
      {state.show === 'one' ? (
        <div class="gallery-one">
          <Cell state={state} title={stateInWords(state)} isLive />
          <p class="hint">
            {state.width} px wide. It can be clicked, closed and walked by keyboard; the button in
            the page brings it back.{' '}
            <a href={frameUrl(state)} target="_blank" rel="noreferrer">
              Open it as a page of its own
            </a>
          </p>
        </div>
      ) : (
        <Wall
          state={state}
          across={state.show}
          hrefOf={(next) => router.href(addressOf(next))}
          onOpen={(next) => router.go(addressOf(next))}
        />
      )}
    </div>
  )
}
