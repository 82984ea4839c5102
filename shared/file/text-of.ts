const marks: readonly { mark: readonly number[]; encoding: string }[] = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

export const notText = 'It is not UTF-8: save it as that, or its letters would come out wrong'

/**
 * What a file says, without its byte order mark: UTF-8, or UTF-16 where the mark says so. `undefined`
 * where it is neither: whoever guessed would publish broken letters.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  const found = marks.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte))
  try {
    return new TextDecoder(found?.encoding ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
