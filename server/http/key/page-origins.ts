/**
 * Notes from where pages open, and from where they are refused, until it is written down: so that
 * whoever sets Brim up is told what is missing from a key's list.
 */
import { findAnyKey } from '../../store/control/keys.ts'
import {
  listPageOrigins,
  notePageOrigins,
  type PageOrigin,
} from '../../store/control/page-origins.ts'
import type { Store } from '../../store/open.ts'
import type { ActiveKey } from './key-ring.ts'

export type PageOrigins = {
  note(key: KeyOf, origin: string | undefined, isAllowed: boolean): void
  /** Of a token that lets no page in: whose it is, if it is a key at all. */
  noteWrongKey(token: string, origin: string | undefined): Promise<void>
  /** Those of a workspace, newest first, what was noted a moment ago included. */
  list(workspace: string): Promise<PageOrigin[]>
  flush(): Promise<void>
}

type KeyOf = Pick<ActiveKey, 'id' | 'workspace'>

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

  const note: PageOrigins['note'] = ({ id, workspace }, origin, isAllowed) => {
    if (!origin || origin === 'null' || origin.length > longestOrigin) return
    const place = `${id} ${origin}`
    const before = noted.get(place)
    if (!before && noted.size >= mostNoted) return
    const refused = (before?.refused ?? 0) + (isAllowed ? 0 : 1)
    noted.set(place, { workspace, key: id, origin, isAllowed, refused, lastAt: now() })
  }

  return {
    note,
    async noteWrongKey(token, origin) {
      const key = origin && (await findAnyKey(db, token))
      if (key) note(key, origin, false)
    },
    async list(workspace) {
      await flush()
      return listPageOrigins(db, workspace)
    },
    flush,
  }
}
