/**
 * The least that can do the same: bare routes, and a worker thread with the database. It checks
 * nothing, knows no keys and evaluates nothing; it only answers after the commit, as Brim does.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { FloorStart, FromWorker, ToWorker } from './protocol.ts'

type Asked = { user: string; account: string; placements: string[]; dryRun: boolean }
type Sent = { name: string; account: string; user: string; properties: object }

const [folder = '', workspace = ''] = process.argv.slice(2)
const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
  workerData: { folder, workspace } satisfies FloorStart,
})
const pending = new Map<number, (reply: FromWorker) => void>()
let lastId = 0

worker.on('message', (reply: FromWorker) => {
  for (const id of reply.ids) {
    pending.get(id)?.(reply)
    pending.delete(id)
  }
})

type Call = ToWorker extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never

const ask = (call: Call) =>
  new Promise<FromWorker>((resolve) => {
    const id = ++lastId
    pending.set(id, resolve)
    worker.postMessage({ id, ...call })
  })

const newId = () => `message_${randomBytes(15).toString('base64url')}`

const app = new Hono()
app.post('/v1/events', async (c) => {
  const { events } = await c.req.json<{ events: Sent[] }>()
  const at = Date.now()
  const rows = events.map(({ name, account, user, properties }) => {
    const text = JSON.stringify(properties)
    return [newId(), name, account, user, 'api', text, at, at]
  })
  await ask({ kind: 'insert', into: 'events', rows: JSON.stringify(rows) })
  return c.json({ accepted: events.length, repeated: 0, refused: [] })
})
app.post('/v1/decide', async (c) => {
  const { user, account, placements, dryRun } = await c.req.json<Asked>()
  if (dryRun) {
    const { account: known = null } = await ask({ kind: 'read', user })
    return c.json({ account: known })
  }
  const at = Date.now()
  const rows = placements.map((one) => [newId(), account, user, one, 0, at, at, '{}'])
  await ask({ kind: 'insert', into: 'decisions', rows: JSON.stringify(rows) })
  return c.json({ account })
})

const server = createAdaptorServer({ fetch: app.fetch }) as Server
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
process.once('disconnect', () => process.exit())
