/**
 * What tools send: JSON whatever its Content-Type says, gzipped whether its headers say so or not, or a
 * form with JSON in its field `data`, as it is or in base64.
 */
import type { Context } from 'hono'
import { limits } from '../../../shared/protocol/api.ts'
import { jsonIn, malformed, readBytes, unpack } from '../request/body.ts'

export async function readPayload(c: Context): Promise<unknown> {
  return payloadIn(await readUnpacked(c))
}

/** The text of the body: what a signature is over. */
export async function readUnpacked(c: Context): Promise<string> {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? ''
  if (!['', 'identity', 'gzip'].includes(encoding)) {
    throw malformed(`Content-Encoding "${encoding}" is not read, gzip is`)
  }
  const bytes = await readBytes(c)
  // posthog-js packs without a header, so that browsers ask nobody whether it may be sent.
  const isPacked = encoding === 'gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b)
  return new TextDecoder().decode(isPacked ? await unpack(bytes, limits.batchBytes) : bytes)
}

function payloadIn(text: string): unknown {
  if (isJson(text)) return jsonIn(text)
  const data = new URLSearchParams(text).get('data')
  if (data === null) throw malformed('The body is neither JSON nor a form with "data"')
  return dataIn(data)
}

/** The field `data` of a form or of an address. */
export function dataIn(data: string): unknown {
  if (isJson(data)) return jsonIn(data)
  // A form's "+" is a space, but who sends base64 unescaped means the plus.
  const text = Buffer.from(data.replaceAll(' ', '+'), 'base64').toString('utf8')
  return jsonIn(text)
}

const isJson = (text: string) => /^\s*[[{]/.test(text)
