// Traffic on one workspace of one server, from its set-up to the audit.
import type { Brim } from '../harness/brim.ts'
import { type Audited, audit } from './audit.ts'
import {
  createRandom,
  createSent,
  runBackend,
  runBrowser,
  type Sent,
  type Target,
} from './clients.ts'
import { seed } from './seed.ts'
import { setUp, type Workspace } from './workspace.ts'

export type TrafficOptions = {
  backends?: number
  browsers?: number
  /** Clients stop insisting after this, whatever has become of the server. */
  giveUpAfterMs?: number
  webhook?: string
}

export type Traffic = {
  workspace: Workspace
  target: Target
  sent: Sent
  /** Clients get what they have begun acknowledged, and begin nothing more. Rejects where they don't. */
  finish(): Promise<void>
  /** Clients let everything be. */
  abandon(): Promise<void>
  /** What a connection from outside sees, of all that was acknowledged until now. */
  audit(): Promise<Audited>
}

export const startTraffic = async (
  brim: Brim,
  { backends = 3, browsers = 2, giveUpAfterMs = 60_000, webhook }: TrafficOptions = {},
): Promise<Traffic> => {
  const workspace = await setUp(brim, webhook)
  const target = { url: brim.url, workspace }
  const sent = createSent()
  const start = Date.now()
  let isDone = false
  let isOver = false
  const run = {
    isDone: () => isDone,
    isOver: () => isOver || Date.now() - start > giveUpAfterMs,
  }
  const clients = Promise.all([
    ...Array.from({ length: backends }, (_, i) =>
      runBackend(`b${i}`, target, sent, createRandom(seed + i), run),
    ),
    ...Array.from({ length: browsers }, (_, i) => runBrowser(String(i), target, sent, run)),
  ])
  return {
    workspace,
    target,
    sent,
    async finish() {
      isDone = true
      await clients
      if (sent.abandoned > 0) throw new Error(`${sent.abandoned} requests were never acknowledged`)
    },
    async abandon() {
      isDone = true
      isOver = true
      await clients
    },
    audit: () => audit(brim.dataDir, workspace.id, sent),
  }
}
