/** A process of its own, and the floor: posts one body again and again, so many at once, a connection each. */
import { request } from 'node:http'

export type Posting = { url: string; body: string; amount: number; atOnce: number }
export type Posted = { seconds: number; latenciesMs: number[] }

const post = (url: string, body: string) =>
  new Promise<number>((resolve, reject) => {
    const begun = performance.now()
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(performance.now() - begun))
    })
    sent.on('error', reject)
    sent.end(body)
  })

process.on('message', async ({ url, body, amount, atOnce }: Posting) => {
  const latenciesMs: number[] = []
  const begun = performance.now()
  let left = amount
  const loop = async () => {
    while (left-- > 0) latenciesMs.push(await post(url, body))
  }
  await Promise.all(Array.from({ length: atOnce }, loop))
  process.send?.({ seconds: (performance.now() - begun) / 1000, latenciesMs } satisfies Posted)
})
process.once('disconnect', () => process.exit())
