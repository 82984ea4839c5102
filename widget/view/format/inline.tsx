/** A card in the flow of the page, where the host has given it a place. */
import { useLayoutEffect } from 'preact/hooks'
import { Card, Frame, Status } from '../frame.tsx'
import { announce, type Model } from '../model.ts'
import { inlineSheet } from '../styles/inline.ts'
import type { Format } from './index.ts'

function InlineCard({ model }: { model: Model }) {
  useLayoutEffect(() => {
    // Only what answers a person's own act is worth interrupting a screen reader for.
    const isAnswer = model.prompt.peek().placement.startsWith('paywall:')
    return isAnswer && !model.isPreview ? announce(model) : undefined
  }, [])
  return (
    <Frame model={model}>
      <section class="inline" part="inline" aria-labelledby="title">
        <Card model={model} />
      </section>
      <Status model={model} />
    </Frame>
  )
}

export const inline: Format = {
  Format: InlineCard,
  sheet: inlineSheet,
  // A card has no place inside of a control, so it stands behind it.
  place(element, anchor) {
    if (!anchor) throw new Error('an inline prompt needs an element to stand in')
    if (anchor.matches('a,button,input,select,textarea')) anchor.after(element)
    else anchor.append(element)
  },
}
