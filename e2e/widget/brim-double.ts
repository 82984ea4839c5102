// Stands in for Brim's server where the real one is not the matter: serves the built widget from an
// origin of its own, notes what it is told, and answers, fails or hangs as a test wants it.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Decision } from '../../shared/decision/decision.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { WidgetItem } from '../../shared/event/event.ts'
import type { OpenRequest, SyncRequest } from '../../shared/protocol/api.ts'

const built = resolve(import.meta.dirname, '../../dist/widget')

export type Received = { path: string; body: OpenRequest & Partial<SyncRequest> }
export type Answer = { status: number; headers?: Record<string, string>; text: string } | 'hang'

export type BrimDouble = {
  url: string
  received: Received[]
  /** Items in the order of their arrival, each id once. */
  items(): WidgetItem[]
  /** Prompts that are armed; what was shown is disarmed, as the server does. */
  armed: Prompt[]
  /** Answers to what is asked; their prompts are armed with them. */
  answers: Decision[]
  /** What prompts that are shown say from now on, or that they no longer fit. */
  reworded: Decision[]
  /** Events that nudges wait for. */
  placements: string[]
  /** Whether answers carry a ticket, so that pages listen. */
  isLive: boolean
  /** What those who listen say of themselves: the page that their ticket was for. Gone when they leave. */
  listening: string[]
  /** How often a page has tried to listen. */
  attempts: number
  /** Overrules the answer to a page that wants to listen. */
  refuseStream: (() => Answer | undefined) | undefined
  /** Tells all pages that listen what is armed now. */
  tell(text?: string): void
  /** Ends all streams, as a server does that stops. */
  endStreams(): void
  /** Overrules the answer of the API. */
  misbehave: ((request: Received) => Answer | undefined) | undefined
  close(): Promise<void>
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export const startBrimDouble = async (): Promise<BrimDouble> => {
  const received: Received[] = []
  const streams = new Map<ServerResponse, string>()
  let tickets = 0
  const say = (stream: ServerResponse, text = JSON.stringify(armedNow())) =>
    stream.write(`event: armed\ndata: ${text}\n\n`)
  const armedNow = () => ({
    v: 1,
    now: Date.now(),
    armed: double.armed,
    placements: double.placements,
  })
  const double: BrimDouble = {
    url: '',
    received,
    armed: [],
    answers: [],
    reworded: [],
    placements: [],
    isLive: false,
    attempts: 0,
    refuseStream: undefined,
    get listening() {
      return [...streams.values()]
    },
    tell(text) {
      for (const stream of streams.keys()) say(stream, text)
    },
    endStreams() {
      for (const stream of streams.keys()) stream.end()
    },
    misbehave: undefined,
    items() {
      const all = received.flatMap(({ body }) => body.items ?? [])
      return [...new Map(all.map((item) => [item.messageId, item])).values()]
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  const answer = ({ body }: Received): Answer => {
    for (const item of body.items ?? []) {
      if (item.type !== 'outcome' || item.outcome !== 'shown') continue
      double.armed = double.armed.filter(({ decisionId }) => decisionId !== item.decisionId)
    }
    const counted = { accepted: body.items?.length, repeated: 0, refused: [] }
    const answers = double.answers.filter(({ placement }) => body.ask?.includes(placement))
    const armed = [...answers.flatMap(({ prompt }) => prompt ?? []), ...double.armed]
    const isPage =
      !body.items || body.items.some((item) => 'name' in item && item.name === 'page_viewed')
    const ticket = double.isLive && isPage ? `${++tickets}:${body.user.id}${body.page}` : undefined
    const shown = double.reworded.filter(({ id }) => body.shown?.includes(id))
    const said = { ...armedNow(), armed, ticket, shown, ...(body.items && counted), answers }
    return { status: 200, text: JSON.stringify(said) }
  }

  const api = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const said: Received = { path, body: JSON.parse(await read(request)) }
    received.push(said)
    const given = double.misbehave?.(said) ?? answer(said)
    if (given === 'hang') return
    response.writeHead(given.status, { 'Content-Type': 'application/json', ...given.headers })
    response.end(given.text)
  }

  const live = (ticket: string, response: ServerResponse) => {
    double.attempts++
    const given = double.refuseStream?.()
    if (given === 'hang') return
    if (given) return void response.writeHead(given.status, given.headers).end(given.text)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    streams.set(response, ticket.slice(ticket.indexOf(':') + 1))
    response.on('close', () => streams.delete(response))
    response.write('retry: 1000\n\n')
    say(response)
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://brim')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
    if (request.method === 'POST') return void api(pathname, request, response)
    if (pathname === '/b/v1/live') return live(searchParams.get('ticket') ?? '', response)
    try {
      const text = readFileSync(join(built, pathname.replace(/^\/b\//, '')))
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(text)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return double
}
