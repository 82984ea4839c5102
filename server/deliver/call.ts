/**
 * One request to an address that a customer has set, or to a vendor. It reaches the internet only: the
 * address is checked after the URL is parsed and after its name is resolved, and the checked address
 * is the one that is connected to. Redirects are not followed, and of the answer a part is read.
 */
import { promises as dns, type LookupAddress } from 'node:dns'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'

export type Message = {
  url: string
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  headers: Record<string, string>
  body?: string
}
/** `body`: as much of it as was read. */
export type Answer = { status: number; retryAfter: string | undefined; body: string }
/**
 * Rejects where there was no answer, with a message that can be told to the customer. Whatever its own
 * time is, it is over with `ending`.
 */
export type Call = (message: Message, ending?: AbortSignal) => Promise<Answer>

export type CallOptions = {
  /** For development: any address will do, and http too. */
  allowsPrivate: boolean
  timeoutMs?: number
  resolve?: (hostname: string) => Promise<LookupAddress[]>
}

/** Such a place is never asked: what is wrong stands in the message. */
export class NotPublic extends Error {
  override name = 'NotPublic'
}

const mostBytes = 64 * 1024
const ports: readonly string[] = ['', '443']

export function createCall({
  allowsPrivate,
  timeoutMs = 15_000,
  resolve = (hostname) => dns.lookup(hostname, { all: true }),
}: CallOptions): Call {
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

  /** What is wrong with the address itself, before anybody is asked. */
  const checked = (url: string): URL => {
    const target = new URL(url)
    if (allowsPrivate && target.protocol === 'http:') return target
    if (target.protocol !== 'https:') throw new NotPublic('Only https is spoken to the internet')
    if (!allowsPrivate && !ports.includes(target.port)) {
      throw new NotPublic(`Port ${target.port} is not asked on the internet, 443 is`)
    }
    // Names that are addresses are never looked up.
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host)) check(host)
    return target
  }

  return async ({ url, method = 'POST', headers, body }, ending) => {
    const own = AbortSignal.timeout(timeoutMs)
    const target = checked(url)
    const send = target.protocol === 'https:' ? requestHttps : requestHttp
    return new Promise<Answer>((resolve, reject) => {
      const request = send(target, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        agent: false,
        lookup,
        signal: ending ? AbortSignal.any([own, ending]) : own,
      })
      let isAnswered = false
      request.on('response', (response) => {
        isAnswered = true
        const { statusCode: status = 0, headers: answered } = response
        readSome(response, (text) =>
          resolve({ status, retryAfter: retryAfterOf(status, answered), body: text }),
        )
      })
      request.on('error', (error) => {
        // What has been answered until then is read by whoever reads the answer.
        if (!isAnswered) reject(inWords(error, timeoutMs))
      })
      request.end(body)
    })
  }
}

/** Who does not say how long may say until when, in seconds since the epoch: as Intercom does. */
function retryAfterOf(status: number, headers: IncomingHttpHeaders): string | undefined {
  const resetsAt = headers['x-ratelimit-reset']
  const isMoment = status === 429 && typeof resetsAt === 'string' && /^\d{10}$/.test(resetsAt)
  return (
    headers['retry-after'] ??
    (isMoment ? new Date(Number(resetsAt) * 1000).toUTCString() : undefined)
  )
}

/** What breaks off has said its status all the same. */
function readSome(response: IncomingMessage, done: (text: string) => void) {
  const chunks: Buffer[] = []
  let bytes = 0
  const finish = () => {
    done(Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'))
    response.destroy()
  }
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= mostBytes) finish()
  })
  response.on('end', finish)
  response.on('error', finish)
  response.on('close', finish)
}

function inWords(error: NodeJS.ErrnoException, timeoutMs: number): Error {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new Error(`No answer within ${timeoutMs / 1000} s`)
  }
  return error
}
