/** Starts the threads that write; without any one of them the process is of no use, and ends. */
import type { Env } from '../env.ts'
import { describeError } from '../http/answer/describe-error.ts'
import type { Logger } from '../log.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import { createPool } from '../pipeline/thread/pool.ts'
import { startPipelineThread } from '../pipeline/thread/threaded.ts'
import type { ClockLag } from '../store/server-clock.ts'

export function startPipeline(env: Env, lag: ClockLag, log: Logger): Pipeline {
  const mostOpen = Math.ceil(env.openWorkspaces / env.pipelineThreads)
  const onDeath = (error: Error) => {
    log.error(describeError(error), 'the pipeline has died')
    process.exit(1)
  }
  const start = () => startPipelineThread({ location: env.store, mostOpen, lag, onDeath })
  return createPool(start, env.pipelineThreads)
}
