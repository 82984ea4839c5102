/**
 * One POST to an address that a customer has set. It reaches the internet only: the address is
 * checked after the URL is parsed and after its name is resolved, and the checked address is the one
 * that is connected to. Redirects are not followed, and of the answer only the head is read.
 */
import { promises as dns, type LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'

export type Message = { url: string; headers: Record<string, string>; body: string }
export type Answer = { status: number; retryAfter: string | undefined }
/** Rejects where there was no answer, with a message that can be told to the customer. */
export type Post = (message: Message) => Promise<Answer>

export type PostOptions = {
  /** For development: any address will do, and http too. */
  allowsPrivate: boolean
  timeoutMs?: number
  resolve?: (hostname: string) => Promise<LookupAddress[]>
}

export class NotPublic extends Error {
  override name = 'NotPublic'
}

export function createPost({
  allowsPrivate,
  timeoutMs = 15_000,
  resolve = (hostname) => dns.lookup(hostname, { all: true }),
}: PostOptions): Post {
  const check = (address: string) => {
    if (!allowsPrivate && !isPublicAddress(address)) {
      throw new NotPublic(`The address ${address} is not one of the internet`)
    }
  }

  const lookUp = async (hostname: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(hostname)
    for (const { address } of addresses) check(address)
    return addresses
  }

  const lookup: LookupFunction = (hostname, options, callback) => {
    lookUp(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (options.all || !first) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }

  return async ({ url, headers, body }) => {
    const target = new URL(url)
    const isSecure = target.protocol === 'https:'
    if (!isSecure && !(allowsPrivate && target.protocol === 'http:')) {
      throw new NotPublic('Only https is spoken to the internet')
    }
    // Names that are addresses are never looked up.
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host)) check(host)
    return new Promise<Answer>((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(target, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup,
        signal: AbortSignal.timeout(timeoutMs),
      })
      request.on('response', (response) => {
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
        })
        response.destroy()
      })
      request.on('error', (error) => reject(inWords(error, timeoutMs)))
      request.end(body)
    })
  }
}

function inWords(error: NodeJS.ErrnoException, timeoutMs: number): Error {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new Error(`No answer within ${timeoutMs / 1000} s`)
  }
  return error
}
