/** Commits what has come meanwhile in one transaction, one statement a table; or reads one row by its key. */
import { parentPort, workerData } from 'node:worker_threads'
import { openWorkspaceStore } from '../../../server/store/open.ts'
import type { FloorStart, FromWorker, ToWorker } from './protocol.ts'

type Insert = Extract<ToWorker, { kind: 'insert' }>

const mostRequests = 500
const { folder, workspace } = workerData as FloorStart
// The same file with the same tables, indexes and settings as Brim's.
const { client } = await openWorkspaceStore({ kind: 'files', folder }, workspace)
const post = (reply: FromWorker) => parentPort?.postMessage(reply)

const values = `SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
    value ->> 6, value ->> 7 FROM json_each(?)`
const inserts: Record<Insert['into'], string> = {
  events: `INSERT INTO events
    (message_id, name, account, user, source, properties, occurred_at, received_at) ${values}`,
  decisions: `INSERT INTO decisions
    (id, account, user, placement, armed, created_at, expires_at, receipt) ${values}`,
}

const waiting: Insert[] = []
let isRunning = false

async function drain() {
  isRunning = true
  while (waiting.length > 0) {
    await new Promise((resolve) => setImmediate(resolve))
    const group = waiting.splice(0, mostRequests)
    const statements = (['events', 'decisions'] as const).flatMap((into) => {
      const rows = group.filter((one) => one.into === into).map((one) => one.rows.slice(1, -1))
      return rows.length > 0 ? [{ sql: inserts[into], args: [`[${rows.join(',')}]`] }] : []
    })
    await client.batch(statements, 'write')
    post({ ids: group.map((one) => one.id) })
  }
  isRunning = false
}

async function read({ id, user }: Extract<ToWorker, { kind: 'read' }>) {
  const { rows } = await client.execute({
    sql: 'SELECT account FROM users WHERE id = ?',
    args: [user],
  })
  post({ ids: [id], account: rows[0] && String(rows[0].account) })
}

parentPort?.on('message', (call: ToWorker) => {
  if (call.kind === 'read') return void read(call)
  waiting.push(call)
  if (!isRunning) void drain()
})
