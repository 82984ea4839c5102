// What a site's own reverse proxy does with the prefix that it gives to Brim.
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

/** Passes a request on to `to` and the answer back, as it comes. */
export const forward = (request: IncomingMessage, response: ServerResponse, to: string): void => {
  const { host } = new URL(to)
  const upstream = ask(
    to,
    { method: request.method ?? 'GET', headers: { ...request.headers, host } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  upstream.once('error', () => response.destroy())
  response.once('close', () => upstream.destroy())
  request.pipe(upstream)
}
