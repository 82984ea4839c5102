/**
 * Segment as a source of what all its own sources send: its webhook, a destination there, signs each
 * body with a secret that is only here and in its settings.
 */
import { Hono } from 'hono'
import { readSegmentDelivery } from '../../inbound/segment.ts'
import { signedBy } from '../../inbound/signature.ts'
import { ApiError } from '../answer/api-error.ts'
import { jsonIn } from '../request/body.ts'
import type { AppEnv } from '../router.ts'
import { enterWithSource, tellFault } from './enter.ts'
import { readUnpacked } from './payload.ts'
import { takeIn } from './take-in.ts'
import { openWebhookSecret } from './webhook-secret.ts'

const refusals = {
  unreadable:
    'The secret of this source was sealed under another BRIM_SECRET: make the source anew',
  none: 'The X-Signature is not that of this source’s secret: copy it into the settings of the webhook in Segment again',
  first_only:
    'Segment has signed the first message of several only, and nothing vouches for the others: turn batching off in the settings of the webhook in Segment',
} as const

export const segmentWebhook = new Hono<AppEnv>()

segmentWebhook.post('/segment/:key', async (c) => {
  const source = await enterWithSource(c, c.req.param('key'), ['segment_webhook'])
  const text = await readUnpacked(c)
  const secret = openWebhookSecret(c.get('deps').sealer, source)
  const signed =
    secret === null ? 'unreadable' : signedBy(secret, text, c.req.header('x-signature'))
  if (signed !== 'whole') {
    const message = refusals[signed]
    tellFault(c, source, message)
    throw new ApiError('unknown_key', message)
  }
  const body = jsonIn(text)
  await takeIn(c, source, () => readSegmentDelivery(body))
  return c.json({ success: true })
})
