/** What a file is by its first bytes: its name, and the type that a browser tells, are anybody's words. */
export const readable = ['png', 'jpeg', 'webp', 'gif'] as const
export type Readable = (typeof readable)[number]
export type FileKind = Readable | 'svg' | 'heif' | 'unknown'

/** SVG may begin with a declaration and comments, but not with more than this of them. */
const headBytes = 1_024

export function kindOf(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp'
  if (/^[\s\S]{4}ftyp(avi[fs]|hei[cfsx]|hev[cx]|mif1|msf1)/.test(head)) return 'heif'
  return /<svg[\s>]|<!doctype svg/i.test(head) ? 'svg' : 'unknown'
}
