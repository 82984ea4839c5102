/** Amplitude's HTTP API v2 and its batches. Its clients read the code in the body, not the status. */
import type { Handler, Hono } from 'hono'
import { readAmplitude } from '../../inbound/amplitude.ts'
import type { AppEnv } from '../router.ts'
import { answerAs } from './answer-as.ts'
import { keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { readPayload } from './payload.ts'
import { takeIn } from './take-in.ts'

/** A client gives up at once on a key that is told to be wrong in these words, and only then. */
const asAmplitude = answerAs(({ status, message }) => {
  const code = status === 401 ? 400 : status
  const error = status === 401 ? `Invalid API key: ${message}` : message
  return { status: code, body: { code, error } }
})

export function addAmplitude(router: Hono<AppEnv>, paths: readonly string[]): Hono<AppEnv> {
  addDoor(router, { paths, refuse: asAmplitude }, takeEvents)
  return router
}

const takeEvents: Handler<AppEnv> = async (c) => {
  const body = await readPayload(c)
  const source = await enterWithSource(c, keyIn(body), ['amplitude'])
  const taken = await takeIn(c, source, () => readAmplitude(body))
  return c.json({
    code: 200,
    events_ingested: taken,
    payload_size_bytes: Number(c.req.header('content-length') ?? 0),
    server_upload_time: c.get('deps').now(),
  })
}
