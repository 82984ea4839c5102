/**
 * One request to an address that a customer has set, or to a vendor. It reaches the internet only: the
 * address is checked after the URL is parsed and after its name is resolved, for each request, and a
 * checked address is the one that is connected to. A connection is used again while requests follow each
 * other, by those whose name still leads to where it was opened. Redirects are not followed, and of the
 * answer a part is read.
 */
import { promises as dns, type LookupAddress } from 'node:dns'
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
} from 'node:http'
import { request as requestHttps, Agent as SecureAgent } from 'node:https'
import { isIP } from 'node:net'
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
/**
 * So long a connection waits for the next request: much less than receivers wait, who would else close it
 * at the very moment at which it is used again.
 */
const idleMs = 1_000
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

  /** What is wrong with the address itself, before anybody is asked. */
  const parse = (url: string): URL => {
    const target = new URL(url)
    if (allowsPrivate && target.protocol === 'http:') return target
    if (target.protocol !== 'https:') throw new NotPublic('Only https is spoken to the internet')
    if (!allowsPrivate && !ports.includes(target.port)) {
      throw new NotPublic(`Port ${target.port} is not asked on the internet, 443 is`)
    }
    return target
  }

  /** Names that are addresses are never looked up. */
  const lookUp = async ({ hostname }: URL): Promise<LookupAddress[]> => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    const addresses = family ? [{ address: host, family }] : await resolve(hostname)
    for (const { address } of addresses) check(address)
    return addresses
  }

  const agents = { 'http:': keeping(new Agent(kept)), 'https:': keeping(new SecureAgent(kept)) }

  return async ({ url, method = 'POST', headers, body }, ending) => {
    const own = AbortSignal.timeout(timeoutMs)
    const signal = ending ? AbortSignal.any([own, ending]) : own
    const target = parse(url)
    const addresses = await within(lookUp(target), signal).catch((error) => {
      throw inWords(error, timeoutMs)
    })
    const isSecure = target.protocol === 'https:'
    return new Promise<Answer>((resolve, reject) => {
      const options: Reaching = {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        agent: agents[isSecure ? 'https:' : 'http:'],
        lookup: (_, { all }, found) => {
          const [first] = addresses
          if (all || !first) found(null, addresses)
          else found(null, first.address, first.family)
        },
        reaches: addresses
          .map(({ address }) => address)
          .sort()
          .join(),
        signal,
      }
      const request = (isSecure ? requestHttps : requestHttp)(target, options)
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

const kept = { keepAlive: true, timeout: idleMs }

/** `reaches`: the addresses that its name leads to. */
type Reaching = RequestOptions & { reaches: string }

/** Connections are told apart by the addresses too: one that was opened to others is not used again. */
function keeping<T extends Agent>(agent: T): T {
  const plain = agent.getName.bind(agent)
  agent.getName = (options) => `${plain(options)}|${(options as Reaching).reaches}`
  return agent
}

/** Looking up a name cannot be broken off, but need not be waited for. */
async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(signal.reason)
  })
  return Promise.race([work, over])
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
  let isDone = false
  const finish = () => {
    if (isDone) return
    isDone = true
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
