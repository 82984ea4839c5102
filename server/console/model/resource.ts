/** Something that is asked for, kept, and shown from memory while it is asked for again. */
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Answer, Failure } from '../api.ts'

export type Resource<T> = {
  /** The newest answer; undefined before the first. */
  data: ReadonlySignal<T | undefined>
  /** Why the last attempt failed; undefined when it didn't. */
  failure: ReadonlySignal<Failure | undefined>
  /** Asks, unless an answer younger than `freshMs` is there or on its way. */
  load(freshMs?: number): Promise<void>
  set(value: T): void
}

export function createResource<T>(ask: () => Promise<Answer<T>>, now = () => Date.now()) {
  const data = signal<T | undefined>(undefined)
  const failure = signal<Failure | undefined>(undefined)
  let askedAt = Number.NEGATIVE_INFINITY
  let changes = 0
  const resource: Resource<T> = {
    data,
    failure,
    async load(freshMs = 0) {
      if (now() - askedAt < freshMs) return
      askedAt = now()
      const before = ++changes
      const answer = await ask()
      // Something newer came in between: an answer to another question, or a change made here.
      if (before !== changes) return
      if (answer.kind === 'ok') {
        data.value = answer.value
        failure.value = undefined
      } else {
        failure.value = answer.failure
        askedAt = Number.NEGATIVE_INFINITY
      }
    },
    set(value) {
      changes++
      data.value = value
    },
  }
  return resource
}

/** One resource for each key, made when it is first asked for. */
export function createResources<T>(ask: (key: string) => Promise<Answer<T>>) {
  const all = new Map<string, Resource<T>>()
  return (key: string): Resource<T> => {
    const known = all.get(key)
    if (known) return known
    const made = createResource(() => ask(key))
    all.set(key, made)
    return made
  }
}
