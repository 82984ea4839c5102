/** What a copy is called. */
import { cutAtWord } from '../../../../shared/value/key-of.ts'

const longest = { key: 64, name: 120 } as const

/** A name that says what it is, and a key that nobody has. */
export function copyNames(
  { key, name }: { key: string; name: string },
  taken: ReadonlySet<string>,
) {
  for (let number = 1; ; number++) {
    const end = number === 1 ? '-copy' : `-copy-${number}`
    const free = cutAtWord(key, longest.key - end.length) + end
    if (!taken.has(free)) return { key: free, name: `Copy of ${name}`.slice(0, longest.name) }
  }
}
