/** Names that authors and SaaS engineers choose, and the ids that a SaaS gives its own things. */
import { z } from 'zod'

/** The key of a trigger, nudge, offer or plan: stable, readable, safe in a URL. */
export const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, {
  // Whoever has left it empty has not broken the rule yet, and needs no lesson in it.
  error: ({ input }) =>
    input === ''
      ? 'A key is needed'
      : 'Lower-case letters, digits, "-" and "_"; 64 at most; starts with a letter or a digit',
})

/** The SaaS's own id of an account or a user. Opaque to Brim. */
export const externalId = z
  .string()
  .min(1)
  .max(128)
  .refine((text) => !hasControlCharacter(text), 'No control characters')

/** The name of a feature, meter, slot, topic or trait. */
export const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u, 'Letters, digits, spaces and . _ / - only')
  .refine((text) => !isUnsafeName(text), 'This name is reserved')

/** Names that would reach the prototype of an object when used as a key. */
export function isUnsafeName(text: string): boolean {
  return text === '__proto__' || text === 'constructor' || text === 'prototype'
}

export function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 || code === 127) return true
  }
  return false
}
