/** Ids of those who may not take each other's away: what is in the log under an id is not taken again. */
import { createHash } from 'node:crypto'

const longest = 128

/**
 * An id within a namespace of its own: nobody who sends under another one can be first with it. `index`:
 * of several things that one message has become.
 */
export function messageIdIn(namespace: string, id: string, index = 0): string {
  const suffix = index === 0 ? '' : `#${index}`
  const whole = `${namespace}:${id}${suffix}`
  if (whole.length <= longest) return whole
  return `${namespace}:${createHash('sha256').update(id).digest('base64url')}${suffix}`
}
