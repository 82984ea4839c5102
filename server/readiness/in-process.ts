/** Readiness in this thread: the worker's heart, and what tests use. */
import type { Client } from '@libsql/client'
import type { Store } from '../store/open.ts'
import { explain } from './explain.ts'
import { learn } from './learn.ts'
import { recompute } from './recompute.ts'
import type { Job, RunReadiness, Said } from './thread-jobs.ts'

/** `open` makes a connection for one job; it is closed after it. */
export function readinessHere(open: (workspace: string) => Promise<Store>): RunReadiness {
  return async function* (workspace, job, signal) {
    const store = await open(workspace)
    try {
      for await (const said of carryOut(store.client, job)) {
        if (signal.aborted) return
        yield said
      }
    } finally {
      store.close()
    }
  }
}

async function* carryOut(client: Client, job: Job): AsyncGenerator<Said> {
  switch (job.kind) {
    case 'recompute':
      return yield* recompute(client, job.now)
    case 'explain':
      return yield {
        kind: 'explained',
        readiness: await explain(client, job.accounts, job.now),
      }
    case 'learn':
      return yield { kind: 'learning', learning: await learn(client, job) }
    default:
      return job satisfies never
  }
}
