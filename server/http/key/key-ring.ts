/**
 * Keys in memory, so that a request doesn't wait for the control database. A change made here
 * counts at once, one made by another node within `freshMs`.
 */
import { findKey, hashToken, type Key, touchKeys } from '../../store/control/keys.ts'
import type { Store } from '../../store/open.ts'

export type ActiveKey = Pick<
  Key,
  'id' | 'workspace' | 'kind' | 'name' | 'origins' | 'scopes' | 'source'
>

export type KeyRing = {
  find(token: string): Promise<ActiveKey | undefined>
  /** Whether it was a key when it was last looked for; asks no database. */
  knows(token: string): boolean
  /** Forgets what is in memory: the next request reads anew. */
  forget(): void
  /** Writes down when keys were last used. */
  flush(): Promise<void>
}

const freshMs = 1_000
/** Beyond this many different keys the memory starts anew. */
const mostKeys = 10_000

export function createKeyRing({ db }: Store, now: () => number): KeyRing {
  const known = new Map<string, { key: ActiveKey; readAt: number }>()
  /** On their way: whoever asks meanwhile waits for the same answer, once a second all that come. */
  const reading = new Map<string, Promise<Key | undefined>>()
  const used = new Map<string, number>()
  /** Grows with each change: what was being read meanwhile may be from before it, and is not kept. */
  let changes = 0

  const read = (hash: string, token: string): Promise<Key | undefined> => {
    const begun = reading.get(hash)
    if (begun) return begun
    const own = findKey(db, token).finally(() => {
      if (reading.get(hash) === own) reading.delete(hash)
    })
    reading.set(hash, own)
    return own
  }

  return {
    async find(token) {
      // Under its hash: whoever dumps this process's memory shall not find keys of others in it.
      const hash = hashToken(token)
      const entry = known.get(hash)
      const ageMs = entry ? now() - entry.readAt : Number.POSITIVE_INFINITY
      // One from the future was read before the clock was set back: how old it is nobody knows.
      const isFresh = ageMs >= 0 && ageMs < freshMs
      const before = changes
      const key = entry && isFresh ? entry.key : await read(hash, token)
      if (!key) {
        known.delete(hash)
        return undefined
      }
      if (!isFresh && before === changes) {
        if (known.size >= mostKeys) known.clear()
        known.set(hash, { key, readAt: now() })
      }
      used.set(key.id, now())
      return key
    },
    knows: (token) => known.has(hashToken(token)),
    forget() {
      changes++
      known.clear()
      reading.clear()
    },
    async flush() {
      const touched = new Map(used)
      used.clear()
      await touchKeys(db, touched)
    },
  }
}
