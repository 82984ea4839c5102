/** Codes of an app that shares a secret with Brim and a clock with everybody (RFC 6238). */
import { Secret, TOTP } from 'otpauth'

const stepMs = 30_000
/** Steps before and after the present one that are taken: clocks of phones are a little off. */
const window = 1
const secretBytes = 20

export const createTotpSecret = (): string => new Secret({ size: secretBytes }).base32

/** What the QR code says to the app. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString()

/** The step of time that a code is of; null where it is of none that is near. */
export function stepOfCode(code: string, secret: string, at: number): number | null {
  // Of a text of six letters that are more bytes the library makes a fault.
  if (!/^[0-9]{6}$/.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: at, window })
  return delta === null ? null : Math.floor(at / stepMs) + delta
}

/** What the app shows. */
export const codeAt = (secret: string, at: number): string =>
  totpOf(secret).generate({ timestamp: at })

// What is written out is what every app knows.
const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Brim',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: stepMs / 1000,
  })
