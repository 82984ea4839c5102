/**
 * What tabs that have died left in storage, taken over by one that lives. Loaded by pages that find
 * such a thing. Should its tab live after all, ids still count once.
 */
import type { Entry, Queue } from '../core/queue.ts'

type Area = Pick<Storage, 'getItem' | 'removeItem'>
type World = { area: Area; locks: Pick<LockManager, 'request'> | undefined; now(): number }

/** A repeated id counts once for seven days; older than that it might count again. */
const keptMs = 6 * 86_400_000

/** `onDrop`: so many are given up on, because they are too old. */
export async function adopt(
  keys: string[],
  add: Queue['add'],
  onDrop: (count: number) => void,
  { area, locks, now }: World = {
    area: localStorage,
    locks: navigator.locks,
    now: () => Date.now(),
  },
): Promise<void> {
  const oldest = new Date(now() - keptMs).toISOString()
  const take = () => {
    for (const key of keys) {
      const left = read(area.getItem(key))
      area.removeItem(key)
      const countable = left.filter(({ item }) => (item.occurredAt ?? '') > oldest)
      for (const { who, item } of countable) add(who, item)
      if (countable.length < left.length) onDrop(left.length - countable.length)
    }
  }
  // One tab at a time, so that what was left behind is sent once.
  await (locks?.request('brim', take) ?? take())
}

/** Nothing where it was cut short. */
function read(text: string | null): Entry[] {
  try {
    return JSON.parse(text ?? '[]')
  } catch {
    return []
  }
}
