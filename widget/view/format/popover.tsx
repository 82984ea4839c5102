/** A card beside the element that it speaks of. It goes with Escape and with a click elsewhere. */
import { announce } from '../content/card.tsx'
import { beside } from '../place/beside.ts'
import { sheetOf } from '../styles/sheet.ts'
import type { Format } from './index.ts'
import { drawLayer } from './layer.tsx'

export const popover: Format = {
  draw: drawLayer('popover', 'popover'),
  // Behind its element in the page, so that Tab leads from there into it, and dialogs hold both.
  place: (element, anchor) => (anchor?.closest('svg') ?? anchor)?.after(element),
  open({ element, root, model, anchor, dismiss }) {
    const card = root.querySelector('section') as HTMLElement
    const sheet = sheetOf('')
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    const settle = () => {
      const { clientWidth: width, clientHeight: height } = document.documentElement
      const { x, y } = beside(
        (anchor as Element).getBoundingClientRect(),
        card.getBoundingClientRect(),
        { width, height },
      )
      sheet.replaceSync(`.popover{translate:${x}px ${y}px}`)
    }
    const onAct = (event: Event) => {
      const path = event.composedPath()
      const isElsewhere = !path.includes(element) && !path.includes(anchor as Element)
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : isElsewhere) dismiss()
    }
    card.showPopover?.()
    settle()
    const listen = (change: typeof addEventListener) => {
      change('scroll', settle, { capture: true, passive: true })
      change('resize', settle)
      change('pointerdown', onAct, true)
      change('keydown', onAct, true)
    }
    listen(addEventListener)
    // Its own size, that of its element, and that its element has gone.
    const sizes = new ResizeObserver(settle)
    sizes.observe(card)
    sizes.observe(anchor as Element)
    const silence = announce(model)
    return () => {
      listen(removeEventListener)
      sizes.disconnect()
      silence()
    }
  },
}
