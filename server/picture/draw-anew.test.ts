import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawAnew } from './draw-anew.ts'
import { kindOf } from './kind-of.ts'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#0b6867' } })

/** A PNG of the size that its header tells, with hardly anything in it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** Two frames, the second in another colour. */
function gif(): Promise<Buffer> {
  const frame = (value: number) => Buffer.alloc(20 * 10 * 4, value)
  const raw = { width: 20, height: 20, channels: 4, pageHeight: 10 } as const
  return sharp(Buffer.concat([frame(255), frame(128)]), { raw })
    .gif({ delay: [100, 100] })
    .toBuffer()
}

const drawn = async (bytes: Uint8Array) => {
  const made = await drawAnew(bytes)
  if (made.kind === 'refused') throw new Error(made.message)
  return made
}
const refusal = async (bytes: Uint8Array) => {
  const made = await drawAnew(bytes)
  return made.kind === 'refused' ? made.message : 'taken'
}

test.each([
  ['png', () => blank(40, 20).png().toBuffer()],
  ['jpeg', () => blank(40, 20).jpeg().toBuffer()],
  ['webp', () => blank(40, 20).webp().toBuffer()],
] as const)('a %s becomes a WebP of its size', async (kind, make) => {
  const bytes = await make()
  expect(kindOf(bytes)).toBe(kind)
  const { body, width, height, hash } = await drawn(bytes)
  expect(kindOf(body)).toBe('webp')
  expect([width, height]).toEqual([40, 20])
  expect(hash).toMatch(/^[\w-]{22}$/)
  expect((await drawn(bytes)).hash).toBe(hash)
})

test('a GIF that moves goes on moving', async () => {
  const { body, width, height } = await drawn(await gif())
  expect([width, height]).toEqual([20, 10])
  expect((await sharp(body, { animated: true }).metadata()).pages).toBe(2)
})

test('a large one is made as small as prompts need, a small one stays', async () => {
  expect(await drawn(await blank(3200, 800).png().toBuffer())).toMatchObject({
    width: 1600,
    height: 400,
  })
})

test('where and with what a photo was taken is gone, and it stands upright', async () => {
  const photo = await blank(60, 30)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Quokkacam' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const before = await sharp(photo).metadata()
  expect(before.exif?.toString('latin1')).toContain('Quokkacam')
  expect(photo.toString('latin1')).toContain('Exif')
  expect(before.orientation).toBe(6)
  // The tag that leads to where it was taken.
  expect(before.exif?.toString('hex')).toMatch(/8825|2588/)
  const { body, width, height } = await drawn(photo)
  const after = await sharp(body).metadata()
  expect(after.exif).toBeUndefined()
  expect(after.xmp).toBeUndefined()
  expect(body.toString('latin1')).not.toMatch(/Quokkacam|EXIF|XMP|GPS/i)
  expect([width, height]).toEqual([30, 60])
})

test('what hides behind or inside of a picture does not come along', async () => {
  const script = Buffer.from('<script>alert("quokka")</script>')
  const behind = Buffer.concat([await blank(10, 10).png().toBuffer(), script])
  expect((await drawn(behind)).body.toString('latin1')).not.toContain('quokka')
  const commented = await blank(10, 10).jpeg().toBuffer()
  const length = Buffer.from([0xff, 0xfe, 0, script.length + 2])
  const inside = Buffer.concat([commented.subarray(0, 2), length, script, commented.subarray(2)])
  expect(kindOf(inside)).toBe('jpeg')
  expect((await drawn(inside)).body.toString('latin1')).not.toContain('quokka')
})

test('one that unpacks to more than anybody can look at is refused by its header', async () => {
  const bomb = pngOf(30_000, 30_000)
  expect(bomb.length).toBeLessThan(1_000)
  expect(await refusal(bomb)).toBe('It is 30000 × 30000 pixels; at most 8000 on a side are taken')
  expect(await refusal(pngOf(8_000, 8_000))).toBe(
    'It has 64 million pixels; at most 40 million are taken',
  )
})

test('one that is cut off or damaged is refused', async () => {
  const noise = Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * 7919) % 256))
  const whole = sharp(noise, { raw: { width: 200, height: 150, channels: 3 } })
  const said = 'The picture is cut off or damaged: export it again'
  for (const bytes of [
    await whole.clone().jpeg().toBuffer(),
    await whole.clone().png().toBuffer(),
    await whole.clone().webp().toBuffer(),
  ]) {
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toBe(said)
    expect(await refusal(bytes.subarray(0, 16))).toBe(said)
  }
  expect(await refusal(pngOf(20, 4_000))).toBe(said)
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

test.each([
  ['an SVG', svg, /SVG can run scripts/],
  ['an SVG behind a declaration', `<?xml version="1.0"?>\n<!-- x -->${svg}`, /SVG can run scripts/],
  ['an AVIF', '\0\0\0\x1cftypavif\0\0\0\0', /AVIF and HEIC are not read/],
  ['a page', '<!doctype html><script>alert(1)</script>', /This is no picture/],
  ['a PDF', '%PDF-1.7', /This is no picture/],
  ['a TIFF', 'II*\0', /This is no picture/],
  ['nothing', '', /This is no picture/],
])('%s is refused with what to do instead', async (_name, text, message) => {
  expect(await refusal(Buffer.from(text, 'latin1'))).toMatch(message)
})

test('nothing but the four kinds can be opened at all, whatever it says it is', async () => {
  await expect(sharp(Buffer.from(svg)).metadata()).rejects.toThrow()
})
