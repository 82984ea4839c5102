/**
 * What Stripe sends of subscriptions. It is kept before it is acknowledged; what it comes to follows at
 * once, or with the next sweep where that fails: Stripe need not send it again for that.
 */
import { Hono } from 'hono'
import type { BillingEvent } from '../../../shared/billing.ts'
import { Unreadable } from '../../inbound/message.ts'
import { readStripeEvent } from '../../inbound/stripe/read.ts'
import { type StripeSignature, verifyStripe } from '../../inbound/stripe/verify.ts'
import { ApiError } from '../api-error.ts'
import { jsonIn, readBytes } from '../body.ts'
import { describeError } from '../describe-error.ts'
import type { AppContext, AppEnv } from '../router.ts'
import { type ActiveSource, enterWithSource, tellFault } from './enter.ts'
import { openWebhookSecret } from './webhook-secret.ts'

const refusals: Readonly<Record<Exclude<StripeSignature, 'genuine'> | 'no_secret', string>> = {
  no_secret:
    'This source has no signing secret that can be read: copy it from the endpoint in Stripe into the source’s page',
  missing: 'There is no Stripe-Signature that can be read: only Stripe sends to this address',
  wrong:
    'The Stripe-Signature is not that of this source’s secret: copy the endpoint’s signing secret from Stripe again',
  old: 'It was signed more than 5 minutes ago: it was sent a second time by somebody else, or a clock is wrong',
  early: 'It is signed for a time more than 5 minutes from now: a clock is wrong, here or there',
}

export const stripe = new Hono<AppEnv>()

stripe.post('/:key', async (c) => {
  const source = await enterWithSource(c, c.req.param('key'), ['stripe'])
  const deps = c.get('deps')
  const body = await readBytes(c)
  const secret = openWebhookSecret(deps.sealer, source)
  const signed =
    secret === null
      ? 'no_secret'
      : verifyStripe({
          secret,
          body,
          header: c.req.header('stripe-signature'),
          now: deps.now(),
        })
  if (signed !== 'genuine') {
    const message = refusals[signed]
    deps.metrics.inbound.inc({ vendor: 'stripe', result: 'refused' })
    tellFault(c, source, message)
    throw new ApiError('unknown_key', message)
  }
  const event = read(c, source, jsonIn(new TextDecoder().decode(body)))
  const at = deps.now()
  const kept = await deps.pipeline.keepBilling(source.workspace, { vendor: 'stripe', event, at })
  const result = event.kind === 'nothing' ? 'ignored' : 'accepted'
  deps.metrics.inbound.inc({ vendor: 'stripe', result })
  await deps.pipeline.settleBilling(source.workspace, at).catch((error: unknown) => {
    deps.log.warn(
      { ...describeError(error), workspace: source.workspace },
      'what billing sent is kept, and is brought on by the next sweep',
    )
  })
  return c.json({ received: true, repeated: kept === 'repeated' })
})

function read(c: AppContext, source: ActiveSource, body: unknown): BillingEvent {
  try {
    return readStripeEvent(body)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    c.get('deps').metrics.inbound.inc({ vendor: 'stripe', result: 'refused' })
    // Not as it came: it tells of people.
    tellFault(c, source, error.message)
    throw new ApiError('malformed_json', error.message)
  }
}
