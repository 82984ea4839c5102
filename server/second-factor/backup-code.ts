/** Codes for when the app is lost: written down, typed by hand, good once. */
import { randomBytes } from 'node:crypto'

/** Crockford's: no letter that is taken for another letter or a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const count = 10
const length = 10

/** Ten of them, as they are shown: `4k7wz-9mq2c`. */
export function createBackupCodes(): string[] {
  return Array.from({ length: count }, () => {
    const letters = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length])
    return `${letters.slice(0, length / 2).join('')}-${letters.slice(length / 2).join('')}`
  })
}

/** A code however it was typed; null for what is none. */
export function readBackupCode(text: string): string | null {
  const code = text
    .toLowerCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
  return code.length === length && [...code].every((one) => alphabet.includes(one)) ? code : null
}
