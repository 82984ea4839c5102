/** Questions that have one answer, as runs that say one thing: so they share the threads' protocol. */
import type { Store } from '../store/open.ts'
import type { Ask, Run } from './protocol.ts'

const never = new AbortController().signal

export function askOf<Question, Answer>(run: Run<Question, Answer>): Ask<Question, Answer> {
  return async (workspace, question) => {
    for await (const answer of run(workspace, question, never)) return answer
    throw new Error('It ended without an answer')
  }
}

export function runOf<Question, Answer>(ask: Ask<Question, Answer>): Run<Question, Answer> {
  return async function* (workspace, question) {
    yield await ask(workspace, question)
  }
}

/** `open` makes a connection for one look; it is closed after it. */
export function looking<Question, Answer>(
  open: (workspace: string) => Promise<Store>,
  look: (store: Store, question: Question) => Promise<Answer>,
): Ask<Question, Answer> {
  return async (workspace, question) => {
    const store = await open(workspace)
    try {
      return await look(store, question)
    } finally {
      store.close()
    }
  }
}
