/** Results in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import { looking } from '../thread/ask.ts'
import { readResults } from './read.ts'
import type { ReadResults } from './reader.ts'

export function resultsHere(open: (workspace: string) => Promise<Store>): ReadResults {
  return looking(open, ({ client }, question) => readResults(client, question))
}
