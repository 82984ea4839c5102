/** What the main thread and the replay's worker say to each other. */
import type { StoreLocation } from '../store/location.ts'
import type { Job, Said } from './replayer.ts'

export type ThreadStart = { location: StoreLocation }

export type Call =
  | { kind: 'start'; id: number; workspace: string; job: Job }
  | { kind: 'cancel'; id: number }

export type Reply =
  | { kind: 'said'; id: number; message: Said }
  | { kind: 'ended'; id: number }
  /** A bug, with its stack for the log. */
  | { kind: 'failed'; id: number; message: string; stack: string | undefined }
