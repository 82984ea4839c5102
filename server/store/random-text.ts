/** Unguessable text for ids, keys and tokens: letters and digits only, so that a double click takes it all. */
import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** `length` letters and digits, 5.95 bits each; `letters` narrows the alphabet to its first so many. */
export function randomText(length: number, letters = alphabet.length): string {
  let text = ''
  // Bytes beyond the largest multiple are thrown away: taking them modulo would favour some letters.
  const fair = 256 - (256 % letters)
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < fair && text.length < length) text += alphabet[byte % letters]
    }
  }
  return text
}

/** Lower case and digits only: the id of a workspace is also the name of its file and a host label. */
export function newWorkspaceId(): string {
  return `w${randomText(15, 36)}`
}
