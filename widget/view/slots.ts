/**
 * `<brim-slot name="billing">`: places that the page gives away, however often it draws them anew.
 * Defined with the view: before there is something to show, a slot is an empty element.
 */
export type Slots = {
  all(): Iterable<Element>
  find(name: string): Element | undefined
}

/** `renamed`: what stands in this one is meant for its former name. */
export function createSlots(onChange: (renamed?: Element) => void): Slots {
  const slots = new Set<Element>()
  const find = (name: string) => [...slots].find((slot) => slot.getAttribute('name') === name)

  class BrimSlot extends HTMLElement {
    static observedAttributes = ['name']
    connectedCallback() {
      slots.add(this)
      queueMicrotask(onChange)
    }
    disconnectedCallback() {
      slots.delete(this)
      queueMicrotask(onChange)
    }
    attributeChangedCallback(_: string, before: string | null, name: string | null) {
      if (before !== name) queueMicrotask(() => onChange(this))
    }
  }
  if (!customElements.get('brim-slot')) customElements.define('brim-slot', BrimSlot)
  return { all: () => slots, find }
}
