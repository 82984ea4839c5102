/** Where a popover stands beside the element that it speaks of, in CSS pixels of the viewport. */

export type Box = { left: number; top: number; width: number; height: number }
export type Size = { width: number; height: number }

const gap = 8
/** From the edges of the viewport. */
const margin = 8

/** Below its middle, or above where it only fits there; never beyond the viewport, which it may fill. */
export function beside(anchor: Box, size: Size, view: Size): { x: number; y: number } {
  const below = anchor.top + anchor.height + gap
  const above = anchor.top - gap - size.height
  const fitsBelow = below + size.height + margin <= view.height
  const fitsAbove = above >= margin
  return {
    x: within(anchor.left + (anchor.width - size.width) / 2, view.width - size.width),
    y: within(fitsAbove && !fitsBelow ? above : below, view.height - size.height),
  }
}

const within = (at: number, room: number) =>
  Math.round(Math.max(margin, Math.min(at, room - margin)))
