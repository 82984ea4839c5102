/** What the main thread and the thread of a job say to each other. */
import type { Job } from './job.ts'

export type ThreadStart = { job: Job }

/** `more`: the next lines are wanted. `stop`: nobody wants them any more. */
export type Ask = 'more' | 'stop'

export type Reply =
  | { kind: 'lines'; lines: string[] }
  | { kind: 'end' }
  /** `refused`: its message is for the operator. Anything else is a fault, with its stack. */
  | { kind: 'failed'; refused: boolean; message: string; stack: string | undefined }
