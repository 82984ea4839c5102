/**
 * `data-brim-meter`, `data-used`, `data-limit`: usage that stands in the page anyway, read when it is
 * first seen and when it changes. Loaded by pages that have such an element.
 */
import type { Brim } from '../core/api.ts'

export type MeterWatch = {
  /** Looks for meters that are new on the page, and for what they say now. */
  read(): void
  /** Somebody else comes, or consent has gone. What is read next is read anew. */
  stop(): void
}

/** A page often draws what somebody has used just before it says that they are there. */
const laterMs = 100

export function create({ usage }: Pick<Brim, 'usage'>): MeterWatch {
  let told = new WeakMap<Element, string>()
  const observer = new MutationObserver(() => setTimeout(look, laterMs))
  let isOver = false

  function look() {
    if (isOver) return
    for (const element of document.querySelectorAll<HTMLElement>('[data-brim-meter]')) {
      observer.observe(element, { attributeFilter: ['data-used', 'data-limit'] })
      const { brimMeter, used, limit } = element.dataset
      const text = `${brimMeter} ${used} ${limit}`
      if (!brimMeter || !used || told.get(element) === text) continue
      told.set(element, text)
      usage(brimMeter, { used: Number(used), limit: limit ? Number(limit) : null })
    }
  }

  return {
    read() {
      isOver = false
      look()
    },
    stop() {
      isOver = true
      told = new WeakMap()
      observer.disconnect()
    },
  }
}
