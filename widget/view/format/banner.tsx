/** A bar at an edge of the screen, or of a container that the page has given it. */
import type { BannerPosition } from '../../../shared/nudge.ts'
import type { Prompt } from '../../../shared/prompt.ts'
import { announce, Card, Frame, Status } from '../content/card.tsx'
import { putInFlow } from '../place/flow.ts'
import type { Format } from './index.ts'
import { layer } from './layer.tsx'

const inFlow = (position: BannerPosition): Format => ({
  draw: (model) => (
    <Frame model={model}>
      <section class="box flow banner" part="banner" aria-labelledby="title">
        <Card model={model} />
      </section>
      <Status model={model} />
    </Frame>
  ),
  place: (element, anchor) => anchor && putInFlow(element, anchor, position),
  open: ({ model }) => announce(model),
})

export function banner({ position = 'bottom' }: Prompt, anchor: Element | undefined): Format {
  const isEdge = position === 'top' || position === 'bottom'
  if (anchor && !isEdge) return inFlow(position)
  const isTop = ['top', 'first', 'before'].includes(position)
  return layer('banner', isTop ? 'banner edge top' : 'banner edge')
}
