/** A card beside the element that it speaks of. It goes with Escape and with a click elsewhere. */
import { takeEscape } from '../answer.ts'
import { listen } from '../listen.ts'
import { beside } from '../place/beside.ts'
import { putInFlow } from '../place/flow.ts'
import { isSeen } from '../place/seen.ts'
import { sheetOf } from '../styles/sheet.ts'
import type { Format } from './index.ts'
import { drawLayer } from './layer.ts'

export const popover: Format = {
  draw: drawLayer('popover'),
  // Behind its element in the page, so that Tab leads from there into it, and dialogs hold both.
  place: (element, anchor) => anchor && putInFlow(element, anchor, 'after'),
  open({ element, root, anchor, dismiss, lose }) {
    const card = root.querySelector('section') as HTMLElement
    const sheet = sheetOf('')
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    const target = anchor as Element
    const settle = () => {
      // With its element goes what was to be said of it.
      if (!isSeen(target)) return lose()
      const { clientWidth: width, clientHeight: height } = document.documentElement
      const at = beside(target.getBoundingClientRect(), card.getBoundingClientRect(), {
        width,
        height,
      })
      sheet.replaceSync(`.popover{translate:${at.x}px ${at.y}px}`)
    }
    const onAct = (event: Event) => {
      const path = event.composedPath()
      const isElsewhere = !path.includes(element) && !path.includes(target)
      if (event.type === 'keydown' ? takeEscape(event) : isElsewhere) dismiss()
    }
    card.showPopover?.()
    settle()
    // Its own size, that of its element, and that its element has gone.
    const sizes = new ResizeObserver(settle)
    sizes.observe(card)
    sizes.observe(target)
    // One that is part of a line of text has no size of its own.
    const sight = new IntersectionObserver(settle)
    sight.observe(target)
    return [
      listen(['scroll', 'resize'], settle),
      listen(['pointerdown', 'keydown'], onAct),
      () => sizes.disconnect(),
      () => sight.disconnect(),
    ]
  },
}
