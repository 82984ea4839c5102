/** A list, newest first, by the days as people say them. */
import { dayInWords } from '../../words/time.ts'

export function byDay<T>(
  items: readonly T[],
  atOf: (item: T) => number,
  now: number,
): [day: string, items: T[]][] {
  const days = new Map<string, T[]>()
  for (const item of items) {
    const day = dayInWords(atOf(item), now)
    const same = days.get(day)
    if (same) same.push(item)
    else days.set(day, [item])
  }
  return [...days]
}
