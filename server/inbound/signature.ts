/**
 * Whether what Segment's webhook sent is Segment's: `X-Signature` is the HMAC-SHA1, in hex, of the
 * body. https://segment.com/docs/connections/destinations/catalog/actions-webhook/
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** `first_only`: it signs the first message of several, and says nothing of the others. */
export type Signed = 'whole' | 'first_only' | 'none'

export function signedBy(secret: string, body: string, signature: string | undefined): Signed {
  if (signature === undefined) return 'none'
  const given = Buffer.from(signature.trim().toLowerCase())
  const isOf = (text: string) => {
    const made = Buffer.from(createHmac('sha1', secret).update(text).digest('hex'))
    return made.length === given.length && timingSafeEqual(made, given)
  }
  if (isOf(body)) return 'whole'
  const [first, ...others] = listIn(body)
  if (first === undefined || !isOf(JSON.stringify(first))) return 'none'
  return others.length === 0 ? 'whole' : 'first_only'
}

function listIn(body: string): unknown[] {
  try {
    const value: unknown = JSON.parse(body)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
