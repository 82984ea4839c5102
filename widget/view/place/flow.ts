/** Places in the flow of the page, where the host has given one. */
import type { BannerPosition } from '../../../shared/nudge.ts'

/** Nothing can stand inside of a control or a drawing, so it stands around it. */
const closed = 'svg,a,button,input,select,textarea'

export function putInFlow(element: Element, anchor: Element, at: BannerPosition = 'last'): void {
  const home = anchor.closest('svg') ?? anchor
  const isAround = at === 'before' || at === 'after' || home.matches(closed)
  const isStart = at === 'before' || at === 'first'
  home[isAround ? (isStart ? 'before' : 'after') : isStart ? 'prepend' : 'append'](element)
}
