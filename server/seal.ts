/**
 * Secrets that Brim has to read again, sealed before they are written: AES-256-GCM under a key that
 * is derived from the server's own secret, and bound to the place they stand at, so that a sealed
 * text that is copied into another row opens nothing. After the secret has changed, what the one before
 * has sealed is opened too, as long as it is known, until all of it is sealed anew.
 *
 * `v1.<key id>.<iv>.<ciphertext and tag>`: the key's id tells a text that another secret has sealed
 * from one that was tampered with.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

export type Sealer = {
  /** `place`: where it will stand, such as `w1|identity_keys|sealed|kid_1`. */
  seal(text: string, place: string): string
  /** Throws `SealError` where it does not open. */
  open(sealed: string, place: string): string
  /** Whether it was sealed under the secret of now. */
  isCurrent(sealed: string): boolean
  /** What a text is recognised by that nobody has to read again: the same text, the same print. */
  print(text: string, place: string): string
}

export class SealError extends Error {
  override name = 'SealError'
}

const algorithm = 'aes-256-gcm'
const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** `before`: secrets of earlier, under which nothing is sealed any more. */
export function createSealer(secret: string, before: readonly string[] = []): Sealer {
  const { key, id: keyId } = keyOf(secret)
  const keys = new Map([secret, ...before].map(keyOf).map(({ id, key }) => [id, key]))
  const printKey = Buffer.from(hkdfSync('sha256', secret, 'brim', 'print v1', 32))
  return {
    isCurrent: (sealed) => sealed.startsWith(`${version}.${keyId}.`),
    seal(text, place) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const box = Buffer.concat([sealed, cipher.getAuthTag()])
      return [version, keyId, iv.toString('base64url'), box.toString('base64url')].join('.')
    },
    open(sealed, place) {
      const [format, by, iv = '', box = ''] = sealed.split('.')
      if (format !== version) throw new SealError('This is not sealed in a form that is known here')
      const opening = keys.get(by ?? '')
      if (!opening) throw new SealError('It was sealed under another BRIM_SECRET')
      const bytes = Buffer.from(box, 'base64url')
      try {
        const decipher = createDecipheriv(algorithm, opening, Buffer.from(iv, 'base64url'), {
          authTagLength: tagBytes,
        })
        decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes))
        const opened = [decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]
        return Buffer.concat(opened).toString('utf8')
      } catch {
        throw new SealError('It was changed, or belongs to another place')
      }
    },
    print: (text, place) =>
      createHmac('sha256', printKey).update(`${place}\0${text}`).digest('base64url'),
  }
}

function keyOf(secret: string): { key: Buffer; id: string } {
  const key = Buffer.from(hkdfSync('sha256', secret, 'brim', 'seal v1', 32))
  return { key, id: createHash('sha256').update(key).digest('base64url').slice(0, 8) }
}
