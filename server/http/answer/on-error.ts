/** The one place where an error becomes an answer. What it doesn't know stays inside. */
import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ErrorCode } from '../../../shared/protocol/error.ts'
import { PipelineLate } from '../../overload/late.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { isPassing } from '../../store/fault.ts'
import { SchemaNewer } from '../../store/migrate.ts'
import { NamespaceMissing } from '../../store/namespaces.ts'
import { isServerAway } from '../../store/server-fetch.ts'
import type { AppEnv } from '../router.ts'
import type { FaultLog } from '../watch/fault-log.ts'
import { ApiError, envelope, statuses } from './api-error.ts'
import { describeError } from './describe-error.ts'

const codesOfStatus: Partial<Record<number, ErrorCode>> = {
  400: 'malformed_json',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'invalid',
}

export const createOnError =
  (tellFault: FaultLog): ErrorHandler<AppEnv> =>
  (error, c) => {
    if (error instanceof ApiError) {
      if (error.retryAfterS !== undefined) c.header('Retry-After', String(error.retryAfterS))
      return c.json(envelope(error.code, error.message, error.issues), statuses[error.code])
    }
    if (isUnavailable(error) || isServerAway(error) || isPassing(error)) {
      tellFault(error, 'requests are asked to come again')
      c.header('Retry-After', '1')
      return c.json(envelope('unavailable', 'It is not known to be written: send it again'), 503)
    }
    if (error instanceof NamespaceMissing || error instanceof SchemaNewer) {
      c.get('deps').log.error(describeError(error), 'a workspace cannot be opened')
      c.header('Retry-After', '30')
      const message =
        error instanceof NamespaceMissing
          ? 'This workspace has no database yet: the log says what is missing'
          : 'A newer Brim has changed this workspace: this one cannot serve it'
      return c.json(envelope('unavailable', message), 503)
    }
    if (error instanceof PipelineLate) {
      tellFault(error, 'requests are asked to come again')
      c.header('Retry-After', '5')
      return c.json(envelope('unavailable', error.message), 503)
    }
    if (error instanceof HTTPException) {
      const code = codesOfStatus[error.status]
      if (code) return c.json(envelope(code, error.message || 'Refused'), statuses[code])
    }
    c.get('deps').log.error(
      { requestId: c.get('requestId'), route: c.req.routePath, ...describeError(error) },
      'a request failed',
    )
    return c.json(envelope('internal', `Something went wrong here (${c.get('requestId')})`), 500)
  }

/** By name too: what comes from the pipeline's thread has been cloned and lost its class. */
function isUnavailable(error: Error): boolean {
  return error instanceof PipelineUnavailable || error.name === 'PipelineUnavailable'
}

export const onNotFound: NotFoundHandler<AppEnv> = (c) =>
  c.json(envelope('not_found', 'There is nothing here'), 404)
