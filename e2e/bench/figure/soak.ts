/**
 * Whether a server stays as it is: minutes of all that it does at once, at about half of the highest
 * ingest, with pages that send, backends that ask, and two pages that listen. Its memory must not
 * grow, and its loops must turn; what stands beside that is a budget. It writes about a gigabyte.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { startBrim } from '../../harness/brim.ts'
import { unlimited } from '../../harness/unlimited.ts'
import { decideBodies, eventBodies, syncBodies, users } from '../load/bodies.ts'
import { highest } from '../load/highest.ts'
import { type OpenLoad, startOpenLoop } from '../load/load.ts'
import type { Figure, Options, Row } from '../row.ts'
import { listen } from '../soak/listen.ts'
import { growthPerMinute, type Sample, sampleOf } from '../soak/sample.ts'
import { type Prepared, prepare } from '../workspace.ts'

const size = 5
const perSecond = { syncs: 50, decisions: 50 }
/**
 * A load is one of many in turn: whoever sends keeps what it measured until its end, and the server
 * hangs up on connections that a turn has not used for five seconds.
 */
const turnSeconds = 4
const sampleEveryMs = 5_000
const budget = { rssMbPerMinute: 1, heapMbPerMinute: 0.5, stallMs: 100 }

const loadsOf = async (url: string, { headers, page }: Prepared): Promise<OpenLoad[]> => {
  const events = { url, path: '/v1/events', headers, bodies: eventBodies(200, size) }
  const ingest = {
    ...events,
    perSecond: Math.floor((await highest(events)) / 2),
    seconds: turnSeconds,
    expectedStart: `{"accepted":${size},`,
  }
  return [
    ingest,
    {
      ...ingest,
      path: '/b/v1/sync',
      headers: { origin: page.origin, 'content-type': 'text/plain' },
      bodies: syncBodies(page.key),
      perSecond: perSecond.syncs,
      expectedStart: '{"v":1,',
    },
    {
      ...ingest,
      path: '/v1/decide',
      bodies: decideBodies(false),
      perSecond: perSecond.decisions,
      expectedStart: '{"decisions":[{"id":',
    },
  ]
}

/** Turn after turn, from a process of its own. */
const keepUp = async (load: OpenLoad, untilMs: number) => {
  const loader = startOpenLoop()
  try {
    while (performance.now() < untilMs) await loader.run(load)
  } finally {
    loader.stop()
  }
}

const watch = async (url: string, untilMs: number): Promise<Sample[]> => {
  const samples: Sample[] = []
  const look = async () => sampleOf(await (await fetch(`${url}/metrics`)).text())
  // What its start has kept the loops from is not counted.
  await look()
  while (performance.now() < untilMs) {
    await wait(sampleEveryMs)
    samples.push(await look())
  }
  return samples
}

const rowsOf = (samples: Sample[], minutes: number): Row[] => {
  const growth = (of: (one: Sample) => number) => growthPerMinute(samples.map(of), minutes)
  const longest = (of: (one: Sample) => number) => Math.max(...samples.map(of))
  return [
    {
      name: 'soak_rss_growth',
      value: growth((one) => one.rssMb),
      unit: `MB/min over ${minutes} min, at ${Math.round(samples.at(-1)?.rssMb ?? 0)} MB`,
      floor: budget.rssMbPerMinute,
    },
    {
      name: 'soak_heap_growth',
      value: growth((one) => one.heapMb),
      unit: `MB/min over ${minutes} min`,
      floor: budget.heapMbPerMinute,
    },
    {
      name: 'soak_main_stall',
      value: longest((one) => one.mainStallMs),
      unit: 'ms, the longest',
      floor: budget.stallMs,
    },
    {
      name: 'soak_pipeline_stall',
      value: longest((one) => one.pipelineStallMs),
      unit: 'ms, the longest',
      floor: budget.stallMs,
    },
  ]
}

const measure = async ({ minutes }: Options): Promise<Row[]> => {
  const brim = await startBrim({ env: { HOST: '127.0.0.1', ...unlimited } })
  try {
    const prepared = await prepare(brim)
    const listeners = await Promise.all(
      users.slice(0, 2).map((user) => listen(brim.url, prepared.page, user)),
    )
    const loads = await loadsOf(brim.url, prepared)
    const untilMs = performance.now() + minutes * 60_000
    const [samples] = await Promise.all([
      watch(brim.url, untilMs),
      ...loads.map((load) => keepUp(load, untilMs)),
    ])
    if (listeners.some((one) => one.heard() === 0))
      throw new Error('A page that listens heard nothing')
    for (const one of listeners) one.close()
    return rowsOf(samples, minutes)
  } finally {
    await brim.stop()
  }
}

export const soak: Figure = { name: 'soak', measure }
