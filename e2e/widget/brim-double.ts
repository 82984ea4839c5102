// Stands in for Brim's server where the real one is not the matter: serves the built widget from an
// origin of its own, notes what it is told, and answers, fails or hangs as a test wants it.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { OpenRequest, SyncRequest } from '../../shared/api.ts'
import type { Decision } from '../../shared/decision.ts'
import type { WidgetItem } from '../../shared/event.ts'
import type { Prompt } from '../../shared/prompt.ts'

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
  /** Events that nudges wait for. */
  placements: string[]
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
  const double: BrimDouble = {
    url: '',
    received,
    armed: [],
    answers: [],
    placements: [],
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
    const { placements } = double
    const said = { v: 1, now: Date.now(), armed, placements, ...(body.items && counted), answers }
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

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://brim')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
    if (request.method === 'POST') return void api(pathname, request, response)
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
