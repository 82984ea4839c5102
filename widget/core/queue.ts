/**
 * Items until they are acknowledged: in memory, and in storage where that takes a second or the page is
 * left. Each tab has a key of its own there, so that no tab overwrites another; what is left behind is
 * adopted.
 * Storage that is forbidden or full keeps nothing, and nobody hears of it.
 */
import type { WidgetItem } from '../../shared/event/event.ts'
import { bare, isSame, type Who } from './identity.ts'

/** Without `who`, it waits for somebody to be identified. */
export type Entry = { who?: Who | undefined; item: WidgetItem; size: number }
export type Queue = ReturnType<typeof createQueue>

/** A batch shares 64 KiB of keepalive with the rest of the page. */
const batchBytes = 29_000
const batchItems = 100
const most = 500
/** Most are acknowledged sooner, and never stored. */
const storedAfterMs = 1_000

type Area = Pick<Storage, 'setItem' | 'removeItem'> & Record<string, string>
type Deps = {
  /** Reaching for it may already throw, and the first write costs a cold page half as much as a request. */
  storage(): Area
  /** What the keys of all tabs begin with, and this tab's own. */
  prefix: string
  ownKey: string
  /** Items given up on: too many, too old, or one too large. */
  onDrop(count: number): void
}

export function createQueue({ storage, prefix, ownKey, onDrop }: Deps) {
  let entries: Entry[] = []
  const flying = new Set<Entry>()
  /** The first of what is in storage. */
  let stored: Entry | undefined

  function attempt<T>(use: (area: Area) => T): T | undefined {
    try {
      return use(storage())
    } catch {
      // Memory has it all.
    }
  }
  /** Where there is nothing to be kept or taken out, storage is not reached for. */
  function save() {
    const owned = entries.filter(({ who }) => who)
    if (owned[0] || stored)
      attempt((area) => {
        stored = owned[0]
        if (stored) area.setItem(ownKey, JSON.stringify(owned))
        else area.removeItem(ownKey)
      })
  }

  return {
    save,
    all: () => entries,
    /** Copies the item, so that what a page changes later is not what it reported. */
    add(who: Who | undefined, item: WidgetItem) {
      const text = JSON.stringify(item)
      // In bytes. A Blob would tell too, by asking the browser's process: as long as a request takes.
      const size = unescape(encodeURIComponent(text)).length
      if (size > batchBytes) return onDrop(1)
      entries.push({ who: who && bare(who), item: JSON.parse(text), size })
      if (entries.length > most) {
        entries.shift()
        onDrop(1)
      }
    },
    /**
     * Gives what nobody's yet is to somebody, if there is anybody. What was refused of them is free again;
     * what is on its way may be sent twice, and counts once.
     */
    claim(who: Who | undefined) {
      for (const entry of entries) {
        entry.who ??= who && bare(who)
        if (isSame(entry.who, who)) flying.delete(entry)
      }
    },
    /** The next items about one person: `wanted`, else whoever comes first. */
    take(wanted?: Who): Entry[] {
      const free = entries.filter((entry) => entry.who && !flying.has(entry))
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
      setTimeout(save, storedAfterMs)
      return batch
    },
    /** A batch is back: done with, or to be sent again. */
    settle(batch: Entry[], isDone?: boolean) {
      for (const entry of batch) flying.delete(entry)
      if (isDone) entries = entries.filter((entry) => !batch.includes(entry))
      if (stored) save()
    },
    /** Keys under which other tabs have left something, or keep it while they are at work. */
    others: () =>
      attempt((area) =>
        Object.keys(area).filter((key) => key.startsWith(prefix) && key !== ownKey),
      ) ?? [],
    clear() {
      entries = []
      save()
    },
  }
}
