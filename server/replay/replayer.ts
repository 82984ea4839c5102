/** Replays as the HTTP side sees them: a few at a time, each ends with one last word or when left. */
import type { ReplayMessage } from '../../shared/replay.ts'
import type { Run } from '../thread/protocol.ts'
import type { ForecastJob, ForecastMessage } from './forecast/run.ts'
import type { ReplayJob } from './run.ts'

/** A trigger over all of history, or a nudge over its last days. */
export type Job = ReplayJob | ForecastJob
export type Said = ReplayMessage | ForecastMessage

/** Runs one, here or in the thread. */
export type RunReplay = Run<Job, Said>

export type Replayer = {
  /**
   * What the replay says, to be listened to at once; it stops with the signal or its listener.
   * `undefined` where the workspace has one of its kind running, or too many run in all.
   */
  start(workspace: string, job: Job, signal: AbortSignal): AsyncIterable<Said> | undefined
  /** Ends those that run. */
  close(): void
}

/** They share one thread, and processors with those who ingest. */
const mostAtOnce = 2
/** Whoever listens so slowly, or has so long a history, makes room for others. */
const longestMs = 10 * 60_000

export type ReplayerOptions = {
  run: RunReplay
  onFault(error: unknown): void
  withinMs?: number
}

export function createReplayer({ run, onFault, withinMs = longestMs }: ReplayerOptions): Replayer {
  const running = new Map<symbol, string>()
  const closing = new AbortController()

  return {
    start(workspace, job, signal) {
      const kind = 'nudge' in job ? 'forecast' : 'replay'
      const name = `${kind} ${workspace}`
      if (running.size >= mostAtOnce || [...running.values()].includes(name)) return undefined
      const place = Symbol(name)
      running.set(place, name)
      const leave = () => running.delete(place)
      const late = AbortSignal.timeout(withinMs)
      const stop = AbortSignal.any([signal, closing.signal, late])
      // Also while nobody takes what it has said.
      stop.addEventListener('abort', leave)
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
          leave()
        }
        if (closing.signal.aborted) yield failed('unavailable', 'The server is stopping')
        else if (late.aborted)
          yield failed('unavailable', 'It took too long: choose a shorter range')
      }
    },
    close: () => closing.abort(),
  }
}

function failed(code: 'internal' | 'unavailable', message: string): ReplayMessage {
  return { type: 'failed', error: { code, message } }
}
