import { randomFillSync } from 'node:crypto'

const randomLength = 12
/** Drawn at once for many: asking the system for each costs more than making the id. */
const pool = Buffer.alloc(randomLength * 256)
let used = pool.length

/**
 * An id with what it is in front: `dec_0mbzq4k1c3kTMd0yqwE…`. Nine letters of the time in ms, so that
 * what is written together lies together in every index, and 96 bits that cannot be guessed.
 */
export function newId(prefix: string): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.toString('base64url', used, used + randomLength)
  used += randomLength
  return `${prefix}_${Date.now().toString(36).padStart(9, '0')}${random}`
}
