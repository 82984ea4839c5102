/** What an answer means for a delivery: whoever sends says so, and knows no schedule and no outbox. */
import { type Answer, NotPublic } from './call.ts'

export type Verdict = {
  /** Null where there was no answer. */
  status: number | null
  answer: string | null
  /** Null where it was taken. */
  error: string | null
  meaning:
    | 'delivered'
    /** The destination can’t do it now. */
    | 'fault'
    /** It does its work, and asks for time. */
    | 'throttled'
    /** It will never take this message, and may take the next. */
    | 'refused'
    /** It wants nothing any more. */
    | 'gone'
  retryAfter?: string | undefined
  /** What is to be known of it though it was taken. */
  note?: string
}

/** Of its answer, no more is kept. */
const answerLength = 1024

/** `error`: absent where it was taken. */
export function verdict(
  answer: Answer,
  meaning: Verdict['meaning'],
  error: string | null = meaning === 'delivered' ? null : `Answered ${answer.status}`,
): Verdict {
  const { status, retryAfter, body } = answer
  return { status, answer: clip(body), error, meaning, retryAfter }
}

/** What most have in common: 2xx is a yes, and some statuses say that it is no fault of the message. */
export function judge(answer: Answer): Verdict {
  const { status } = answer
  if (status >= 200 && status < 300) return verdict(answer, 'delivered')
  if (status === 429) return verdict(answer, 'throttled', 'Asks for time (429)')
  if (status === 401 || status === 403) {
    return verdict(answer, 'fault', `Refuses the credentials (${status})`)
  }
  // A redirect is not followed: it may lead anywhere.
  if (status >= 500 || status === 408 || status < 400) return verdict(answer, 'fault')
  return verdict(answer, 'refused')
}

/** No answer came. */
export function unreached(error: unknown): Verdict {
  const message = error instanceof Error ? error.message : String(error)
  const meaning = error instanceof NotPublic ? 'refused' : 'fault'
  return { status: null, answer: null, error: message || 'No connection', meaning }
}

/** What can’t be sent as things stand: the set-up lacks something. */
export function unset(error: string): Verdict {
  return { status: null, answer: null, error, meaning: 'fault' }
}

/** What this destination can’t take, whatever is set up: a message that is about nobody. */
export function unsendable(error: string): Verdict {
  return { status: null, answer: null, error, meaning: 'refused' }
}

function clip(text: string): string | null {
  const plain = text.replaceAll('\u0000', '').trim()
  return plain === '' ? null : plain.slice(0, answerLength)
}
