// Brim beyond one machine: a primary and a replica of the database, nodes, and a proxy before them.
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { clientConfig, type ServerLocation } from '../../server/store/location.ts'
import { setUp, type Workspace } from '../durability/workspace.ts'
import { type Brim, startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { type RoundRobin, startRoundRobin } from './round-robin.ts'
import { type Sqld, startSqld } from './sqld.ts'

export type Cluster = {
  primary: Sqld
  replica: Sqld
  nodes: Brim[]
  proxy: RoundRobin
  workspace: Workspace
  /** Where all of it is kept. */
  location: ServerLocation
  /** The workspace as the primary has it, past all nodes. */
  database(): Client
  /** A node that died, started again; the proxy knows it. */
  restartNode(index: number): Promise<void>
  stop(): Promise<void>
}

const slowClock = resolve(import.meta.dirname, 'slow-clock.cjs')

/**
 * The clock of the first node is two days behind, in all that is tested: nothing may depend on whose time
 * it is. `more`: what else stands in the environment of each node.
 */
export const startCluster = async (
  size = 2,
  more: Record<string, string> = {},
): Promise<Cluster> => {
  const folder = createScratch('cluster')
  const primary = await startSqld(join(folder, 'primary'))
  const replica = await startSqld(join(folder, 'replica'), { primaryGrpcUrl: primary.grpcUrl })
  const location: ServerLocation = {
    kind: 'server',
    url: primary.url,
    token: undefined,
    replicaUrl: replica.url,
    admin: { url: primary.adminUrl, key: undefined },
  }
  const env = {
    HOST: '127.0.0.1',
    // All clients of a test are one address.
    BRIM_RATE_ADDRESS: '0',
    BRIM_RATE_SECRET_KEY: '0',
    BRIM_RATE_PUBLISHABLE_KEY: '0',
    BRIM_DATABASE_URL: primary.url,
    BRIM_DATABASE_ADMIN_URL: primary.adminUrl,
    BRIM_DATABASE_REPLICA_URL: replica.url,
    BRIM_SECRET: randomBytes(32).toString('hex'),
    ...more,
  }
  const start = (index: number) =>
    startBrim({
      dataDir: join(folder, `node-${index}`),
      env: { ...env, ...(index === 0 ? { NODE_OPTIONS: `--require ${slowClock}` } : {}) },
    })
  const nodes: Brim[] = []
  for (let i = 0; i < size; i++) nodes.push(await start(i))
  const newest = nodes.at(-1)
  if (!newest) throw new Error('a cluster has nodes')
  const proxy = await startRoundRobin(nodes.map((one) => one.url))
  // The link of the node that started last works at any of them.
  const workspace = await setUp({ ...newest, url: proxy.url })
  return {
    primary,
    replica,
    nodes,
    proxy,
    workspace,
    location,
    database: () => createClient(clientConfig(location, { kind: 'workspace', id: workspace.id })),
    async restartNode(index) {
      nodes[index] = await start(index)
      proxy.targets = nodes.map((one) => one.url)
    },
    async stop() {
      proxy.close()
      await Promise.all(nodes.map((one) => one.kill()))
      await Promise.all([primary.kill(), replica.kill()])
    },
  }
}
