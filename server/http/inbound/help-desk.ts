/**
 * What Intercom and Zendesk send of who asks for help. What counts is committed when it is answered, or
 * kept until somebody says whose it is; of what was written the topic stays, and nothing else.
 */
import { Hono } from 'hono'
import { type Vendor, vendorNames } from '../../../shared/event/source.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import type { Incoming } from '../../inbound/message.ts'
import { intercomTime, readIntercom } from '../../inbound/support/intercom.ts'
import {
  type HelpDeskSignature,
  toleranceMs,
  verifyIntercom,
  verifyZendesk,
} from '../../inbound/support/verify.ts'
import { readZendesk } from '../../inbound/support/zendesk.ts'
import { ApiError } from '../answer/api-error.ts'
import { jsonIn, readBytes } from '../request/body.ts'
import type { AppContext, AppEnv } from '../router.ts'
import { type ActiveSource, enterWithSource, tellFault } from './enter.ts'
import { outOfTime } from './out-of-time.ts'
import { takeIn } from './take-in.ts'
import { openWebhookSecret } from './webhook-secret.ts'

type HelpDesk = {
  vendor: Extract<Vendor, 'intercom' | 'zendesk'>
  /** Which of its secrets it signs with, and where that is found. */
  secret: string
  /** The header that carries the signature. */
  header: string
  verify(secret: string, body: Uint8Array, c: AppContext): HelpDeskSignature
  /** When it was sent, where only what is signed tells it; null where the signature does, or nothing. */
  timeOf(body: unknown): number | null
  read(body: unknown): Incoming[]
}

/** So long a repeated one is recognised by its id at least; what is older could be told twice. */
const oldestMs = dayMs

export const intercom = doorOf({
  vendor: 'intercom',
  secret: 'the client secret of the app, in Intercom’s Developer Hub under Basic information,',
  header: 'x-hub-signature',
  verify: (secret, body, c) =>
    verifyIntercom(secret, { body, signature: c.req.header('x-hub-signature') }),
  timeOf: intercomTime,
  read: readIntercom,
})

export const zendesk = doorOf({
  vendor: 'zendesk',
  secret: 'the signing secret, in Zendesk on the page of the webhook,',
  header: 'x-zendesk-webhook-signature',
  verify: (secret, body, c) =>
    verifyZendesk(secret, {
      body,
      signature: c.req.header('x-zendesk-webhook-signature'),
      timestamp: c.req.header('x-zendesk-webhook-signature-timestamp'),
      now: c.get('deps').now(),
    }),
  timeOf: () => null,
  read: readZendesk,
})

function doorOf(desk: HelpDesk): Hono<AppEnv> {
  const { vendor } = desk
  const enter = (c: AppContext) => enterWithSource(c, c.req.param('key'), [vendor])
  return (
    new Hono<AppEnv>()
      // Whether there is anybody here is asked, by HEAD, when the address is saved.
      .get('/:key', async (c) => {
        await enter(c)
        return c.json({ source: vendor })
      })
      .post('/:key', async (c) => {
        const source = await enter(c)
        const bytes = await readBytes(c)
        const fault = faultOf(desk, source, bytes, c)
        if (fault !== null) refuse(c, source, fault)
        const body = bodyIn(c, source, bytes)
        const late = lateness(desk, body, c.get('deps').now())
        if (late !== null) refuse(c, source, late)
        const taken = await takeIn(c, source, () => desk.read(body))
        return c.json({ received: taken })
      })
  )
}

/** Nothing is kept of what was not let in: it tells of people, or is of who knows whom. */
function refuse(c: AppContext, source: ActiveSource, message: string): never {
  tell(c, source, message)
  throw new ApiError('unknown_key', message)
}

function tell(c: AppContext, source: ActiveSource, message: string): void {
  const { vendor } = source.source
  c.get('deps').metrics.inbound.inc({ vendor, result: 'refused' })
  tellFault(c, source, message)
}

function bodyIn(c: AppContext, source: ActiveSource, bytes: Uint8Array): unknown {
  try {
    return jsonIn(new TextDecoder().decode(bytes))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const message = `${error.message}: in the body of a trigger each placeholder stands between quotes`
    tell(c, source, message)
    throw new ApiError('malformed_json', message)
  }
}

function faultOf(
  desk: HelpDesk,
  source: ActiveSource,
  bytes: Uint8Array,
  c: AppContext,
): string | null {
  const secret = openWebhookSecret(c.get('deps').sealer, source)
  if (secret === null) {
    return `This source has no secret that can be read: copy ${desk.secret} into the source’s page`
  }
  const signed = desk.verify(secret, bytes, c)
  switch (signed) {
    case 'genuine':
      return null
    case 'missing':
      return unsigned(desk, c)
    case 'wrong':
      return `The ${desk.header} is not that of this source’s secret: copy ${desk.secret} again`
    case 'trial':
      return 'It is Zendesk’s test from before the webhook was saved, signed with a secret that everybody knows: save the webhook, copy its own secret into the source’s page and test again'
    case 'old':
    case 'early':
      return outOfTime[signed]
    default:
      return signed satisfies never
  }
}

const signatures: Readonly<Record<string, string>> = {
  'x-hub-signature': vendorNames.intercom,
  'x-zendesk-webhook-signature': vendorNames.zendesk,
  'stripe-signature': vendorNames.stripe,
  'paddle-signature': vendorNames.paddle,
  'x-signature': vendorNames.segment,
}

/** Whose webhook it is instead, where its headers tell. */
function unsigned({ vendor, header }: HelpDesk, c: AppContext): string {
  const other = Object.keys(signatures).find((one) => one !== header && c.req.header(one))
  return other
    ? `It comes from ${signatures[other]}, and this is the address of ${vendorNames[vendor]}: give it the address of a source of its own`
    : `There is no ${header} that can be read: only ${vendorNames[vendor]} sends to this address`
}

function lateness({ timeOf }: HelpDesk, body: unknown, now: number): string | null {
  const at = timeOf(body)
  if (at === null) return null
  if (now - at > oldestMs) {
    return 'It was first sent more than a day ago: it may have been told already, and nobody could tell'
  }
  return now - at < -toleranceMs
    ? 'It says that it was sent more than 5 minutes from now: a clock is wrong, here or there'
    : null
}
