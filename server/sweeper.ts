/** Lets time pass for every workspace: a minute after minute, one workspace after the other. */
import { describeError } from './http/describe-error.ts'
import type { Logger } from './log.ts'
import type { Pipeline } from './pipeline/pipeline.ts'

const everyMs = 60_000
/** Rounds for one workspace in one minute; what is left then waits for the next. */
const mostRounds = 10

export type SweeperOptions = {
  pipeline: Pick<Pipeline, 'sweep'>
  workspaces(): Promise<string[]>
  log: Logger
  now(): number
}

export type Sweeper = { sweep(): Promise<void>; stop(): Promise<void> }

export function startSweeper({ pipeline, workspaces, log, now }: SweeperOptions): Sweeper {
  let isStopping = false
  let running: Promise<void> | undefined

  const sweepAll = async () => {
    for (const workspace of await workspaces()) {
      for (let round = 0; round < mostRounds && !isStopping; round++) {
        if ((await pipeline.sweep(workspace, now())) === 0) break
      }
    }
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
