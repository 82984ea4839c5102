/** What billing signs with, as each vendor writes it. */
import type { BillingVendor } from './source.ts'

/** How each begins. */
export const secretPrefixes: Readonly<Record<BillingVendor, string>> = {
  stripe: 'whsec_',
  paddle: 'pdl_ntfset_',
}

/** Why a text can't be one, in words; null where it can. */
export function faultOfSecret(vendor: BillingVendor, secret: string): string | null {
  const prefix = secretPrefixes[vendor]
  if (!secret.startsWith(prefix)) return `The signing secret begins with ${prefix}`
  return /^[A-Za-z0-9+/=_-]{16,200}$/.test(secret.slice(prefix.length))
    ? null
    : 'This is not all of the signing secret, or more than it'
}
