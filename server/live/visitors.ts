/**
 * Who has a page open and listens. Whenever something elsewhere may have changed what they would
 * see, it is decided anew for them; what comes at once is one question, and they are told only what
 * differs from what they were told before.
 */
import type { OpenResponse } from '../../shared/protocol/api.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Visitor } from '../pipeline/work.ts'
import type { Happened, NewsFeed } from './news.ts'

export type Listener = {
  workspace: string
  visitor: Visitor
  tell(armed: OpenResponse): void
  /** Their stream has to end, because the server does. */
  end(): void
}

export type Visitors = {
  /** Tells what is armed now, and from then on whatever changes; with its undo. */
  join(listener: Listener): Promise<() => void>
  /** Counts one more stream and returns its undo; `undefined` where there are too many. */
  enter(workspace: string, user: string): (() => void) | undefined
  /** How many listen. */
  open(): number
  close(): void
}

export type VisitorsOptions = {
  news: NewsFeed
  ask(workspace: string, visitor: Visitor): Promise<OpenResponse>
  onError(error: unknown): void
  /** What comes within this long is one question. */
  gatherMs?: number
}

type Present = Listener & { told: string; isAsking: boolean; isDue: boolean }

const gatherForMs = 200
/** After a question that found the database away. */
const againAfterMs = 1_000
/** Questions of one workspace at once, when something concerns everybody. */
const mostAtOnce = 100
export const mostStreams = { ofWorkspace: 5_000, ofUser: 20 } as const

export function createVisitors(options: VisitorsOptions): Visitors {
  const { news, ask, onError, gatherMs = gatherForMs } = options
  const present = new Set<Present>()
  const streams = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()

  const askFor = async (one: Present) => {
    one.isDue = false
    one.isAsking = true
    try {
      const answer = await ask(one.workspace, one.visitor)
      const { armed, placements } = answer
      const text = JSON.stringify([armed, placements])
      if (text !== one.told && present.has(one)) {
        one.told = text
        one.tell(answer)
      }
    } catch (error) {
      onError(error)
      later(againAfterMs, [one])
    } finally {
      one.isAsking = false
    }
  }

  /** Those whose turn has come; who is being asked for is asked for once more afterwards. */
  const askDue = async (due: Present[]) => {
    const left = [...due]
    const next = async (): Promise<void> => {
      for (let one = left.pop(); one; one = left.pop()) {
        if (!present.has(one) || !one.isDue) continue
        if (one.isAsking) later(gatherMs, [one])
        else await askFor(one)
      }
    }
    await Promise.all(Array.from({ length: mostAtOnce }, next))
  }

  const later = (waitMs: number, concerned: Present[]) => {
    for (const one of concerned) one.isDue = true
    const timer = setTimeout(() => {
      timers.delete(timer)
      void askDue(concerned)
    }, waitMs)
    timer.unref()
    timers.add(timer)
  }

  const hear = (one: Present, { messages, isRedefined }: Happened) => {
    if (one.isDue) return
    if (isRedefined || messages.some((message) => concerns(one.visitor, message))) {
      later(gatherMs, [one])
    }
  }

  const count = (name: string, most: number): (() => void) | undefined => {
    const open = streams.get(name) ?? 0
    if (open >= most) return undefined
    streams.set(name, open + 1)
    return () => {
      const left = (streams.get(name) ?? 1) - 1
      if (left > 0) streams.set(name, left)
      else streams.delete(name)
    }
  }

  return {
    async join(listener) {
      const one: Present = { ...listener, told: '', isAsking: false, isDue: false }
      const stop = await news.watch(one.workspace, (happened) => hear(one, happened))
      present.add(one)
      void askFor(one)
      return () => {
        stop()
        present.delete(one)
      }
    },
    enter(workspace, user) {
      const leaveWorkspace = count(workspace, mostStreams.ofWorkspace)
      const leaveUser = count(`${workspace} ${user}`, mostStreams.ofUser)
      if (leaveWorkspace && leaveUser) {
        return () => {
          leaveWorkspace()
          leaveUser()
        }
      }
      leaveWorkspace?.()
      leaveUser?.()
      return undefined
    },
    open: () => present.size,
    close() {
      for (const timer of timers) clearTimeout(timer)
      for (const one of [...present]) one.end()
    },
  }
}

/** Whether it may have changed what they would see. What was only decided has changed nothing. */
export function concerns({ account, user }: Visitor, message: LiveMessage): boolean {
  switch (message.type) {
    case 'event':
      return message.event.account === account || message.event.user === user
    case 'signal':
      return message.signal.account === account
    case 'decision':
      return false
    default:
      return message satisfies never
  }
}
