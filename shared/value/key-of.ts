/** Keys made of names. No schema comes along: the console, whose pages run no zod, uses these too. */

/** Lower-case letters, digits and dashes; empty where the name has none. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
}

/** That key, or the first of those numbered after it that nobody has. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  const base = wanted.slice(0, 58)
  let number = 2
  while (taken.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}
