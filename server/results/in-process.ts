/** Results in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import { readResults } from './read.ts'
import type { ReadResults } from './reader.ts'

/** `open` makes a connection for one look; it is closed after it. */
export function resultsHere(open: (workspace: string) => Promise<Store>): ReadResults {
  return async (workspace, question) => {
    const store = await open(workspace)
    try {
      return await readResults(store.client, question)
    } finally {
      store.close()
    }
  }
}
