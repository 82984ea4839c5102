/** Opened databases of workspaces, each opened once, when it is first asked for. */
import type { Store } from './open.ts'

export type StoreCache = { open(id: string): Promise<Store>; close(): Promise<void> }

export function createStoreCache(openStore: (id: string) => Promise<Store>): StoreCache {
  const stores = new Map<string, Promise<Store>>()
  return {
    open(id) {
      const known = stores.get(id)
      if (known) return known
      const opening = openStore(id)
      stores.set(id, opening)
      // One that could not be opened is tried again with the next call.
      opening.catch(() => stores.delete(id))
      return opening
    },
    async close() {
      for (const store of stores.values()) (await store).close()
      stores.clear()
    },
  }
}
