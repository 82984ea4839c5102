/**
 * A site with Brim on it, and the same site with a floor or a peer in its place. Answers as Brim
 * would, and with files as everybody else.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenResponse, SyncResponse } from '../../../shared/protocol/api.ts'
import { armedPrompt } from './prompt.ts'

export type File = { type: string; text: string }
export type Site = {
  url: string
  /** Paths of the files that pages have loaded. */
  served: ReadonlySet<string>
  close(): Promise<void>
}

export const script = (text: string): File => ({ type: 'text/javascript', text })
export const style = (text: string): File => ({ type: 'text/css', text })
export const json = (value: unknown): File => ({
  type: 'application/json',
  text: JSON.stringify(value),
})

/** A page with something on it, and `head` in its head. */
export const page = (head: string): File => ({
  type: 'text/html; charset=utf-8',
  text: `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body><h1>Boards</h1>${Array.from(
    { length: 40 },
    (_, at) => `<section><h2>Board ${at}</h2><p>Cards that wait for somebody.</p></section>`,
  ).join('')}</body></html>`,
})

const readItems = async (request: IncomingMessage): Promise<unknown[]> => {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return (JSON.parse(body) as { items?: unknown[] }).items ?? []
}

const answer = async (
  request: IncomingMessage,
  isArmed: boolean,
): Promise<OpenResponse | SyncResponse> => {
  const items = await readItems(request)
  const now = Date.now()
  const open: OpenResponse = { v: 1, now, armed: isArmed ? [armedPrompt(now)] : [] }
  return items.length === 0
    ? open
    : { ...open, accepted: items.length, repeated: 0, refused: [], answers: [] }
}

export const startSite = async (
  files: Record<string, File>,
  { isArmed }: { isArmed: boolean },
): Promise<Site> => {
  const served = new Set<string>()
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site')
    const file = files[pathname]
    if (file) served.add(pathname)
    if (request.method === 'POST' && pathname.startsWith('/b/v1/')) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(await answer(request, isArmed)))
      return
    }
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
