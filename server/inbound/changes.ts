/** Traits as they are after changes that name an operation, as Amplitude, PostHog and Mixpanel write them. */
import { type Foreign, recordOf } from './message.ts'

/**
 * `$set` and its like, `$unset` as `null`, and what stands there without an operation. What counts up
 * or appends says nothing without what was there before, and is left alone.
 */
export function changesIn(said: Foreign): Foreign {
  const plain = Object.entries(said).filter(([name]) => !name.startsWith('$'))
  return {
    ...Object.fromEntries(plain),
    ...recordOf(said.$set_once ?? said.$setOnce),
    ...recordOf(said.$set),
    ...unsetIn(said.$unset),
  }
}

function unsetIn(unset: unknown): Foreign {
  const names = Array.isArray(unset) ? unset : Object.keys(recordOf(unset))
  return Object.fromEntries(names.map((name) => [String(name), null]))
}
