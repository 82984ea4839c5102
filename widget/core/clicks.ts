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
