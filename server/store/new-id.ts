import { randomBytes } from 'node:crypto'

/** An id that cannot be guessed, with what it is in front: `dec_3kTMd0yqwE…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(15).toString('base64url')}`
}
