/** How a route says no: `throw new ApiError('not_found', 'No such account')`. */
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import {
  type ErrorCode,
  type ErrorEnvelope,
  type Issue,
  issuesOf,
} from '../../../shared/protocol/error.ts'
import type { Done } from '../../pipeline/work.ts'

export const statuses = {
  malformed_json: 400,
  invalid: 400,
  unknown_key: 401,
  unauthenticated: 401,
  token_missing: 401,
  token_expired: 401,
  token_invalid: 401,
  origin_not_allowed: 403,
  forbidden: 403,
  second_factor_needed: 403,
  not_found: 404,
  conflict: 409,
  erased: 410,
  too_large: 413,
  key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>

export class ApiError extends HTTPException {
  override name = 'ApiError'
  readonly code: ErrorCode
  readonly issues: Issue[] | undefined
  readonly retryAfterS: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { issues?: Issue[] | undefined; retryAfterS?: number } = {},
  ) {
    super(statuses[code], { message })
    this.code = code
    this.issues = more.issues
    this.retryAfterS = more.retryAfterS
  }
}

export function envelope(code: ErrorCode, message: string, issues?: Issue[]): ErrorEnvelope {
  return { error: { code, message, ...(issues ? { issues } : {}) } }
}

/** A fault of the request's form, by the names of what is wrong with it. */
export function invalid(issues: Issue[], message = 'The request is not valid'): ApiError {
  const [first] = issues
  const detail = first ? `: ${first.path ? `${first.path}: ` : ''}${first.message}` : ''
  return new ApiError('invalid', `${message}${detail}`, { issues })
}

/** What the pipeline said of the one thing that was sent; `undefined` where it landed. */
export function faultOf({ refused }: Pick<Done, 'refused'>): ApiError | undefined {
  const [first] = refused
  if (!first) return undefined
  const [issue] = first.issues
  return first.isErased && issue ? new ApiError('erased', issue.message) : invalid(first.issues)
}

/** What a schema makes of a value; its faults are the caller's. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(issuesOf(result.error))
  return result.data
}
