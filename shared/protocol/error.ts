/**
 * The one error envelope of every HTTP answer, and the way from a zod error to its `issues`.
 */
import { z } from 'zod'
import { limitInWords, limitKinds } from '../words/limit.ts'
import { faultInWords, limitOf, saysNeeded, unknownKeys } from './fault.ts'

// Once for all schemas: those of the routes are asked by a library that takes no words along.
z.config({ customError: faultInWords })

/** The published union of error codes. Clients switch on these, never on messages. */
export const errorCodes = [
  'malformed_json',
  'invalid',
  'too_large',
  'unknown_key',
  'origin_not_allowed',
  /** The workspace asks for an identity token; none came, one that is over, one that is no good. */
  'token_missing',
  'token_expired',
  'token_invalid',
  'unauthenticated',
  /** In the console: the workspace asks its members for a second factor, and this one has none. */
  'second_factor_needed',
  'forbidden',
  'not_found',
  'conflict',
  'key_reused',
  'erased',
  'rate_limited',
  'unavailable',
  'internal',
] as const

export const errorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCode>

/** One fault at one place. `path` is dotted (`when.all.0.gte`), empty for the whole body. */
export const issue = z.object({
  path: z.string(),
  message: z.string(),
  /** Of a number that is too large or too small: how large it may be. */
  limit: z.object({ kind: z.enum(limitKinds), value: z.number() }).optional(),
  /** Of a file that was sent: the line of the fault, from 1. */
  line: z.number().optional(),
})
export type Issue = z.infer<typeof issue>

export const errorEnvelope = z.object({
  error: z.object({ code: errorCode, message: z.string(), issues: z.array(issue).optional() }),
})
export type ErrorEnvelope = z.infer<typeof errorEnvelope>

type ZodIssue = z.core.$ZodIssue

/**
 * Flattens a zod error. A union that no branch of fits is reported as the branch the author most
 * likely meant (fewest faults at its root): that none fits names no fault.
 */
export function issuesOf(error: z.ZodError): Issue[] {
  const issues = error.issues.flatMap((one) => flatten(one, []))
  const first = issues.slice(0, mostIssues).map((one) => ({
    ...one,
    path: clip(one.path),
    message: clip(one.message),
  }))
  const more = issues.length - first.length
  return more > 0 ? [...first, { path: '', message: `And ${more} more` }] : first
}

/** What is told of a fault is kept small, however large the request that has it. */
const mostIssues = 50
const mostText = 300

function clip(text: string): string {
  return text.length > mostText ? `${text.slice(0, mostText)}…` : text
}

function flatten(one: ZodIssue, prefix: PropertyKey[]): Issue[] {
  const path = [...prefix, ...one.path]
  if (one.code === 'unrecognized_keys') {
    return one.keys.map((key) => ({
      path: dotted([...path, key]),
      message: unknownKeys([key]),
    }))
  }
  if (one.code !== 'invalid_union' || one.errors.length === 0) return [told(one, path)]
  const ranked = one.errors
    .map((branch) => ({ branch, faults: rootFaults(branch) }))
    .sort((a, b) => a.faults - b.faults)
  const [best, next] = ranked
  if (!best) return [{ path: dotted(path), message: one.message }]
  if (next && best.faults === next.faults && best.faults > 0) {
    return [{ path: dotted(path), message: ambiguous(one.errors, one.message) }]
  }
  return best.branch.flatMap((inner) => flatten(inner, path))
}

/** Faults at the root of a union branch: each unknown key and each missing one counts. */
function rootFaults(branch: readonly ZodIssue[]): number {
  return branch.reduce((sum, one) => {
    if (one.code === 'unrecognized_keys') return sum + (one.path.length === 0 ? one.keys.length : 0)
    if (one.path.length === 0) return sum + 2
    return sum + (one.path.length === 1 && isMissing(one) ? 1 : 0)
  }, 0)
}

/** Several branches fit equally badly: name the keys that would choose one. */
function ambiguous(branches: readonly (readonly ZodIssue[])[], fallback: string): string {
  const expected = new Set<string>()
  const unknown = new Set<string>()
  for (const one of branches.flat()) {
    if (one.path.length === 1 && isMissing(one)) expected.add(String(one.path[0]))
    if (one.code === 'unrecognized_keys') for (const key of one.keys) unknown.add(key)
  }
  for (const key of expected) unknown.delete(key)
  if (expected.size === 0) return fallback
  const found = unknown.size > 0 ? `${unknownKeys([...unknown])}: one` : 'One'
  return `${found} of ${list(expected)} is needed`
}

/** What a schema says in its own words may be about more than the bound. */
function told(one: ZodIssue, path: PropertyKey[]): Issue {
  const { message } = one
  const limit = limitOf(one)
  const isOfLimit = limit !== undefined && message === limitInWords(limit)
  return { path: dotted(path), message, ...(isOfLimit ? { limit } : {}) }
}

const isMissing = ({ message }: ZodIssue) => saysNeeded(message)

const list = (names: Iterable<string>) => [...names].map((name) => `"${name}"`).join(', ')

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}
