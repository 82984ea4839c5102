/** Reports by attributes, for pages that would rather not write code. */
import type { Brim } from './api.ts'

/** `data-brim-used` and `data-brim-paywall`: on click, before anything on the page can swallow it. */
export function watchClicks({ used, paywall }: Brim): void {
  const onClick = (event: Event) => {
    for (const node of event.composedPath() as HTMLElement[]) {
      const { localName, dataset = {} } = node
      // What is clicked inside of a prompt is not a click on what the prompt stands in.
      if (localName === 'brim-prompt') return
      const { brimUsed, brimPaywall } = dataset as DOMStringMap
      if (brimUsed) used(brimUsed)
      if (brimPaywall) void paywall(brimPaywall, { anchor: node })
    }
  }
  addEventListener('click', onClick, true)
}

/** `data-brim-meter`, `data-used`, `data-limit`: when first seen, and when they change. */
export function createMeterWatch({ usage }: Brim) {
  const seen = new WeakMap<Element, string>()
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) read(target as HTMLElement)
  })

  function read(element: HTMLElement) {
    const { brimMeter, used, limit } = element.dataset
    const text = `${brimMeter} ${used} ${limit}`
    if (!brimMeter || !used || seen.get(element) === text) return
    seen.set(element, text)
    usage(brimMeter, { used: Number(used), limit: limit ? Number(limit) : null })
  }

  /** Looks for meters that are new on the page. */
  return () => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-brim-meter]')) {
      observer.observe(element, { attributeFilter: ['data-used', 'data-limit'] })
      read(element)
    }
  }
}
