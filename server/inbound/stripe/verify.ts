/**
 * Whether Stripe has sent it. `Stripe-Signature: t=<s>,v1=<hex>,…` is over `t.body` with the endpoint's
 * secret, the text `whsec_…` as it is; while a secret is rolled there are several v1.
 * https://docs.stripe.com/webhooks?verify=verify-manually
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A clock may be this far off, either way: what is signed for tomorrow could be sent again until then. */
export const toleranceMs = 5 * 60_000

export type StripeSignature = 'genuine' | 'missing' | 'wrong' | 'old' | 'early'

type Signed = { secret: string; body: Uint8Array; header: string | undefined; now: number }

export function verifyStripe({ secret, body, header, now }: Signed): StripeSignature {
  const { seconds, signatures } = partsOf(header ?? '')
  if (seconds === null || signatures.length === 0) return 'missing'
  const made = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
  const isMade = signatures.some((one) => {
    const given = Buffer.from(one, 'hex')
    return given.length === made.length && timingSafeEqual(given, made)
  })
  // Who has not signed it learns nothing of the clock.
  if (!isMade) return 'wrong'
  const off = now - Number(seconds) * 1000
  if (off > toleranceMs) return 'old'
  return off < -toleranceMs ? 'early' : 'genuine'
}

function partsOf(header: string): { seconds: string | null; signatures: string[] } {
  // As much as two secrets and their schemes need; the rest costs a hash each.
  const pairs = header.split(',', 20).map((part) => part.trim().split('=', 2))
  const of = (name: string) => pairs.flatMap(([key, value]) => (key === name && value ? value : []))
  const seconds = of('t').at(0)
  return {
    seconds: seconds !== undefined && /^\d{1,12}$/.test(seconds) ? seconds : null,
    signatures: of('v1').filter((one) => /^[0-9a-f]{64}$/i.test(one)),
  }
}
