/**
 * Keeps the scores that lists are ordered by. A commit marks its workspace; a moment later what changed is
 * scored in the thread, and written by the pipeline between what comes in. It rests ten times as long as it
 * worked, so that a flood of events doesn't become a flood of scores.
 */
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { RunReadiness } from './thread-jobs.ts'

/** Commits within it are one. */
const gatherMs = 2_000
/** Where nothing is heard of, another node may have written, and time passes. */
const lookEveryMs = 15 * 60_000
const restFactor = 10

export type RefresherOptions = {
  run: RunReadiness
  pipeline: Pick<Pipeline, 'onCommit' | 'keepReadiness'>
  workspaces(): Promise<string[]>
  now(): number
  /** How long the process runs, by a clock that nobody can set. */
  elapsed(): number
  /** Calls back once, after so long; returns its undo. */
  after(ms: number, run: () => void): () => void
  onError(error: unknown, workspace: string): void
}

export type Refresher = {
  /** Now; resolves when it is written. */
  refresh(workspace: string): Promise<void>
  /** With the next round. */
  mark(workspace: string): void
  stop(): Promise<void>
}

export function startRefresher(options: RefresherOptions): Refresher {
  const { run, pipeline, workspaces, now, elapsed, after, onError } = options
  const marked = new Set<string>()
  const stopping = new AbortController()
  let nextLookAt = elapsed()
  let cancel = () => {}
  let running: Promise<void> | undefined

  const refresh = async (workspace: string) => {
    for await (const said of run(workspace, { kind: 'recompute', now: now() }, stopping.signal)) {
      if (stopping.signal.aborted) return
      if (said.kind === 'scores') {
        await pipeline.keepReadiness(workspace, { scores: said.scores, reckoned: null })
      }
      if (said.kind === 'done') {
        const reckoned = JSON.stringify(said.reckoned)
        await pipeline.keepReadiness(workspace, { scores: [], reckoned })
      }
    }
  }
  const refreshMarked = async () => {
    if (elapsed() >= nextLookAt) {
      nextLookAt = elapsed() + lookEveryMs
      for (const one of await workspaces()) marked.add(one)
    }
    for (const workspace of [...marked]) {
      if (stopping.signal.aborted) return
      marked.delete(workspace)
      await refresh(workspace).catch((error: unknown) => onError(error, workspace))
    }
  }
  const wait = (ms: number) => {
    cancel = after(ms, () => {
      const startedAt = elapsed()
      running = refreshMarked()
        .catch((error: unknown) => onError(error, ''))
        .finally(() => {
          running = undefined
          if (!stopping.signal.aborted) {
            wait(Math.max(gatherMs, restFactor * (elapsed() - startedAt)))
          }
        })
    })
  }
  const mark = (workspace: string) => void marked.add(workspace)
  const forget = pipeline.onCommit(mark)
  wait(gatherMs)

  return {
    refresh,
    mark,
    stop: async () => {
      stopping.abort()
      cancel()
      forget()
      await running
    },
  }
}
