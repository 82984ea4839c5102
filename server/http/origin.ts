/** Where a publishable key may be used from. */
import { z } from 'zod'

const wildcard = /^(https?:\/\/)\*\.(.+)$/

/** `https://app.example.com`, or `https://*.example.com` for every host below it. */
export const originPattern = z
  .string()
  .trim()
  .max(300)
  .transform((text) => text.replace(/\/$/, '').toLowerCase())
  .refine(isPattern, 'An origin such as https://app.example.com or https://*.example.com')

function isPattern(text: string): boolean {
  const plain = text.replace(wildcard, '$1$2')
  // A wildcard over a whole top-level domain is nobody's own.
  if (plain !== text && !plain.replace(/^https?:\/\//, '').includes('.')) return false
  const origin = URL.canParse(plain) ? new URL(plain).origin : 'null'
  return origin === plain && /^https?:/.test(plain) && !plain.includes('*')
}

/** Whether a page of this origin may use the key. `null` and no origin at all never do. */
export function allowsOrigin(patterns: readonly string[], origin: string | undefined): boolean {
  if (!origin || origin === 'null') return false
  return patterns.some((pattern) => {
    if (pattern === origin) return true
    const [, scheme, host] = wildcard.exec(pattern) ?? []
    return Boolean(
      scheme &&
        host &&
        origin.startsWith(scheme) &&
        origin.endsWith(`.${host}`) &&
        origin.length > scheme.length + host.length + 1,
    )
  })
}
