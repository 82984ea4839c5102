/**
 * Whether the process lives, and whether it can do its work. Each check is one question with a time
 * to answer it; many who ask in the same second share one answer.
 */
import { statfs } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import type { Store } from '../../store/open.ts'

/** What is wrong, in words that may be shown to everybody; null for nothing. */
type Check = () => Promise<string | null>
type CheckName = 'stopping' | 'main' | 'pipeline' | 'database' | 'disk'
export type Health = { name: CheckName; fault: string | null }[]

export type Checks = {
  /** The event loops of both threads turn: where they don't, only a new start helps. */
  isAlive(): Promise<Health>
  /** What comes in can be written. Faults here may pass. */
  isReady(): Promise<Health>
  /** From now on it is not ready: whoever sends requests here shall send them elsewhere. */
  stop(): void
}

export type ChecksOptions = {
  pipeline: Pick<Pipeline, 'ping'>
  control: Store
  /** Where the databases are files; null where a server has them. */
  folder: string | null
  now(): number
  onFault(error: unknown, check: CheckName): void
  limits?: Partial<typeof defaults>
}

const defaults = {
  aliveWithinMs: 5_000,
  readyWithinMs: 2_000,
  /** Below this a commit may soon fail: SQLite needs room for its log too. */
  leastFreeBytes: 128 * 1024 * 1024,
}
const sharedMs = 1_000

export function createChecks(options: ChecksOptions): Checks {
  const { pipeline, control, folder, now, onFault } = options
  const { aliveWithinMs, readyWithinMs, leastFreeBytes } = { ...defaults, ...options.limits }
  let isStopping = false

  const main: Check = async () => {
    const askedAt = performance.now()
    await new Promise((resolve) => setImmediate(resolve))
    const ms = Math.round(performance.now() - askedAt)
    return ms > aliveWithinMs ? `A turn of the event loop took ${ms} ms` : null
  }
  const ping: Check = async () => {
    await pipeline.ping()
    return null
  }
  const database: Check = async () => {
    await control.db.run(sql`select 1 from workspaces limit 1`)
    return null
  }
  const disk: Check = async () => {
    if (folder === null) return null
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    return free < leastFreeBytes
      ? `${megabytes(free)} MB are free, ${megabytes(leastFreeBytes)} MB are needed`
      : null
  }

  const ask = async (name: CheckName, check: Check, withinMs: number) => {
    const over = new AbortController()
    const late = wait(withinMs, `No answer within ${withinMs} ms`, { signal: over.signal })
    const answer = check().catch((error: unknown) => {
      onFault(error, name)
      return 'It does not answer'
    })
    const fault = await Promise.race([answer, late.catch(() => null)])
    over.abort()
    return { name, fault }
  }
  const stopping = () => ({
    name: 'stopping' as const,
    fault: isStopping ? 'The server is being stopped' : null,
  })

  const isAlive = share(now, () =>
    Promise.all([ask('main', main, aliveWithinMs), ask('pipeline', ping, aliveWithinMs)]),
  )
  const isReady = share(now, () =>
    Promise.all([
      ask('database', database, readyWithinMs),
      ask('pipeline', ping, readyWithinMs),
      ask('disk', disk, readyWithinMs),
    ]),
  )
  return {
    isAlive,
    isReady: async () => [stopping(), ...(isStopping ? [] : await isReady())],
    stop() {
      isStopping = true
    },
  }
}

/** The same answer for all who ask within a second, unless it was a bad one. */
function share(now: () => number, look: () => Promise<Health>): () => Promise<Health> {
  let last: { health: Promise<Health>; goodAt: number } | undefined
  return () => {
    // A clock that was set back must not keep an answer for as long.
    if (last && Math.abs(now() - last.goodAt) < sharedMs) return last.health
    const looking = { health: look(), goodAt: now() }
    last = looking
    void looking.health.then((health) => {
      looking.goodAt = health.every((one) => one.fault === null) ? now() : Number.NEGATIVE_INFINITY
    })
    return looking.health
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024)
}
