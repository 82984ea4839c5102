/**
 * What billing sends of subscriptions, by webhook. It is kept before it is acknowledged; what it comes to
 * follows at once, or with the next sweep where that fails: nobody need send it again for that.
 */
import { Hono } from 'hono'
import { type BillingVendor, vendorNames } from '../../../shared/event/source.ts'
import type { ErrorCode } from '../../../shared/protocol/error.ts'
import type { BillingReading } from '../../inbound/billing/reading.ts'
import { type Signature, type Signed, toleranceMs } from '../../inbound/billing/signed.ts'
import { Unreadable } from '../../inbound/message.ts'
import { readPaddleEvent } from '../../inbound/paddle/read.ts'
import { verifyPaddle } from '../../inbound/paddle/verify.ts'
import { readStripeEvent } from '../../inbound/stripe/read.ts'
import { verifyStripe } from '../../inbound/stripe/verify.ts'
import { ApiError } from '../answer/api-error.ts'
import { describeError } from '../answer/describe-error.ts'
import { jsonIn, readBytes } from '../request/body.ts'
import type { AppContext, AppEnv } from '../router.ts'
import { type ActiveSource, enterWithSource, tellFault } from './enter.ts'
import { outOfTime } from './out-of-time.ts'
import { openWebhookSecret } from './webhook-secret.ts'

type Webhook = {
  header: string
  /** Where it signs and what with, as the vendor calls it. */
  endpoint: string
  secret: string
  verify(signed: Signed): Signature
  /** Throws `Unreadable`. */
  read(body: unknown): BillingReading
}

const webhooks = {
  stripe: {
    header: 'Stripe-Signature',
    endpoint: 'the endpoint',
    secret: 'signing secret',
    verify: verifyStripe,
    read: readStripeEvent,
  },
  paddle: {
    header: 'Paddle-Signature',
    endpoint: 'the notification destination',
    secret: 'secret key',
    verify: verifyPaddle,
    read: readPaddleEvent,
  },
} as const satisfies Record<BillingVendor, Webhook>

export function billingWebhook(vendor: BillingVendor): Hono<AppEnv> {
  const webhook: Webhook = webhooks[vendor]
  const route = new Hono<AppEnv>()
  route.post('/:key', async (c) => {
    const source = await enterWithSource(c, c.req.param('key'), [vendor])
    const { pipeline, metrics, log, now } = c.get('deps')
    const body = await readBytes(c)
    const at = now()
    admit(c, source, webhook, { vendor, body, at })
    const { event, email } = read(c, source, webhook, { vendor, body, at })
    const kept = await pipeline.keepBilling(source.workspace, { vendor, event, email, at })
    metrics.inbound.inc({ vendor, result: event.kind === 'nothing' ? 'ignored' : 'accepted' })
    await pipeline.settleBilling(source.workspace, at).catch((error: unknown) => {
      log.warn(
        { ...describeError(error), workspace: source.workspace },
        'what billing sent is kept, and is brought on by the next sweep',
      )
    })
    return c.json({ received: true, repeated: kept === 'repeated' })
  })
  return route
}

type Sent = { vendor: BillingVendor; body: Uint8Array; at: number }

/** Lets in what is signed, just now, for this very source. */
function admit(c: AppContext, source: ActiveSource, webhook: Webhook, sent: Sent): void {
  const secret = openWebhookSecret(c.get('deps').sealer, source)
  const header = c.req.header(webhook.header)
  const signature =
    secret === null
      ? 'no_secret'
      : webhook.verify({ secret, body: sent.body, header, now: sent.at })
  if (signature === 'genuine') return
  throw refusal(
    c,
    source,
    sent,
    'unknown_key',
    refusals[signature](vendorNames[sent.vendor], webhook),
  )
}

type Words = (vendor: string, webhook: Pick<Webhook, 'header' | 'endpoint' | 'secret'>) => string

const refusals: Readonly<Record<Exclude<Signature, 'genuine'> | 'no_secret', Words>> = {
  no_secret: (vendor, { endpoint, secret }) =>
    `This source has no ${secret} that can be read: copy it from ${endpoint} in ${vendor} into the source’s page`,
  missing: (vendor, { header }) =>
    `There is no ${header} that can be read: only ${vendor} sends to this address`,
  wrong: (vendor, { header, endpoint, secret }) =>
    `The ${header} is not that of this source’s secret: copy the ${secret} of ${endpoint} from ${vendor} again`,
  old: () => outOfTime.old,
  early: () => outOfTime.early,
}

function read(c: AppContext, source: ActiveSource, webhook: Webhook, sent: Sent): BillingReading {
  try {
    const reading = webhook.read(jsonIn(new TextDecoder().decode(sent.body)))
    // All that follows would be older than it.
    if (reading.event.at > sent.at + toleranceMs) {
      throw new Unreadable('', 'It tells of something more than 5 minutes from now')
    }
    return reading
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw refusal(c, source, sent, 'malformed_json', error.message)
  }
}

/** Shown with the source; not as it came: it tells of people. */
function refusal(
  c: AppContext,
  source: ActiveSource,
  { vendor }: Sent,
  code: ErrorCode,
  message: string,
): ApiError {
  c.get('deps').metrics.inbound.inc({ vendor, result: 'refused' })
  tellFault(c, source, message)
  return new ApiError(code, message)
}
