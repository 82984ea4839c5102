/** `<brim-slot name="billing">`: places that the page gives away, however often it draws them anew. */
export function createSlots(onChange: () => void) {
  const slots = new Set<Element>()

  class BrimSlot extends HTMLElement {
    connectedCallback() {
      slots.add(this)
      queueMicrotask(onChange)
    }
    disconnectedCallback() {
      slots.delete(this)
    }
  }
  if (!customElements.get('brim-slot')) customElements.define('brim-slot', BrimSlot)
  return slots
}
