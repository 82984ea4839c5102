/** What stands above the page and takes no focus: a popover that only an answer closes. */
import { announce, Card, Frame, Status } from '../content/card.tsx'
import type { Draw } from '../drawing.ts'
import { keepAbove, putAbove } from '../place/layer.ts'
import type { Format } from './index.ts'

export const drawLayer =
  (name: string, look: string): Draw =>
  (model) => (
    <Frame model={model}>
      <section class={`box layer ${look}`} part={name} popover="manual" aria-labelledby="title">
        <Card model={model} />
      </section>
      <Status model={model} />
    </Frame>
  )

export const layer = (name: string, look = name): Format => ({
  draw: drawLayer(name, look),
  place: putAbove,
  open({ element, root, model }) {
    const letGo = keepAbove(element, root.querySelector('section') as HTMLElement)
    const silence = announce(model)
    return () => {
      letGo()
      silence()
    }
  },
})
