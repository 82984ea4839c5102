/**
 * Lets time pass for every workspace, one after the other: minute by minute what has become true,
 * hour by hour what nobody needs any more. What is removed is gone, so nothing is by a clock that has
 * just been set to another time: whoever set it wrong has a day to set it right.
 */
import { describeError } from './http/describe-error.ts'
import type { Logger } from './log.ts'
import type { Pipeline } from './pipeline/pipeline.ts'

const everyMs = 60_000
const retireEveryMs = 60 * everyMs
/** By more than this a clock is not corrected while it runs, but set. After a sleep it looks so too. */
const jumpMs = retireEveryMs
const doubtMs = 24 * retireEveryMs
/** Rounds for one workspace in one minute; what is left then waits for the next. */
const mostRounds = 10

export type SweeperOptions = {
  pipeline: Pick<Pipeline, 'sweep' | 'retire'>
  workspaces(): Promise<string[]>
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
  const sweepAll = async () => {
    await each(sweepOne)
    const offMs = now() - elapsed() - start
    if (Math.abs(offMs) > jumpMs) {
      log.warn(
        { hours: Math.round(offMs / jumpMs) },
        'the clock was set: nothing is removed for a day',
      )
      nextRetirement = elapsed() + doubtMs
    }
    start += offMs
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
