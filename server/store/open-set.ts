/**
 * What is opened by its id when it is first needed, and closed again when nobody has needed it for a
 * while or too many others are open: so a process with ten thousand databases has as many files open
 * as it works on. What is in use is never closed.
 */
import { collect } from './collect.ts'

export type OpenSet<T> = {
  /** Runs with the opened one, which stays open until `run` is over. */
  use<R>(id: string, run: (opened: T) => Promise<R>): Promise<R>
  /** The same without being a use: who only looks whether there is something to do keeps nothing open. */
  look<R>(id: string, run: (opened: T) => Promise<R>): Promise<R>
  /** Closes what has not been used for a while; by itself twice a minute. */
  tidy(): Promise<void>
  /** Lets what is in use be finished, then closes everything, for good. */
  close(): Promise<void>
}

export type OpenSetOptions<T> = {
  open(id: string): Promise<T>
  /** Only when nobody uses it; it is opened anew only after this. */
  close(opened: T, id: string): Promise<void> | void
  /** So many stay open. More are only while more are in use at the same moment. */
  most: number
  now(): number
}

/** Without a use for this long it is closed. */
export const idleMs = 5 * 60_000
const tidyEveryMs = 30_000
/** Closed ones whose files may wait for their collection, which takes some ten milliseconds. */
const mostUncollected = 100

type Held<T> = {
  opening: Promise<T>
  users: number
  /** Epoch ms; before all time where it was only looked at. */
  usedAt: number
  whenUnused: (() => void) | undefined
}

export function createOpenSet<T>({ open, close, most, now }: OpenSetOptions<T>): OpenSet<T> {
  const held = new Map<string, Held<T>>()
  const closings = new Map<string, Promise<void>>()
  let isClosed = false
  let uncollected = 0

  const openAnew = async (id: string) => {
    await closings.get(id)
    return open(id)
  }

  const hold = (id: string): Held<T> => {
    const known = held.get(id)
    if (known) return known
    if (isClosed) throw new Error('It is closed for good')
    const one: Held<T> = {
      opening: openAnew(id),
      users: 0,
      usedAt: Number.NEGATIVE_INFINITY,
      whenUnused: undefined,
    }
    held.set(id, one)
    // What could not be opened is tried again with the next call.
    one.opening.catch(() => held.delete(id))
    return one
  }

  const run = async <R>(one: Held<T>, work: (opened: T) => Promise<R>): Promise<R> => {
    one.users++
    try {
      return await work(await one.opening)
    } finally {
      one.users--
      if (one.users === 0) one.whenUnused?.()
      if (held.size > most) shutOldest()
    }
  }

  const shut = (id: string, one: Held<T>): Promise<void> => {
    held.delete(id)
    const closing = one.opening
      .then((opened) => close(opened, id))
      .finally(() => {
        closings.delete(id)
        countClosed()
      })
    closings.set(id, closing)
    // It is gone either way; who waits for it is `tidy` or `close`.
    closing.catch(() => {})
    return closing
  }

  const countClosed = () => {
    if (++uncollected !== mostUncollected) return
    setImmediate(() => {
      uncollected = 0
      collect()
    })
  }

  const shutOldest = () => {
    let oldest: [string, Held<T>] | undefined
    for (const entry of held) {
      if (
        entry[1].users === 0 &&
        entry[1].usedAt < (oldest?.[1].usedAt ?? Number.POSITIVE_INFINITY)
      )
        oldest = entry
    }
    if (oldest) void shut(...oldest)
  }

  const unused = (one: Held<T>) =>
    new Promise<void>((resolve) => {
      one.whenUnused = resolve
    })

  const tidy = async () => {
    const before = now() - idleMs
    const idle = [...held].filter(([, one]) => one.users === 0 && one.usedAt <= before)
    await Promise.all(idle.map((entry) => shut(...entry)))
  }
  const timer = setInterval(() => void tidy().catch(() => {}), tidyEveryMs)
  timer.unref()

  return {
    use: async (id, work) => {
      const one = hold(id)
      one.usedAt = now()
      return run(one, work)
    },
    look: async (id, work) => run(hold(id), work),
    tidy,
    close: async () => {
      isClosed = true
      clearInterval(timer)
      for (const [id, one] of held) {
        while (one.users > 0) await unused(one)
        if (held.get(id) === one) await shut(id, one)
      }
      await Promise.all(closings.values())
    },
  }
}
