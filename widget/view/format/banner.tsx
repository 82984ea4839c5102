/** A card at the foot of the page, in the top layer: no z-index, no layout shift, no focus taken. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Card, Frame, Status } from '../frame.tsx'
import { announce, type Model } from '../model.ts'
import { bannerSheet } from '../styles/banner.ts'
import type { Format } from './index.ts'

function Banner({ model }: { model: Model }) {
  const banner = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (model.isPreview) return
    banner.current?.showPopover?.()
    return announce(model)
  }, [])
  return (
    <Frame model={model}>
      <section
        ref={banner}
        class="banner"
        part="banner"
        popover={model.isPreview ? undefined : 'manual'}
        aria-labelledby="title"
        onKeyDown={(event) => {
          if (event.key === 'Escape') model.answer({ outcome: 'dismissed' })
        }}
      >
        <Card model={model} />
      </section>
      <Status model={model} />
    </Frame>
  )
}

export const banner: Format = {
  Format: Banner,
  sheet: bannerSheet,
  // While a modal dialog of the host is open everything outside of it is inert, so it goes inside.
  place: (element) =>
    ([...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body).append(element),
}
