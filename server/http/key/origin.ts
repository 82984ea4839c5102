/** Where a publishable key may be used from. */
import { z } from 'zod'

const wildcard = /^(https?:\/\/)\*\.(.+)$/i

/**
 * `https://app.example.com`, or `https://*.example.com` for every host below it. Kept as a browser
 * says it: lower case, an international name in its ASCII form, no port where it is the usual one.
 */
export const originPattern = z
  .string()
  .trim()
  .max(300)
  .transform((text) => originOf(text.replace(/\/$/, '')) ?? text)
  .refine(
    (text) => originOf(text) === text,
    'An origin such as https://app.example.com or https://*.example.com',
  )

/** The pattern in the form that origins come in; `undefined` where it is none. */
function originOf(text: string): string | undefined {
  const [, scheme, host] = wildcard.exec(text) ?? []
  const plain = scheme ? `${scheme}${host}` : text
  if (!/^https?:\/\/[^/?#@\\*\s]+$/i.test(plain) || !URL.canParse(plain)) return undefined
  const { origin, hostname } = new URL(plain)
  // With a dot at its end it is another origin, which nobody means.
  if (hostname.endsWith('.')) return undefined
  if (!scheme) return origin
  // A wildcard over a whole top-level domain is nobody's own, and an address has nothing below it.
  if (!hostname.includes('.') || /^[\d.]+$|^\[/.test(hostname)) return undefined
  return origin.replace('://', '://*.')
}

/** Whether a page of this origin may use the key. `null` and no origin at all never do. */
export function allowsOrigin(patterns: readonly string[], origin: string | undefined): boolean {
  // Browsers send nothing else; what only looks like a host below ours is somebody's own making.
  if (!origin || !URL.canParse(origin) || new URL(origin).origin !== origin) return false
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
