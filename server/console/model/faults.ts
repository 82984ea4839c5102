/**
 * What is wrong with what is being edited. Nothing is said while somebody types; once a save was
 * refused, what is wrong is known as it is at the moment, until one succeeds.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { z } from 'zod'
import { type Issue, issuesOf } from '../../../shared/protocol/error.ts'
import { sameBody } from './editor/draft.ts'
import { normalIssues, uniqueIssues } from './editor/issues.ts'

/** What a schema has against a value, in plain words. */
export function faultsBy(schema: z.ZodType, value: unknown): Issue[] {
  const read = schema.safeParse(value)
  return read.success ? [] : normalIssues(issuesOf(read.error))
}

/** What was said of a field holds for as long as the field is what it was. */
export function stillSaid(issues: readonly Issue[], of: unknown, now: unknown): Issue[] {
  return issues.filter(({ path }) => sameBody(valueAt(of, path), valueAt(now, path)))
}

function valueAt(body: unknown, path: string): unknown {
  if (path === '') return body
  return path
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | null)?.[part], body)
}

/** `check`: what is known to be wrong without asking the server. */
export function createFaults<T>(
  draft: ReadonlySignal<T | undefined>,
  check: (draft: T) => Issue[],
) {
  const isRefused = signal(false)
  const told = signal<{ of: T; issues: readonly Issue[] } | null>(null)
  const issues = computed<Issue[]>(() => {
    const now = draft.value
    if (!isRefused.value || now === undefined) return []
    const said = told.value ? stillSaid(told.value.issues, told.value.of, now) : []
    return uniqueIssues([...check(now), ...said])
  })
  return {
    issues,
    /** What is known to be refused need not be sent; it is summed up from now on. */
    refuses(sent: T): boolean {
      told.value = null
      isRefused.value = check(sent).length > 0
      return isRefused.value
    },
    /** The server has refused it. */
    tell(of: T, found: readonly Issue[]) {
      told.value = { of, issues: normalIssues(found) }
      isRefused.value = true
    },
    forget() {
      told.value = null
      isRefused.value = false
    },
  }
}
export type Faults = ReturnType<typeof createFaults>
