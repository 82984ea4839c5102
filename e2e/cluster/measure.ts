// Prints what 1, 2 and 4 nodes hold on one libSQL server, all on this machine: `npm run bench:cluster`.
// The figures of docs/sizing.md come from here. Nodes, server and load share the cores, so more nodes can
// show here that they do not get in each other's way, and not how far they reach.
import { cpus } from 'node:os'
import autocannon from 'autocannon'
import { newId } from '../../server/store/new-id.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { cpuMsOf } from './cpu.ts'
import { addWorkspaces } from './workspaces.ts'

const sizes = [1, 2, 4]
const seconds = 6

type Load = { connections: number; batch: number; keys: string[] }
type Figures = {
  perSecond: number
  p50: number
  p99: number
  /** Processor time of one event, whatever else the machine does: all nodes, and the primary. */
  nodeMs: number
  serverMs: number
  failed: number
}

/** Events go to every node and every workspace in turn. */
const run = async (cluster: Cluster, { connections, batch, keys }: Load): Promise<Figures> => {
  const perNode = Math.ceil(connections / cluster.nodes.length)
  let place = 0
  const body = () =>
    JSON.stringify({
      events: Array.from({ length: batch }, () => ({
        name: 'probe',
        messageId: newId('m'),
        account: `a${place % 97}`,
        user: `u${place++ % 499}`,
        properties: { n: place % 100 },
      })),
    })
  const cpu = () => ({
    node: cluster.nodes.reduce((sum, node) => sum + cpuMsOf(node.pid), 0),
    server: cpuMsOf(cluster.primary.pid()),
  })
  const before = cpu()
  const results = await Promise.all(
    cluster.nodes.map((node) =>
      autocannon({
        url: node.url,
        connections: perNode,
        duration: seconds,
        requests: keys.map((key) => ({
          method: 'POST' as const,
          path: '/v1/events',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          setupRequest: (request) => ({ ...request, body: body() }),
        })),
      }),
    ),
  )
  const sum = (of: (result: (typeof results)[number]) => number) =>
    results.reduce((total, one) => total + of(one), 0)
  const after = cpu()
  const events = sum((one) => one['2xx']) * batch
  return {
    perSecond: events / seconds,
    nodeMs: (after.node - before.node) / events,
    serverMs: (after.server - before.server) / events,
    p50: Math.max(...results.map((one) => one.latency.p50)),
    p99: Math.max(...results.map((one) => one.latency.p99)),
    failed: sum((one) => one.non2xx + one.errors + one.timeouts),
  }
}

const row = (cells: (string | number)[]) =>
  console.log(
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(50) : String(cell).padStart(10)))
      .join(''),
  )

console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}\n`)
row(['', 'events/s', 'p50 ms', 'p99 ms', 'node ms', 'server ms', 'failed'])
for (const size of sizes) {
  const cluster = await startCluster(size)
  const one = [cluster.workspace.secretKey]
  const eight = [...one, ...(await addWorkspaces(cluster, 7))]
  const loads: [string, Load][] = [
    ['one event after another', { connections: size, batch: 1, keys: one }],
    ['64 connections, 1 event', { connections: 64, batch: 1, keys: one }],
    ['64 connections, 20 events', { connections: 64, batch: 20, keys: one }],
    ['64 connections, 1 event, 8 workspaces', { connections: 64, batch: 1, keys: eight }],
    ['64 connections, 20 events, 8 workspaces', { connections: 64, batch: 20, keys: eight }],
  ]
  for (const [name, load] of loads) {
    const { perSecond, p50, p99, nodeMs, serverMs, failed } = await run(cluster, load)
    const costs = [nodeMs, serverMs].map((ms) => ms.toFixed(3))
    row([`${size} nodes: ${name}`, Math.round(perSecond), p50, p99, ...costs, failed])
  }
  await cluster.stop()
}
process.exit(0)
