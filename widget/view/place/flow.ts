/** Places in the flow of the page, where the host has given one. */
import type { BannerPosition } from '../../../shared/definition/nudge.ts'

/** Nothing is seen inside of these, or what is clicked there is a click on them. */
const closed =
  'svg,img,video,canvas,iframe,a,button,label,summary,input,select,textarea,progress,meter'

/** What `anchor` is, or is in, that a prompt can only stand beside: the outermost, for they hold each other. */
function hullOf(anchor: Element): Element | undefined {
  let hull: Element | undefined
  for (let at: Element | null = anchor; at; at = at.parentElement) if (at.matches(closed)) hull = at
  // Behind a summary is what its details hide.
  return hull?.localName === 'summary' ? (hull.parentElement as Element) : hull
}

export function putInFlow(element: Element, anchor: Element, at: BannerPosition = 'last'): void {
  const hull = hullOf(anchor)
  const home = hull ?? anchor
  const isAround = at === 'before' || at === 'after' || hull
  const isStart = at === 'before' || at === 'first'
  home[isAround ? (isStart ? 'before' : 'after') : isStart ? 'prepend' : 'append'](element)
}
