/** Where items wait for their acknowledgement. Touched late: the first use is what a page pays for. */
export type Store = {
  read(key: string): string | null
  /** `null` removes. */
  write(key: string, value: string | null): void
  keys(): string[]
}

export function createMemoryStore(): Store {
  const values = new Map<string, string>()
  return {
    read: (key) => values.get(key) ?? null,
    write: (key, value) => void (value === null ? values.delete(key) : values.set(key, value)),
    keys: () => [...values.keys()],
  }
}

/** Web storage as it comes: absent, forbidden or full it keeps nothing, and nobody hears of it. */
export function createWebStore(open: () => Storage): Store {
  const attempt = <T>(use: (area: Storage) => T, otherwise: T): T => {
    try {
      return use(open())
    } catch {
      return otherwise
    }
  }
  return {
    read: (key) => attempt((area) => area.getItem(key), null),
    write: (key, value) =>
      attempt(
        (area) => (value === null ? area.removeItem(key) : area.setItem(key, value)),
        undefined,
      ),
    keys: () => attempt(Object.keys, []),
  }
}
