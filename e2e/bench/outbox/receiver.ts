/** A process of its own that webhooks go to: takes each at once, and notes when it came, by its account. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const arrivals: [account: string, at: number][] = []
const bytes = { first: '' }
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const at = Date.now()
    response.writeHead(204).end()
    const text = Buffer.concat(chunks).toString('utf8')
    bytes.first ||= text
    arrivals.push([JSON.parse(text).data.account, at])
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ url: `http://127.0.0.1:${port}/` })
})
/** `take`: what has come since the last time; `count`: how much that is. */
process.on('message', (asked: 'take' | 'count') => {
  if (asked === 'count') process.send?.({ count: arrivals.length })
  else process.send?.({ arrivals: arrivals.splice(0), body: bytes.first })
})
process.once('disconnect', () => process.exit())
