/**
 * Bodies of the doors that take events: whatever the Content-Type says, plain or gzipped, and never
 * more than the limit in memory.
 */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { limits } from '../../../shared/protocol/api.ts'
import { wellFormed } from '../../store/json-text.ts'
import { ApiError } from '../answer/api-error.ts'
import { refuseUnspeakable } from './reserved.ts'

/** Deeper than anything the contract knows; what is deeper would only exhaust the stack. */
const deepest = 50

/**
 * Makes a body plain JSON for the validators after it, whatever it came as. They find it where Hono keeps
 * what it has read: a request that is made anew costs more than all else of a small one.
 */
export const plainJson = createMiddleware(async (c, next) => {
  const value = await readJson(c)
  refuseUnspeakable(value)
  // Its type says what it is once it was waited for.
  const text = Promise.resolve(JSON.stringify(value)) as unknown as string
  c.req.bodyCache = { text }
  c.req.raw.headers.set('content-type', 'application/json')
  await next()
})

const tooLarge = (most: number) => new ApiError('too_large', `At most ${most} bytes a request`)
export const malformed = (message: string) => new ApiError('malformed_json', message)

/** An escape that could be half of a surrogate pair: no text that can be stored. */
const halfPair = /\\u[dD][89a-fA-F]/
const withoutHalves = (_: string, value: unknown) =>
  typeof value === 'string' ? wellFormed(value) : value

export async function readJson(c: Context): Promise<unknown> {
  return jsonIn(await readText(c))
}

export function jsonIn(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text, halfPair.test(text) ? withoutHalves : undefined)
  } catch {
    throw malformed('The body is not JSON')
  }
  if (isDeeperThan(value, deepest)) throw malformed(`Nested more than ${deepest} levels deep`)
  return value
}

/** `most`: bytes, before and after it is unpacked. */
export async function readText(c: Context, most: number = limits.batchBytes): Promise<string> {
  if (encodingOf(c) === 'identity') return readPlain(c, most)
  return new TextDecoder().decode(await readUnpacked(c, most))
}

/** As it was before it was packed, where it was. */
export async function readUnpacked(c: Context, most: number): Promise<Uint8Array> {
  const encoding = encodingOf(c)
  const bytes = await readBytes(c, most)
  if (encoding === 'identity') return bytes
  if (encoding !== 'gzip') throw malformed(`Content-Encoding "${encoding}" is not read, gzip is`)
  return unpack(bytes, most)
}

const encodingOf = (c: Context) =>
  c.req.header('content-encoding')?.trim().toLowerCase() || 'identity'

/** Whoever hangs up half-way, as pages that are left do, is no fault of the server. */
async function untilItBreaksOff<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw error instanceof ApiError ? error : malformed('The body broke off')
  }
}

/** A declared length is enforced by the HTTP parser; without one it is counted as it comes. */
async function readPlain(c: Context, most: number): Promise<string> {
  return hasFittingLength(c, most)
    ? untilItBreaksOff(c.req.text())
    : new TextDecoder().decode(await readBytes(c, most))
}

function hasFittingLength(c: Context, most: number): boolean {
  const declared = Number(c.req.header('content-length') ?? Number.NaN)
  if (declared > most) throw tooLarge(most)
  return Number.isInteger(declared)
}

export async function unpack(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most)
    throw malformed('The body is not gzip')
  }
}

export async function readBytes(
  c: Context,
  most: number = limits.batchBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  if (hasFittingLength(c, most)) {
    return new Uint8Array(await untilItBreaksOff(c.req.arrayBuffer()))
  }
  return untilItBreaksOff(gather(c.req.raw.body, most))
}

async function gather(body: ReadableStream<Uint8Array> | null, most: number) {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (most === 0) return true
  for (const inner of Object.values(value)) if (isDeeperThan(inner, most - 1)) return true
  return false
}
