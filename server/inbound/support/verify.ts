/** Whether a help desk has sent it, by the secret that it made for its webhook. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A clock may be this far off, either way. */
export const toleranceMs = 5 * 60_000

/** `trial`: signed by a secret that everybody knows. */
export type HelpDeskSignature = 'genuine' | 'missing' | 'wrong' | 'trial' | 'old' | 'early'

/**
 * `X-Hub-Signature: sha1=<hex>` is over the body, with the client secret of the app. It tells no time:
 * what is sent again is known by its id.
 * https://developers.intercom.com/docs/webhooks/webhook-notifications
 */
export function verifyIntercom(
  secret: string,
  { body, signature }: { body: Uint8Array; signature: string | undefined },
): HelpDeskSignature {
  const [, hex] = /^sha1=([0-9a-f]{40})$/i.exec(signature?.trim() ?? '') ?? []
  if (hex === undefined) return 'missing'
  const made = createHmac('sha1', secret).update(body).digest()
  return timingSafeEqual(made, Buffer.from(hex, 'hex')) ? 'genuine' : 'wrong'
}

type Stamped = {
  body: Uint8Array
  signature: string | undefined
  /** ISO 8601, as it was signed. */
  timestamp: string | undefined
  now: number
}

/** What "Test webhook" signs with before the webhook is saved; it stands in the documentation. */
const trialSecret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=='

/**
 * `X-Zendesk-Webhook-Signature`, in base64, is over `X-Zendesk-Webhook-Signature-Timestamp` and the body
 * after it. https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function verifyZendesk(
  secret: string,
  { body, signature, timestamp, now }: Stamped,
): HelpDeskSignature {
  const at = timestamp === undefined ? Number.NaN : Date.parse(timestamp)
  if (signature === undefined || timestamp === undefined || Number.isNaN(at)) return 'missing'
  const given = Buffer.from(signature.trim(), 'base64')
  const isOf = (one: string) => {
    const made = createHmac('sha256', one).update(timestamp).update(body).digest()
    return made.length === given.length && timingSafeEqual(made, given)
  }
  // Who has not signed it learns nothing of the clock.
  if (!isOf(secret)) return isOf(trialSecret) ? 'trial' : 'wrong'
  if (now - at > toleranceMs) return 'old'
  return now - at < -toleranceMs ? 'early' : 'genuine'
}
