/**
 * What happens in the workspaces that somebody watches here: what this node commits at once, what
 * other nodes commit and what is published within half a second, by looking at the database.
 */
import { idOf, type LiveMessage } from '../../shared/protocol/live.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Store } from '../store/open.ts'
import {
  type NewsPosition,
  newsNow,
  newsSince,
  revisionNow,
} from '../store/workspace/queries/news.ts'

export type Happened = {
  messages: LiveMessage[]
  /** Something that was published or set has changed. */
  isRedefined: boolean
}

export type NewsFeed = {
  /** Tells everything that happens from the moment in which it resolves; with its undo. */
  watch(workspace: string, listener: (happened: Happened) => void): Promise<() => void>
  close(): void
}

export type NewsOptions = {
  pipeline: Pick<Pipeline, 'onCommit'>
  openWorkspace(id: string): Promise<Pick<Store, 'db'>>
  /** No other node writes: then only what is published has to be looked for. */
  isAlone: boolean
  onError(error: unknown): void
  everyMs?: number
}

type Watched = {
  listeners: Set<(happened: Happened) => void>
  position: Promise<NewsPosition>
  /** What was told when it was committed here, until a look has come past it. */
  told: Set<string>
  timer: NodeJS.Timeout | undefined
}

const lookEveryMs = 500
/** Beyond that much in half a second a few things may be told twice. */
const mostTold = 20_000

export function createNewsFeed(options: NewsOptions): NewsFeed {
  const { pipeline, openWorkspace, isAlone, onError, everyMs = lookEveryMs } = options
  const watched = new Map<string, Watched>()

  const tell = (here: Watched, happened: Happened) => {
    for (const listener of [...here.listeners]) listener(happened)
  }

  const stopListening = pipeline.onCommit((workspace, messages) => {
    const here = watched.get(workspace)
    if (!here) return
    if (!isAlone) remember(here, messages)
    tell(here, { messages, isRedefined: false })
  })

  const remember = ({ told }: Watched, messages: LiveMessage[]) => {
    if (told.size > mostTold) told.clear()
    for (const message of messages) told.add(idOf(message))
  }

  /** One look; whether there is more to see at once. */
  const look = async (workspace: string, here: Watched): Promise<boolean> => {
    const before = await here.position
    const { db } = await openWorkspace(workspace)
    const { position, messages, isMore } = isAlone
      ? { position: { ...before, revision: await revisionNow(db) }, messages: [], isMore: false }
      : await newsSince(db, before)
    here.position = Promise.resolve(position)
    const news = messages.filter((message) => !here.told.delete(idOf(message)))
    const isRedefined = position.revision !== before.revision
    if (news.length > 0 || isRedefined) tell(here, { messages: news, isRedefined })
    return isMore
  }

  const goOn = (workspace: string, here: Watched, waitMs: number) => {
    here.timer = setTimeout(async () => {
      const isMore = await look(workspace, here).catch((error: unknown) => {
        onError(error)
        return false
      })
      if (watched.get(workspace) === here) goOn(workspace, here, isMore ? 0 : everyMs)
    }, waitMs)
    here.timer.unref()
  }

  const begin = (workspace: string): Watched => {
    const here: Watched = {
      listeners: new Set(),
      position: openWorkspace(workspace).then(({ db }) => newsNow(db)),
      told: new Set(),
      timer: undefined,
    }
    watched.set(workspace, here)
    here.position.then(
      () => watched.get(workspace) === here && goOn(workspace, here, everyMs),
      () => watched.get(workspace) === here && watched.delete(workspace),
    )
    return here
  }

  const end = (workspace: string, here: Watched) => {
    clearTimeout(here.timer)
    if (watched.get(workspace) === here) watched.delete(workspace)
  }

  return {
    async watch(workspace, listener) {
      const here = watched.get(workspace) ?? begin(workspace)
      here.listeners.add(listener)
      const leave = () => {
        here.listeners.delete(listener)
        if (here.listeners.size === 0) end(workspace, here)
      }
      try {
        await here.position
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
    close() {
      stopListening()
      for (const [workspace, here] of watched) end(workspace, here)
    },
  }
}
