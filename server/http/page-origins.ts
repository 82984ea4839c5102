/**
 * Notes from where pages open, and from where they are refused, until it is written down: so that
 * whoever sets Brim up is told what is missing from a key's list.
 */
import { listPageOrigins, notePageOrigins, type PageOrigin } from '../store/control/page-origins.ts'
import type { Store } from '../store/open.ts'
import type { ActiveKey } from './key-ring.ts'

export type PageOrigins = {
  note(key: ActiveKey, origin: string | undefined, isAllowed: boolean): void
  /** Those of a workspace, newest first, what was noted a moment ago included. */
  list(workspace: string): Promise<PageOrigin[]>
  flush(): Promise<void>
}

/** Beyond it nothing new is noted until the next flush: origins can be made up without end. */
const mostNoted = 500
const longestOrigin = 200

export function createPageOrigins({ db }: Store, now: () => number): PageOrigins {
  let noted = new Map<string, PageOrigin>()

  const flush = async () => {
    const taken = noted
    noted = new Map()
    await notePageOrigins(db, [...taken.values()])
  }

  return {
    note({ id, workspace }, origin, isAllowed) {
      if (!origin || origin === 'null' || origin.length > longestOrigin) return
      const place = `${id} ${origin}`
      const before = noted.get(place)
      if (!before && noted.size >= mostNoted) return
      const refused = (before?.refused ?? 0) + (isAllowed ? 0 : 1)
      noted.set(place, { workspace, key: id, origin, isAllowed, refused, lastAt: now() })
    },
    async list(workspace) {
      await flush()
      return listPageOrigins(db, workspace)
    },
    flush,
  }
}
