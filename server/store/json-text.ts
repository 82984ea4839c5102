/**
 * JSON on its way into SQLite. Half of a surrogate pair, which JavaScript and JSON allow, would be
 * stored as bytes that are no UTF-8, and reading those ends the process: libSQL's binding aborts.
 */

const halves = /\p{Surrogate}/gu

/** A text of which every character can be stored; halves become U+FFFD, as broken UTF-8 does. */
export function wellFormed(text: string): string {
  return text.replace(halves, '\uFFFD')
}

/** For `json_each`, whose values may be taken out of it again. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  // JSON.stringify writes halves, and only them, as escapes.
  if (!text.includes('\\ud')) return text
  return JSON.stringify(value, (_, one) => (typeof one === 'string' ? wellFormed(one) : one))
}
