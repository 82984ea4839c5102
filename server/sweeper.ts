/**
 * Lets time pass for every workspace, one after the other: minute by minute what has become true,
 * hour by hour what nobody needs any more. What is removed is gone, so nothing is by a clock that has
 * just been set to another time, nor by one that is far ahead at the start: whoever set it wrong has a
 * day to set it right.
 */
import { describeError } from './http/answer/describe-error.ts'
import type { Logger } from './log.ts'
import type { Pipeline } from './pipeline/pipeline.ts'

const everyMs = 60_000
const retireEveryMs = 60 * everyMs
/** By more than this a clock is not corrected while it runs, but set. After a sleep it looks so too. */
const jumpMs = retireEveryMs
const doubtMs = 24 * retireEveryMs
/** A workspace may be silent for so long, or Brim be stopped, and its clock is believed at the start. */
const silentMs = 7 * doubtMs
/** Rounds for one workspace in one minute; what is left then waits for the next. */
const mostRounds = 10

export type SweeperOptions = {
  pipeline: Pick<Pipeline, 'sweep' | 'retire'>
  workspaces(): Promise<string[]>
  /** When something had come last before a time; `undefined` for never. */
  lastArrival(workspace: string, before: number): Promise<number | undefined>
  /** Removes from the control database what has run out. */
  retireControl(at: number): Promise<void>
  log: Logger
  now(): number
  /** How long the process runs, by a clock that nobody can set. */
  elapsed(): number
}

export type Sweeper = { sweep(): Promise<void>; stop(): Promise<void> }

export function startSweeper(options: SweeperOptions): Sweeper {
  const { pipeline, workspaces, log, now, elapsed } = options
  let isStopping = false
  let running: Promise<void> | undefined
  let nextRetirement = Number.NEGATIVE_INFINITY
  let isClockKnown = false
  let start = now() - elapsed()

  /** One after the other; what fails in one workspace keeps none of the others waiting. */
  const each = async (run: (workspace: string) => Promise<void>) => {
    for (const workspace of await workspaces()) {
      if (isStopping) return
      await run(workspace).catch((error: unknown) =>
        log.warn({ ...describeError(error), workspace }, 'the sweep goes on in a minute'),
      )
    }
  }
  const sweepOne = async (workspace: string) => {
    for (let round = 0; round < mostRounds && !isStopping; round++) {
      if ((await pipeline.sweep(workspace, now())) === 0) break
    }
  }
  const retireOne = async (workspace: string) => {
    await pipeline.retire(workspace, now())
  }
  const doubt = (details: object, message: string) => {
    log.warn(details, message)
    isClockKnown = true
    nextRetirement = elapsed() + doubtMs
  }
  /**
   * Asked once, before anything is removed. What came within a day tells nothing: it may carry the time
   * of the same wrong clock.
   */
  const lookAtClock = async () => {
    const dayAgo = now() - doubtMs
    let last: number | undefined
    await each(async (workspace) => {
      if (last !== undefined && last >= dayAgo - silentMs) return
      const at = await options.lastArrival(workspace, dayAgo)
      isClockKnown = true
      if (at !== undefined) last = Math.max(last ?? at, at)
    })
    if (last === undefined || last >= dayAgo - silentMs) return
    doubt(
      { hours: Math.round((now() - last) / retireEveryMs) },
      'the clock may be ahead: nothing is removed for a day',
    )
  }
  const sweepAll = async () => {
    await each(sweepOne)
    const offMs = now() - elapsed() - start
    if (Math.abs(offMs) > jumpMs) {
      doubt(
        { hours: Math.round(offMs / jumpMs) },
        'the clock was set: nothing is removed for a day',
      )
    }
    start += offMs
    if (!isClockKnown) await lookAtClock()
    if (elapsed() < nextRetirement) return
    nextRetirement = elapsed() + retireEveryMs
    await each(retireOne)
    await options.retireControl(now())
  }
  const sweep = () => {
    running ??= sweepAll()
      .catch((error: unknown) => log.warn(describeError(error), 'the sweep goes on in a minute'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const timer = setInterval(() => void sweep(), everyMs)

  return {
    sweep,
    stop: async () => {
      isStopping = true
      clearInterval(timer)
      await running
    },
  }
}
