/** Words that every route of the OpenAPI document shares. */
import type { z } from '@hono/zod-openapi'
import { type ErrorCode, errorEnvelope } from '../../shared/protocol/error.ts'
import { statuses } from './answer/api-error.ts'

const envelope = errorEnvelope.meta({ id: 'Error' })

const jsonOf = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } })

export const bodyOf = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: jsonOf(schema),
})

const meanings: Record<ErrorCode, string> = {
  malformed_json: 'The body cannot be read',
  invalid: 'The request does not fit its schema; `issues` says where',
  too_large: 'More than is taken in one request',
  unknown_key: 'No such key',
  origin_not_allowed: 'The page is not on the list of this key',
  unauthenticated: 'No session',
  second_factor_needed: 'The workspace asks its members for a second factor',
  token_missing: 'The workspace asks for an identity token: identify with one',
  token_expired: 'The identity token is over: identify with a new one',
  token_invalid: 'The identity token is no good, or is for somebody else; the message says why',
  forbidden: 'The key or the person may not do this',
  not_found: 'There is no such thing',
  conflict: 'It is there already, has changed meanwhile, or is still being done',
  key_reused: 'This `Idempotency-Key` came with another request before',
  erased: 'They were erased, and nothing is taken in about them until that is lifted',
  rate_limited: 'Too many requests with this key or from this address; see `Retry-After`',
  unavailable:
    'Too much is waiting, or the database does not answer. It is not known to be written: send it again, with the same message ids; see `Retry-After`',
  internal: 'A fault of the server',
}

/** What may be wrong with any body. */
export const bodyErrors = ['malformed_json', 'invalid', 'too_large'] as const

/** What may be wrong with who a page says it is for. */
export const pageErrors = [
  'unknown_key',
  'origin_not_allowed',
  'token_missing',
  'token_expired',
  'token_invalid',
] as const

/** An answer that comes as one JSON object a line. */
export function lines<S extends z.ZodType>(schema: S, ...codes: ErrorCode[]) {
  const answer = { description: 'One a line', content: { 'application/x-ndjson': { schema } } }
  return { ...answers(200, schema, ...codes), 200: answer }
}

const done = { 200: 'Done', 201: 'Created', 202: 'Begun' } as const

type Answer = {
  description: string
  content: { 'application/json': { schema: typeof envelope } }
  headers?: typeof retryAfter
}

const retryAfter = {
  'Retry-After': {
    description: 'Seconds after which the same request may be sent again',
    required: true,
    schema: { type: 'integer' as const, minimum: 1 },
  },
}
/** With these answers goes when to come again. */
const forNow: readonly number[] = [statuses.rate_limited, statuses.unavailable]

/** What errors mean, by status; those that any route may give among them. */
export function errorsBy(codes: readonly ErrorCode[]): Map<number, string> {
  const errors = new Map<number, string>()
  for (const code of new Set([...codes, 'rate_limited', 'unavailable', 'internal'] as const)) {
    const one = statuses[code]
    const description = `\`${code}\`: ${meanings[code]}`
    const before = errors.get(one)
    errors.set(one, before ? `${before}. ${description}` : description)
  }
  return errors
}

/** The answer of a route, and the errors that it may give beside the ones that any may. */
export function answers<Status extends 200 | 201 | 202, S extends z.ZodType>(
  status: Status,
  schema: S,
  ...codes: ErrorCode[]
) {
  const errors: Record<number, Answer> = {}
  for (const [one, description] of errorsBy(codes)) {
    const headers = forNow.includes(one) ? { headers: retryAfter } : {}
    errors[one] = { description, content: jsonOf(envelope), ...headers }
  }
  const answer = { description: done[status], content: jsonOf(schema) }
  return { [status]: answer, ...errors } as { [K in Status]: typeof answer }
}
