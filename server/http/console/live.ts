/** The console's live stream: what was just committed, to everyone who watches the workspace. */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { LiveMessage } from '../../../shared/live.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { listEvents } from '../../store/workspace/queries/events.ts'
import { readTimeline, timeOf } from '../../store/workspace/queries/timeline.ts'
import type { MemberEnv, Workspace } from '../router.ts'

type Watcher = { messages(messages: LiveMessage[]): void; end(): void }

export type Live = {
  /** Returns its undo. */
  watch(workspace: string, watcher: Watcher): () => void
  /** Ends every stream, so that the server can stop. */
  close(): void
}

export function createLive(pipeline: Pick<Pipeline, 'onCommit'>): Live {
  const watchers = new Map<string, Set<Watcher>>()
  const stop = pipeline.onCommit((workspace, messages) => {
    for (const watcher of watchers.get(workspace) ?? []) watcher.messages(messages)
  })
  return {
    watch(workspace, watcher) {
      const here = watchers.get(workspace) ?? new Set()
      watchers.set(workspace, here.add(watcher))
      return () => {
        here.delete(watcher)
        if (here.size === 0) watchers.delete(workspace)
      }
    },
    close() {
      stop()
      for (const here of watchers.values()) for (const watcher of [...here]) watcher.end()
    },
  }
}

/** A reader that falls this far behind is cut off; it comes back and asks for what it missed. */
const mostWaiting = 2_000
const heartbeatMs = 15_000
const mostBacklog = 200

export function streamLive(c: Context<MemberEnv>) {
  const { deps, workspace } = c.var
  // Proxies that buffer would hold the stream back.
  c.header('X-Accel-Buffering', 'no')
  const lastSeq = Number(c.req.header('last-event-id') ?? Number.NaN)
  const backlog = Math.min(Number(c.req.query('backlog') ?? 50) || 0, mostBacklog)
  return streamSSE(c, async (stream) => {
    const waiting: LiveMessage[] = []
    let wake = () => {}
    let isOpen = true
    const end = () => {
      isOpen = false
      wake()
    }
    const stop = deps.live.watch(workspace.id, {
      end,
      messages(messages) {
        waiting.push(...messages)
        if (waiting.length > mostWaiting) end()
        wake()
      },
    })
    stream.onAbort(end)
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
    try {
      await stream.write('retry: 1000\n\n')
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
    }
  })
}

/** What was missed since the last id or, without one, what came last; oldest first. */
async function readBacklog(
  { db }: Workspace,
  { lastSeq, backlog }: { lastSeq: number; backlog: number },
): Promise<LiveMessage[]> {
  if (Number.isInteger(lastSeq)) {
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

function idOf(message: LiveMessage): string {
  switch (message.type) {
    case 'event':
      return `event ${message.event.seq}`
    case 'signal':
      return `signal ${message.signal.id}`
    case 'decision':
      return `decision ${message.decision.id}`
    default:
      return message satisfies never
  }
}

function send(stream: SSEStreamingApi, message: LiveMessage): Promise<void> {
  return stream.writeSSE({
    data: JSON.stringify(message),
    ...(message.type === 'event' ? { id: String(message.event.seq) } : {}),
  })
}
