/** Replays as the HTTP side sees them: a few at a time, each ends with one last word or when left. */
import type { DryRunMessage } from '../../shared/play/dry-run.ts'
import type { ReplayMessage } from '../../shared/replay/replay.ts'
import type { Run } from '../thread/protocol.ts'
import type { ForecastJob, ForecastMessage } from './forecast/run.ts'
import type { DryRunJob } from './play/run.ts'
import type { ReplayJob } from './run.ts'

/** Says nothing: what a replay needs that no draft changes is opened before it comes. */
export type WarmJob = { warm: true }
/** A trigger over all of history, or a nudge or a play over its last days. */
export type AskedJob = ReplayJob | ForecastJob | DryRunJob
export type Job = AskedJob | WarmJob
export type Said = ReplayMessage | ForecastMessage | DryRunMessage

/** Runs one, here or in the thread. */
export type RunReplay = Run<Job, Said>

export type Replayer = {
  /**
   * What the replay says, to be listened to at once; it stops with the signal or its listener.
   * `undefined` where the workspace has one of its kind running, or too many run in all. `by`: somebody
   * who looks on while they turn a threshold. Their newer question takes the place of their older one,
   * which nobody waits for any more.
   */
  start(
    workspace: string,
    job: AskedJob,
    signal: AbortSignal,
    by?: string,
  ): AsyncIterable<Said> | undefined
  /** Somebody will ask soon: their first replay waits for no thread to start. */
  warm(workspace: string): void
  /** Resolves when one of those that run has ended, or with the signal. */
  freed(signal: AbortSignal): Promise<void>
  /** Ends those that run. */
  close(): void
}

/** They share one thread, and processors with those who ingest. */
const mostAtOnce = 2
/** Whoever listens so slowly, or has so long a history, makes room for others. */
const longestMs = 10 * 60_000

type Running = { name: string; by: string | undefined; followed: AbortController }

export type ReplayerOptions = {
  run: RunReplay
  onFault(error: unknown): void
  withinMs?: number
}

export function createReplayer({ run, onFault, withinMs = longestMs }: ReplayerOptions): Replayer {
  const running = new Map<symbol, Running>()
  const closing = new AbortController()
  const waiting = new Set<() => void>()
  const leave = (place: symbol) => {
    if (!running.delete(place)) return
    for (const go of waiting) go()
  }

  return {
    start(workspace, job, signal, by) {
      const kind = 'nudge' in job ? 'forecast' : 'play' in job ? 'dry run' : 'replay'
      const name = `${kind} ${workspace}`
      for (const one of running.values()) {
        if (one.name === name && by !== undefined && one.by === by) one.followed.abort()
      }
      const isTaken = [...running.values()].some((one) => one.name === name)
      if (running.size >= mostAtOnce || isTaken) return undefined
      const place = Symbol(name)
      const followed = new AbortController()
      running.set(place, { name, by, followed })
      const late = AbortSignal.timeout(withinMs)
      const stop = AbortSignal.any([signal, closing.signal, late, followed.signal])
      // Also while nobody takes what it has said.
      stop.addEventListener('abort', () => leave(place))
      return listen(run(workspace, job, stop), stop)

      async function* listen(messages: AsyncIterable<Said>, stop: AbortSignal) {
        try {
          for await (const message of messages) {
            if (stop.aborted) break
            yield message
          }
        } catch (error) {
          if (!stop.aborted) {
            onFault(error)
            yield failed('internal', 'Something went wrong here')
          }
        } finally {
          leave(place)
        }
        if (closing.signal.aborted) yield failed('unavailable', 'The server is stopping')
        else if (followed.signal.aborted)
          yield failed('rate_limited', 'Another replay of yours took its place')
        else if (late.aborted)
          yield failed('unavailable', 'It took too long: choose a shorter range')
      }
    },
    warm(workspace) {
      const warming = async () => {
        for await (const _ of run(workspace, { warm: true }, closing.signal));
      }
      void warming().catch((error) => closing.signal.aborted || onFault(error))
    },
    freed: (signal) =>
      new Promise((resolve) => {
        const go = () => {
          waiting.delete(go)
          signal.removeEventListener('abort', go)
          resolve()
        }
        if (signal.aborted) return resolve()
        waiting.add(go)
        signal.addEventListener('abort', go)
      }),
    close: () => closing.abort(),
  }
}

function failed(code: 'internal' | 'rate_limited' | 'unavailable', message: string): ReplayMessage {
  return { type: 'failed', error: { code, message } }
}
