/**
 * `Idempotency-Key`: a write that is sent again with its key gets the answer of the first time, and is
 * done once. Events and readings are no part of it, because the message id of each item does the same
 * for each by itself; nor is a file of definitions, nor are questions, which write nothing.
 */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { identityOf } from '../../pipeline/normalise.ts'
import { ApiError, invalid } from '../answer/api-error.ts'
import { describeError } from '../answer/describe-error.ts'
import { readBytes } from '../request/body.ts'
import type { KeyEnv } from '../router.ts'
import { answersAsTheyAre, answersSealedBy, tellsSecret } from './told-once.ts'

export const idempotencyHeader = 'Idempotency-Key'
const replayedHeader = 'Idempotent-Replayed'

const writes = ['POST', 'PUT', 'DELETE']
const byMessageIds = ['/v1/events', '/v1/meters']
/** Asked by POST: under the same address a definition may be saved that is called so. */
const questions = /^\/v1\/(triggers\/replay|definitions\/plan|[a-z]+\/lint)$/
/** To take the same file once more changes nothing. */
const repeatable = ['/v1/definitions']

/** Whether an operation takes the header: what the OpenAPI document says of it too. */
export function takesKey(method: string, path: string): boolean {
  return (
    writes.includes(method.toUpperCase()) &&
    ![...byMessageIds, ...repeatable].includes(path) &&
    !(method.toUpperCase() === 'POST' && questions.test(path))
  )
}

export const idempotent = createMiddleware<KeyEnv>(async (c, next) => {
  const deps = c.get('deps')
  const workspace = c.get('workspace')
  const secretKey = c.get('key')
  c.set('identityOf', (messageId) => identityOf({ messageId }, deps.newId))
  const text = c.req.header(idempotencyHeader)
  if (text === undefined || !takesKey(c.req.method, c.req.path)) return next()
  if (!/^[\x21-\x7e]{1,255}$/.test(text)) {
    const message = '1 to 255 letters, digits and signs of ASCII, without spaces'
    throw invalid([{ path: idempotencyHeader, message }])
  }
  const key = hashOf(secretKey.id, text)
  let made = 0
  c.set('identityOf', (messageId = `key_${key}_${made++}`) => ({ messageId }))
  const held = { key, request: await hashOfRequest(c), holder: deps.newId('holder') }
  const kept = tellsSecret(c.req.method, c.req.path)
    ? answersSealedBy(deps.sealer, workspace.id, key)
    : answersAsTheyAre
  const first = await deps.pipeline.holdKey(workspace.id, { ...held, at: deps.now() })
  switch (first.kind) {
    case 'reused':
      throw new ApiError('key_reused', `This ${idempotencyHeader} came with another request before`)
    case 'busy':
      throw new ApiError('conflict', 'The same request is still at work', { retryAfterS: 1 })
    case 'answered': {
      const body = kept.open(first.answer.body)
      c.header(replayedHeader, 'true')
      c.header('Content-Type', 'application/json')
      return c.body(body, first.answer.status as ContentfulStatusCode)
    }
    case 'first':
      break
    default:
      return first satisfies never
  }
  await next()
  const { status } = c.res
  const isAnswer = status < 500 && status !== 429
  const answer = isAnswer ? { status, body: kept.close(await c.res.clone().text()) } : null
  try {
    await deps.pipeline.answerKey(workspace.id, held, answer)
  } catch (error) {
    // What was done is done: whoever asked is told so, and the key is free after its lease.
    deps.log.warn({ workspace: workspace.id, ...describeError(error) }, 'an answer was not kept')
  }
})

function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('base64url')
}

/** The body is read for it, and put back for whoever reads it next. */
async function hashOfRequest(c: Context): Promise<string> {
  const bytes = await readBytes(c)
  const headers = new Headers(c.req.raw.headers)
  headers.set('content-length', String(bytes.length))
  const { method, url } = c.req
  c.req.raw = new Request(url, { method, headers, ...(bytes.length > 0 ? { body: bytes } : {}) })
  c.req.bodyCache = {}
  const { pathname, search } = new URL(url)
  return hashOf(method, pathname, search, bytes)
}
