/** What billing and help desks sign with, as each vendor writes it. */
import type { Vendor } from './source.ts'

/** How each begins, where it does in one way. */
export const secretPrefixes: Readonly<Partial<Record<Vendor, string>>> = {
  stripe: 'whsec_',
  paddle: 'pdl_ntfset_',
}

/** Why a text can't be one, in words; null where it can. */
export function faultOfSecret(vendor: Vendor, secret: string): string | null {
  const prefix = secretPrefixes[vendor] ?? ''
  if (!secret.startsWith(prefix)) return `The signing secret begins with ${prefix}`
  return /^[A-Za-z0-9+/=_-]{16,200}$/.test(secret.slice(prefix.length))
    ? null
    : 'This is not all of the signing secret, or more than it'
}
