/** PostHog's capture API, as its libraries for servers and browsers call it. */
import type { Handler, Hono } from 'hono'
import { readPostHog } from '../../inbound/posthog.ts'
import type { AppEnv } from '../router.ts'
import { answerAs } from './answer-as.ts'
import { keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { readPayload } from './payload.ts'
import { takeIn } from './take-in.ts'

export const asPostHog = answerAs(({ status, message }) => ({
  status,
  body: {
    type: status === 401 ? 'authentication_error' : 'validation_error',
    code: status === 401 ? 'invalid_api_key' : 'refused',
    detail: message,
  },
}))

export function addPostHog(router: Hono<AppEnv>, paths: readonly string[]): Hono<AppEnv> {
  addDoor(router, { paths, refuse: asPostHog }, takeEvents)
  return router
}

const takeEvents: Handler<AppEnv> = async (c) => {
  const body = await readPayload(c)
  const source = await enterWithSource(c, keyIn(body), ['posthog'])
  await takeIn(c, source, () => readPostHog(body))
  return c.json({ status: 1 })
}
