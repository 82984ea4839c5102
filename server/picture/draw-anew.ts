/**
 * A picture that somebody has uploaded, drawn anew: read to pixels, turned upright, made no larger than
 * prompts can show, and written as WebP. Nothing of the bytes that came is in what is served: not the
 * place where a photo was taken, nor a page or a script that hides behind a picture.
 *
 * Why sharp: libvips reads row by row in threads of its own, so that neither the main thread nor memory
 * feels a large picture, and its readers are fuzzed continuously. It comes prebuilt inside of npm
 * packages for every platform of Node's, so no toolchain and no install script is needed. What is
 * written in JavaScript alone reads one format each, on the main thread; and taking metadata out piece by
 * piece leaves in what nobody thought of.
 */
import { createHash } from 'node:crypto'
import sharp, { type Metadata } from 'sharp'
import { pictureLimits } from '../../shared/theme/picture-limits.ts'
import { kindOf, readable } from './kind-of.ts'

export type Drawn =
  | { kind: 'drawn'; hash: string; body: Buffer; width: number; height: number }
  /** In words for whoever uploaded it. */
  | { kind: 'refused'; message: string }

// Of everything that libvips can read only these: SVG, PDF and the like are never even tried.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})
// One thread a picture, and nothing kept after it: commits need the cores, and memory is for them.
sharp.concurrency(1)
sharp.cache(false)

/** Longer than any picture within the limits takes. */
const mostSeconds = 10

export async function drawAnew(bytes: Uint8Array): Promise<Drawn> {
  const kind = kindOf(bytes)
  if (!readable.some((one) => one === kind)) return refused(unreadable[kind] ?? unreadable.unknown)
  const options = {
    animated: true,
    limitInputPixels: pictureLimits.pixels,
    failOn: 'warning',
  } as const
  try {
    const size = sizeOf(await sharp(bytes, { ...options, limitInputPixels: false }).metadata())
    const issue = issueOf(size)
    if (issue) return refused(issue)
    const { data, info } = await sharp(bytes, options)
      .timeout({ seconds: mostSeconds })
      .autoOrient()
      .resize({
        width: pictureLimits.keptSide,
        height: pictureLimits.keptSide,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 84, smartSubsample: true })
      .toBuffer({ resolveWithObject: true })
    const hash = createHash('sha256').update(data).digest('base64url').slice(0, 22)
    // Of a picture that moves, the height of one frame.
    return {
      kind: 'drawn',
      hash,
      body: data,
      width: info.width,
      height: info.pageHeight ?? info.height,
    }
  } catch {
    return refused('The picture is cut off or damaged: export it again')
  }
}

const refused = (message: string): Drawn => ({ kind: 'refused', message })

const unreadable: Record<string, string> & { unknown: string } = {
  svg: 'An SVG can run scripts and load from elsewhere, so none is taken: save it as PNG or WebP',
  heif: 'AVIF and HEIC are not read here: save it as WebP, PNG or JPEG',
  unknown: 'This is no picture that is read here: PNG, JPEG, WebP and GIF are',
}

type Size = { width: number; height: number; frames: number }

/** By its header alone: nothing has been unpacked yet. */
function sizeOf({ width, height, pageHeight, pages }: Metadata): Size {
  return { width: width ?? 0, height: pageHeight ?? height ?? 0, frames: pages ?? 1 }
}

function issueOf({ width, height, frames }: Size): string | undefined {
  const { side, pixels, frames: mostFrames } = pictureLimits
  if (frames > mostFrames) return `It has ${frames} frames; at most ${mostFrames} are taken`
  if (width > side || height > side) {
    return `It is ${width} × ${height} pixels; at most ${side} on a side are taken`
  }
  return width * height * frames > pixels
    ? `It has ${Math.ceil((width * height * frames) / 1e6)} million pixels; at most ${pixels / 1e6} million are taken`
    : undefined
}
