/** Files of one folder of the build, read once and kept in memory. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Context } from 'hono'
import { type Packing, pack, packedEnding, packings } from '../answer/packing.ts'

type Bytes = Uint8Array<ArrayBuffer>

export type StaticFile = {
  type: string
  etag: string
  content: Bytes
  /** As the build has packed it; what it has not is packed when it is first asked for. */
  packed(packing: Packing): Promise<Bytes>
}

/** By path within the folder: `index.html`, `assets/main-1a2b.js`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

/**
 * Answers an empty map where there is no such folder: the rest of the server works without it.
 * `fillIn`: words of the pages that are known only now, and what they become.
 */
export async function readStaticFiles(
  folder: string,
  fillIn: Record<string, string> = {},
): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const contents = new Map<string, Buffer>()
  await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        const name = path.slice(join(folder, sep).length).replaceAll(sep, '/')
        contents.set(name, await readFile(path))
      }),
  )
  const isPacked = (name: string) =>
    packings.some(
      (one) =>
        name.endsWith(packedEnding[one]) && contents.has(name.slice(0, -packedEnding[one].length)),
    )
  return new Map(
    [...contents]
      .filter(([name]) => !isPacked(name))
      .map(([name, content]) => {
        // What is filled in is packed anew.
        if (name.endsWith('.html')) return [name, staticFile(name, fill(content, fillIn))]
        const packed = (packing: Packing) => contents.get(name + packedEnding[packing])
        return [name, staticFile(name, content, packed)]
      }),
  )
}

function fill(page: Buffer, words: Record<string, string>): Buffer {
  const text = Object.entries(words).reduce(
    (filled, [word, value]) => filled.replaceAll(word, value),
    page.toString(),
  )
  return Buffer.from(text)
}

/** `packedBefore`: what the build has left of it, if anything. */
export function staticFile(
  name: string,
  content: Buffer,
  packedBefore: (packing: Packing) => Buffer | undefined = () => undefined,
): StaticFile {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
  const packed = new Map<Packing, Promise<Bytes>>()
  const packNow = async (packing: Packing) =>
    new Uint8Array(packedBefore(packing) ?? (await pack(content, packing)))
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    etag: `"${hash}"`,
    content: new Uint8Array(content),
    packed(packing) {
      const bytes = packed.get(packing) ?? packNow(packing)
      packed.set(packing, bytes)
      return bytes
    },
  }
}

/** Answers a file in the encoding that the client takes, or 304 where it has it already. */
export async function sendFile(
  c: Context,
  file: StaticFile,
  cacheControl: string,
): Promise<Response> {
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '')
  c.header('Content-Type', file.type)
  c.header('Cache-Control', cacheControl)
  c.header('Vary', 'Accept-Encoding', { append: true })
  c.header('ETag', file.etag)
  c.header('X-Content-Type-Options', 'nosniff')
  if (hasEtag(c.req.header('if-none-match'), file.etag)) return c.body(null, 304)
  if (encoding === 'identity') return c.body(file.content)
  c.header('Content-Encoding', encoding)
  return c.body(await file.packed(encoding))
}

function chooseEncoding(accepted: string): Packing | 'identity' {
  const offers = accepted.split(',').map((one) => one.trim().toLowerCase())
  const takes = (name: string) =>
    offers.some(
      (one) => one === name || (one.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(one)),
    )
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

function hasEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  return header
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*')
}
