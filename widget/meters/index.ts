/**
 * `data-brim-meter`, `data-used`, `data-limit`: usage that stands in the page anyway, read when it is
 * first seen and when it changes. Loaded by pages that have such an element.
 */
import type { Brim } from '../core/api.ts'

export type MeterWatch = () => void

export function create({ usage }: Pick<Brim, 'usage'>): MeterWatch {
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
