/** Files of one folder of the build, read once and kept in memory, compressed once. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

type Encoding = 'br' | 'gzip' | 'identity'
export type StaticFile = {
  type: string
  etag: string
  bytes: Record<Encoding, Uint8Array<ArrayBuffer>>
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
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, StaticFile]> => {
        const path = join(entry.parentPath, entry.name)
        const name = path.slice(join(folder, sep).length).replaceAll(sep, '/')
        const content = await readFile(path)
        return [
          name,
          await staticFile(name, name.endsWith('.html') ? fill(content, fillIn) : content),
        ]
      }),
  )
  return new Map(files)
}

function fill(page: Buffer, words: Record<string, string>): Buffer {
  const text = Object.entries(words).reduce(
    (filled, [word, value]) => filled.replaceAll(word, value),
    page.toString(),
  )
  return Buffer.from(text)
}

export async function staticFile(name: string, content: Buffer): Promise<StaticFile> {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    promisify(gzip)(content, { level: 9 }),
  ])
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    etag: `"${hash}"`,
    bytes: { br: new Uint8Array(br), gzip: new Uint8Array(gz), identity: new Uint8Array(content) },
  }
}

/** Answers a file in the encoding that the client takes, or 304 where it has it already. */
export function sendFile(c: Context, file: StaticFile, cacheControl: string): Response {
  const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '')
  c.header('Content-Type', file.type)
  c.header('Cache-Control', cacheControl)
  c.header('Vary', 'Accept-Encoding', { append: true })
  c.header('ETag', file.etag)
  c.header('X-Content-Type-Options', 'nosniff')
  if (hasEtag(c.req.header('if-none-match'), file.etag)) return c.body(null, 304)
  if (encoding !== 'identity') c.header('Content-Encoding', encoding)
  return c.body(file.bytes[encoding])
}

function chooseEncoding(accepted: string): Encoding {
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
