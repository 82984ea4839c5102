/** Keys made of names. No schema comes along: the console, whose pages run no zod, uses these too. */

/** Lower-case letters, digits and dashes; empty where the name has none. A long name ends with a whole word. */
export function keyOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return cutAtWord(words, 64)
}

/** That key, or the first of those numbered after it that nobody has. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  const base = cutAtWord(wanted, 58)
  let number = 2
  while (taken.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}

/** At most so long, of whole words; one that takes up half of it is cut itself. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const end = text.lastIndexOf('-', most)
  return text.slice(0, end > most / 2 ? end : most)
}
