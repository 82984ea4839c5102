/** Those who ask share one thread: so that they do not wait for ever, few of them are let in. */
import type { Ask } from './protocol.ts'

const mostAtOnce = 20

/** `busy` where too many wait already. */
export function bound<Question, Answer>(
  ask: Ask<Question, Answer>,
): Ask<Question, Answer | 'busy'> {
  let waiting = 0
  return async (workspace, question) => {
    if (waiting >= mostAtOnce) return 'busy'
    waiting++
    try {
      return await ask(workspace, question)
    } finally {
      waiting--
    }
  }
}
