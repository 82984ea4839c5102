/**
 * Whether billing has sent it, and just now: a header names the second and has, in hex, the HMAC-SHA256
 * of the second, a sign between and the body. While a secret is rolled there are several.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A clock may be this far off, either way: what is signed for tomorrow could be sent again until then. */
export const toleranceMs = 5 * 60_000

export type Signature = 'genuine' | 'missing' | 'wrong' | 'old' | 'early'

export type Signed = { secret: string; body: Uint8Array; header: string | undefined; now: number }

/** How a vendor writes it: `t=1,v1=…` is `{ time: 't', hash: 'v1', between: ',', join: '.' }`. */
export type SignatureForm = { time: string; hash: string; between: string; join: string }

export function verifySigned(
  { secret, body, header, now }: Signed,
  form: SignatureForm,
): Signature {
  const { seconds, signatures } = partsOf(header ?? '', form)
  if (seconds === null || signatures.length === 0) return 'missing'
  const made = createHmac('sha256', secret).update(`${seconds}${form.join}`).update(body).digest()
  const isMade = signatures.some((one) => timingSafeEqual(Buffer.from(one, 'hex'), made))
  // Who has not signed it learns nothing of the clock.
  if (!isMade) return 'wrong'
  const off = now - Number(seconds) * 1000
  if (off > toleranceMs) return 'old'
  return off < -toleranceMs ? 'early' : 'genuine'
}

function partsOf(header: string, { time, hash, between }: SignatureForm) {
  // As much as two secrets and their schemes need; the rest costs a comparison each.
  const pairs = header.split(between, 20).map((part) => part.trim().split('=', 2))
  const of = (name: string) => pairs.flatMap(([key, value]) => (key === name && value ? value : []))
  const seconds = of(time).at(0)
  return {
    seconds: seconds !== undefined && /^\d{1,12}$/.test(seconds) ? seconds : null,
    signatures: of(hash).filter((one) => /^[0-9a-f]{64}$/i.test(one)),
  }
}
