/**
 * The console's live stream: what was just committed, here or on another node, to everyone who
 * watches the workspace.
 */
import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { idOf, type LiveMessage } from '../../../shared/protocol/live.ts'
import type { NewsFeed } from '../../live/news.ts'
import { mayEnter } from '../../store/control/people.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { readTimeline, timeOf } from '../../store/workspace/queries/timeline.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { streamEvents } from '../answer/stream-events.ts'
import type { MemberEnv, Workspace } from '../router.ts'
import { limitOf } from './limit.ts'

type Watcher = { messages(messages: LiveMessage[]): void; end(): void }

export type Live = {
  /** Returns its undo. */
  watch(workspace: string, watcher: Watcher): Promise<() => void>
  /** Counts one more stream of a person and returns its undo; `undefined` where there are too many. */
  enter(person: string): (() => void) | undefined
  /** How many streams are open. */
  open(): number
  /** Ends every stream, so that the server can stop. */
  close(): void
}

export function createLive(news: NewsFeed): Live {
  const watchers = new Set<Watcher>()
  const streams = new Map<string, number>()
  return {
    async watch(workspace, watcher) {
      const stop = await news.watch(workspace, ({ messages }) => watcher.messages(messages))
      watchers.add(watcher)
      return () => {
        stop()
        watchers.delete(watcher)
      }
    },
    enter(person) {
      const open = streams.get(person) ?? 0
      if (open >= mostStreams) return undefined
      streams.set(person, open + 1)
      return () => {
        const left = (streams.get(person) ?? 1) - 1
        if (left > 0) streams.set(person, left)
        else streams.delete(person)
      }
    },
    open() {
      return [...streams.values()].reduce((sum, open) => sum + open, 0)
    },
    close() {
      for (const watcher of [...watchers]) watcher.end()
    },
  }
}

/**
 * A reader that falls this far behind, or has not read one heartbeat when the next is due, is cut
 * off; it comes back and asks for what it missed.
 */
const mostWaiting = 2_000
/** Open streams of one person: more tabs than anybody looks at. */
const mostStreams = 20
const heartbeatMs = 15_000
const mostBacklog = 200

export function streamLive(c: Context<MemberEnv>) {
  const deps = c.get('deps')
  const workspace = c.get('workspace')
  const person = c.get('person')
  const lastSeq = Number(c.req.header('last-event-id') ?? Number.NaN)
  const backlog = parse(limitOf(50, mostBacklog, 0), c.req.query('backlog'))
  const leave = deps.live.enter(person.id)
  if (!leave) {
    throw new ApiError('rate_limited', `At most ${mostStreams} live streams at once`, {
      retryAfterS: 30,
    })
  }
  return streamEvents(c, async (stream) => {
    const waiting: LiveMessage[] = []
    let wake = () => {}
    let isOpen = true
    const end = () => {
      isOpen = false
      wake()
    }
    /** Whoever doesn't read would never let the stream end. */
    const cutOff = () => {
      waiting.length = 0
      end()
      stream.abort()
    }
    const hear = (messages: LiveMessage[]) => {
      if (!isOpen || messages.length === 0) return
      waiting.push(...messages)
      wake()
      if (waiting.length > mostWaiting) cutOff()
    }
    stream.onAbort(end)
    let isRead = true
    const heartbeat = setInterval(async () => {
      if (!isRead) return cutOff()
      isRead = false
      void stream.write(': still here\n\n').then(() => {
        isRead = true
      })
      // Whoever has signed out, or is no member any more, hears nothing more.
      if (!(await isStillMember(c).catch(() => false))) end()
    }, heartbeatMs)
    let stop = () => {}
    try {
      await stream.write('retry: 1000\n\n')
      stop = await deps.live.watch(workspace.id, { end, messages: hear })
      const before = await readBacklog(workspace, { lastSeq, backlog })
      const sent = new Set(before.map(idOf))
      for (const message of before) await send(stream, message)
      while (isOpen) {
        const batch = waiting.splice(0).filter((message) => !sent.has(idOf(message)))
        for (const message of batch) await send(stream, message)
        if (waiting.length > 0 || !isOpen) continue
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      clearInterval(heartbeat)
      stop()
      leave()
    }
  })
}

async function isStillMember(c: Context<MemberEnv>): Promise<boolean> {
  const deps = c.get('deps')
  const person = c.get('person')
  const workspace = c.get('workspace')
  const { headers } = c.req.raw
  const session = await deps.auth.getSession({ headers, query: { disableRefresh: true } })
  return session !== null && (await mayEnter(deps.control.db, person.id, workspace.id))
}

/** What was missed since the last id or, without one, what came last; oldest first. */
async function readBacklog(
  { db }: Workspace,
  { lastSeq, backlog }: { lastSeq: number; backlog: number },
): Promise<LiveMessage[]> {
  if (Number.isSafeInteger(lastSeq)) {
    const [last] = await listEvents(db, { before: lastSeq + 1, limit: 1 })
    const { items } = await readTimeline(db, { limit: mostBacklog })
    return items
      .filter((one) => (one.type === 'event' ? one.event.seq > lastSeq : !isBefore(one, last)))
      .reverse()
  }
  if (backlog === 0) return []
  const { items } = await readTimeline(db, { limit: backlog })
  return items.reverse()
}

/** Signals and decisions have no place in the log, so those of the same moment come once more. */
function isBefore(message: LiveMessage, last: { receivedAt: number } | undefined): boolean {
  return last !== undefined && timeOf(message) < last.receivedAt
}

function send(stream: SSEStreamingApi, message: LiveMessage): Promise<void> {
  return stream.writeSSE({
    data: JSON.stringify(message),
    ...(message.type === 'event' ? { id: String(message.event.seq) } : {}),
  })
}
