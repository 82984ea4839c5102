// What of a prompt is to be seen, across its shadow root.

/** Everything inside of the prompts on the page, in the order of the document. */
export function elementsDrawn(): Element[] {
  const hosts = [...document.querySelectorAll('brim-prompt')]
  return hosts.flatMap((host) => [...(host.shadowRoot?.querySelectorAll('*') ?? [])]).filter(isSeen)
}

/** Neither hidden nor made for screen readers alone. */
export function isSeen(element: Element): boolean {
  if (element.getClientRects().length === 0) return false
  if (styleOf(element).visibility !== 'visible') return false
  return ![element, ...ancestorsOf(element)].some((one) => {
    const { width, height } = one.getBoundingClientRect()
    return width <= 1 && height <= 1 && styleOf(one).overflowX === 'hidden'
  })
}

/** Remembers what was found out of an element: thousands of states are walked. */
function remembered<T>(find: (element: Element) => T): (element: Element) => T {
  const known = new WeakMap<Element, T>()
  return (element) => {
    const before = known.get(element)
    if (before !== undefined) return before
    const found = find(element)
    known.set(element, found)
    return found
  }
}

/** It stays true: what it says is asked for when it is read. */
export const styleOf = remembered((element) => getComputedStyle(element))

/** Up to the root of the document, through the shadow root's host. Nothing moves within a prompt. */
export const ancestorsOf = remembered((element): Element[] => {
  const parent = parentOf(element)
  return parent ? [parent, ...ancestorsOf(parent)] : []
})

const parentOf = ({ parentElement, parentNode }: Element) =>
  parentElement ?? (parentNode instanceof ShadowRoot ? parentNode.host : null)

export type Line = { element: Element; text: string; rect: DOMRect }

/** Lines of text as they are drawn, each with the element that it is written in. */
export function linesDrawn(elements: readonly Element[]): Line[] {
  return elements.flatMap((element) =>
    [...element.childNodes]
      .filter((node) => node instanceof Text && node.data.trim() !== '')
      .flatMap((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        const text = (node as Text).data.trim()
        return [...range.getClientRects()].map((rect) => ({ element, text, rect }))
      })
      .filter(({ rect }) => rect.width > 0 && rect.height > 0),
  )
}

export const controlsIn = (elements: readonly Element[]): Element[] =>
  elements.filter((element) => element.matches('a[href], button, summary, input, [tabindex="0"]'))

/** How a fault names an element. */
export function nameOf(element: Element): string {
  const classes = [...element.classList].map((one) => `.${one}`).join('')
  const text = element.textContent?.trim().slice(0, 40)
  return `${element.localName}${classes}${text ? ` “${text}”` : ''}`
}
