/** Cards in the flow of the page, where the host has given them a place. */
import { announce, Card, Frame, Status } from '../content/card.tsx'
import { putInFlow } from '../place/flow.ts'
import type { Format } from './index.ts'

const flow = (name: 'inline' | 'meter'): Format => ({
  draw: (model) => (
    <Frame model={model}>
      <section class={`box flow ${name}`} part={name} aria-labelledby="title">
        <Card model={model} />
      </section>
      <Status model={model} />
    </Frame>
  ),
  place(element, anchor) {
    if (!anchor) throw new Error(`the format "${name}" needs an element to stand in`)
    putInFlow(element, anchor)
  },
  // Only what answers a person's own act is worth interrupting a screen reader for.
  open: ({ model }) => (/^paywall/.test(model.prompt.placement) ? announce(model) : () => {}),
})

export const inline = flow('inline')
export const meter = flow('meter')
