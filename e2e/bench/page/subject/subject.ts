/** What a measured page says of the message in it. */
export type Subject = {
  /** What it takes is there: a call shows it without waiting for anything. */
  isReady(): boolean
  show(): unknown
  /** Whether somebody who looks at the page sees it. */
  isDrawn(): boolean
}

declare global {
  interface Window {
    subject: Subject
  }
}

/** Has a place on the page, and is not wholly transparent as at the start of a fade. */
export const isSeen = (element: Element | null | undefined): boolean =>
  element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false

/** In the shadow root of an element that stands in the body. */
export const isSeenInShadow = (selector: string): boolean =>
  [...document.body.children].some((one) => isSeen(one.shadowRoot?.querySelector(selector)))

/** Of these, each a part of an address, all have been loaded. */
export const haveArrived = (parts: readonly string[]): boolean => {
  const names = performance.getEntriesByType('resource').map(({ name }) => name)
  return parts.every((part) => names.some((name) => name.includes(part)))
}
