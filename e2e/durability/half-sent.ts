// A request whose head has arrived, and whose body comes when it is told to: it is in flight for sure.
import { once } from 'node:events'
import { request } from 'node:http'

export type HalfSent = {
  /** Sends the rest. Answers the status; rejects where the connection was reset instead. */
  complete(): Promise<number>
}

export const sendHalf = async (url: string, key: string, body: unknown): Promise<HalfSent> => {
  const text = JSON.stringify(body)
  const sending = request(url, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    },
  })
  const answered = once(sending, 'response')
  answered.catch(() => {})
  const half = Math.floor(text.length / 2)
  await new Promise((resolve) => sending.write(text.slice(0, half), resolve))
  return {
    async complete() {
      sending.end(text.slice(half))
      const [response] = await answered
      response.resume()
      return response.statusCode
    },
  }
}
