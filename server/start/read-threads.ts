/** The threads that read for long, each on its own: who looks at accounts does not wait for who counts. */

import type { Results } from '../../shared/results/results.ts'
import type { Rank } from '../ranking/in-process.ts'
import type {
  Job as ReadinessJob,
  RunReadiness,
  Said as SaidOfReadiness,
} from '../readiness/thread-jobs.ts'
import type { Job, RunReplay, Said } from '../replay/replayer.ts'
import type { Question } from '../results/read.ts'
import type { ReadResults } from '../results/reader.ts'
import type { StoreLocation } from '../store/location.ts'
import type { RankedQuery, Ranking } from '../store/workspace/queries/ranked-accounts.ts'
import { askOf } from '../thread/ask.ts'
import { startReadThread } from '../thread/start.ts'

export type ReadThreads = {
  replay: RunReplay
  results: ReadResults
  rank: Rank
  readiness: RunReadiness
  close(): Promise<void>
}

export function startReadThreads(location: StoreLocation): ReadThreads {
  const replays = startReadThread<Job, Said>({
    file: new URL('./replay-worker.mjs', import.meta.url),
    of: 'replays',
    location,
  })
  const results = startReadThread<Question, Results | undefined>({
    file: new URL('./results-worker.mjs', import.meta.url),
    of: 'results',
    location,
  })
  const ranking = startReadThread<RankedQuery, Ranking>({
    file: new URL('./ranking-worker.mjs', import.meta.url),
    of: 'rankings',
    location,
  })
  const readiness = startReadThread<ReadinessJob, SaidOfReadiness>({
    file: new URL('./readiness-worker.mjs', import.meta.url),
    of: 'readiness',
    location,
  })
  return {
    replay: replays.run,
    results: askOf(results.run),
    rank: askOf(ranking.run),
    readiness: readiness.run,
    async close() {
      await Promise.all([replays, results, ranking, readiness].map((one) => one.close()))
    },
  }
}
