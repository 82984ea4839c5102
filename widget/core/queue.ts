/**
 * Items until they are acknowledged: in memory, and in storage from the first attempt on. Each tab
 * has a key of its own there, so that no tab overwrites another; what is left behind is adopted.
 * Storage that is forbidden or full keeps nothing, and nobody hears of it.
 */
import type { WidgetItem } from '../../shared/event.ts'
import { bare, isSame, type Who } from './identity.ts'

export type Entry = { who: Who; item: WidgetItem; size: number }
export type Queue = ReturnType<typeof createQueue>

/** A batch shares 64 KiB of keepalive with the rest of the page. */
const batchBytes = 29_000
const batchItems = 100
const most = 500
/** A repeated id counts once for seven days; older than that it might count again. */
const keptMs = 6 * 86_400_000

const bytes = (text: string) => new TextEncoder().encode(text).length

type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Deps = {
  /** Reaching for storage may already throw, and is what a page pays for: so it is done late. */
  storage(): Area
  /** What the keys of all tabs begin with, and this tab's own. */
  prefix: string
  ownKey: string
  /** Items given up on: too many, or one too large. */
  onDrop(count: number): void
}

export function createQueue({ storage, prefix, ownKey, onDrop }: Deps) {
  let entries: Entry[] = []
  const flying = new Set<Entry>()

  function push(more: Entry[]) {
    const over = entries.push(...more) - most
    if (over <= 0) return
    entries.splice(0, over)
    onDrop(over)
  }
  const waiting = () => entries.filter((entry) => !flying.has(entry))
  function attempt(use: (area: Area) => void) {
    try {
      use(storage())
    } catch {
      // Memory has it all.
    }
  }
  const save = () =>
    attempt((area) =>
      entries.length > 0 ? area.setItem(ownKey, JSON.stringify(entries)) : area.removeItem(ownKey),
    )
  const keep = (isKept: (entry: Entry) => boolean) => {
    entries = entries.filter(isKept)
    save()
  }

  return {
    save,
    /** Copies the item, so that what a page changes later is not what it reported. */
    add(who: Who, item: WidgetItem) {
      const text = JSON.stringify(item)
      const size = bytes(text)
      if (size > batchBytes) onDrop(1)
      else push([{ who: bare(who), item: JSON.parse(text), size }])
    },
    /** The next items about one person: `wanted`, else whoever comes first. */
    take(wanted?: Who): Entry[] {
      const free = waiting()
      const who = wanted ?? free[0]?.who
      let size = 0
      const batch = free
        .filter((entry) => isSame(entry.who, who))
        .slice(0, batchItems)
        .filter((entry) => {
          size += entry.size
          return size <= batchBytes
        })
      for (const entry of batch) flying.add(entry)
      if (batch.length > 0) save()
      return batch
    },
    /** A batch is back: done with, or to be sent again. */
    settle(batch: Entry[], isDone: boolean) {
      for (const entry of batch) flying.delete(entry)
      if (isDone && batch.length > 0) keep((entry) => !batch.includes(entry))
    },
    /** Takes over what other tabs have left. Should one of them live, ids still count once. */
    adopt(now: number) {
      const oldest = new Date(now - keptMs).toISOString()
      attempt((area) => {
        for (const key of Object.keys(area)) {
          if (!key.startsWith(prefix) || key === ownKey) continue
          const text = area.getItem(key)
          area.removeItem(key)
          const left: Entry[] = JSON.parse(text ?? '[]')
          push(left.filter(({ item }) => (item.occurredAt ?? '') > oldest))
        }
      })
    },
    clear: () => keep(() => false),
  }
}
