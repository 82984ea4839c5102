/** A vendor on this machine: notes what it is asked, and answers as a script says. For tests. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { AccountMessage } from '../../shared/destination/message.ts'
import type { Target } from '../../shared/destination/setup.ts'
import { createCall } from './call.ts'
import { sampleOf } from './sample.ts'
import { createSend, type OfAccount, type Outgoing } from './send.ts'

export type Asked = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  /** As JSON, where it is. */
  body: unknown
}
export type Scripted =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** Takes the request, and says nothing. */
  | 'hang'
  /** Takes the request, and breaks off. */
  | 'reset'

/** `answers`: one after the other, the last of them again and again. */
export async function startVendor(...answers: Scripted[]) {
  const asked: Asked[] = []
  let script = answers
  let leave = () => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { method = '', url: path = '', headers } = request
    asked.push({ method, path, headers, body: parse(text) })
    const [next = { status: 200 }, ...rest] = script
    if (rest.length > 0) script = rest
    if (next === 'hang') return void request.socket.once('close', leave)
    if (next === 'reset') return void request.socket.destroy()
    const { status, body, headers: more } = next
    const type = typeof body === 'string' ? 'text/html' : 'application/json'
    response.writeHead(status, { 'content-type': type, ...more })
    response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    asked,
    /** Resolves when somebody who was answered nothing has gone. */
    left: () => left,
    /** Begins another script. */
    answer: (...next: Scripted[]) => {
      script = next
    },
  }
}

export type Vendor = Awaited<ReturnType<typeof startVendor>>

const now = Date.parse('2026-11-23T10:00:00Z')

export function outgoing(
  given: Partial<AccountMessage['data']> = {},
  more: Partial<Outgoing> = {},
): OfAccount {
  const sample = sampleOf(now)
  const { isSample: _, ...real } = sample
  const message = { ...real, data: { ...real.data, ...given } } as AccountMessage
  return {
    id: 'msg_1',
    message,
    body: JSON.stringify(message),
    attempt: 1,
    now,
    home: 'https://brim.example',
    ...more,
  } as OfAccount
}

/** What sends to that vendor, whichever it plays. */
export function sendTo({ origin }: Pick<Vendor, 'origin'>, timeoutMs = 10_000, withinMs = 30_000) {
  const call = createCall({ allowsPrivate: true, timeoutMs })
  const send = createSend({
    call,
    withinMs,
    at: () => origin,
  })
  return (target: Target, what: Outgoing = outgoing()) => send(target, what)
}

/** What no vendor can help: each is tried again, and opens the circuit. */
export const faults: [name: string, answer: Scripted, error: RegExp][] = [
  ['500', { status: 500, body: 'oops' }, /Answered 500/],
  ['503', { status: 503 }, /Answered 503/],
  ['a redirect', { status: 302, headers: { location: 'http://169.254.169.254/' } }, /Answered 302/],
  ['silence', 'hang', /No answer within/],
  ['a reset', 'reset', /hang up|ECONNRESET/],
]

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
