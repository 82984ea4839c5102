/** A user asks those who may buy for an offer. */
import { dayMs } from '../value/duration.ts'

/** How long a request waits for an answer. */
export const requestOpenMs = 30 * dayMs
