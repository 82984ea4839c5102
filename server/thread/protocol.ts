/** What the main thread and a thread that reads say to each other. */
import type { StoreLocation } from '../store/location.ts'

/** Says what it finds as it finds it; stops soon after the signal. */
export type Run<Job, Said> = (
  workspace: string,
  job: Job,
  signal: AbortSignal,
) => AsyncIterable<Said>

/** A question that has one answer, here or in a thread. */
export type Ask<Question, Answer> = (workspace: string, question: Question) => Promise<Answer>

export type ThreadStart = { location: StoreLocation }

export type Call<Job> =
  | { kind: 'start'; id: number; workspace: string; job: Job }
  | { kind: 'cancel'; id: number }
  /** No job comes after it: those that run are cancelled, and then the thread ends by itself. */
  | { kind: 'end' }

export type Reply<Said> =
  | { kind: 'said'; id: number; message: Said }
  | { kind: 'ended'; id: number }
  /** A bug, with its stack for the log. */
  | { kind: 'failed'; id: number; message: string; stack: string | undefined }
