/** What the main thread and the results' worker say to each other. */
import type { Results } from '../../shared/results.ts'
import type { StoreLocation } from '../store/location.ts'
import type { Question } from './read.ts'

export type ThreadStart = { location: StoreLocation }

export type Call = { id: number; workspace: string; question: Question }

export type Reply =
  | { kind: 'read'; id: number; results: Results | undefined }
  /** A bug, with its stack for the log. */
  | { kind: 'failed'; id: number; message: string; stack: string | undefined }
