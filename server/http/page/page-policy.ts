/**
 * What a page may load, and from where. A page of the console names in each answer anew, by a nonce,
 * the script that it starts with; what that one imports comes with it. Nothing else is a script: not
 * what this host answers elsewhere, such as data, pictures and the widget, and not what a script
 * would add to the page. So neither 'self' nor 'strict-dynamic' stands there, which let those in.
 */
import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { StaticFile } from './static-files.ts'

/** Where the build leaves room for the nonce. */
const place = '__BRIM_NONCE__'

type Place = {
  /** Who may hold the page in a frame. */
  ancestors: "'none'" | "'self'"
}

const consolePolicy = (nonce: string, { ancestors }: Place) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    // In the preview of a nudge stands the picture that its author has chosen, wherever it is.
    "img-src 'self' data: https:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

export const demoPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Never kept: a page that comes from memory would have a nonce that its policy doesn't know. */
export function sendConsolePage(
  c: Context,
  page: StaticFile,
  where: Place = { ancestors: "'none'" },
): Response {
  const nonce = randomBytes(16).toString('base64')
  c.header('Content-Security-Policy', consolePolicy(nonce, where))
  c.header('Referrer-Policy', 'same-origin')
  c.header('Cache-Control', 'no-store')
  c.header('X-Content-Type-Options', 'nosniff')
  return c.html(Buffer.from(page.content).toString().replaceAll(place, nonce))
}
