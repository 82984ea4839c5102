/** Brim and its floor, each in a process of its own, on copies of the same data. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { unlimited } from '../harness/unlimited.ts'
import { startFloor } from './floor/start.ts'
import { type Prepared, prepare, publishMoreNudges } from './workspace.ts'

export type SideName = 'brim' | 'floor'

export type Sides = {
  url: Record<SideName, string>
  /** What a backend sends along with each request. */
  headers: Record<string, string>
  page: Prepared['page']
  writeKey: string
  /** Events that were sent, read from the files and not asked from who wrote them. */
  countEvents(side: SideName): Promise<number>
  /** Brim has fifty live nudges from then on. */
  publishNudges(): Promise<void>
  stop(): Promise<void>
}

/** Without those that Brim itself adds to the log. */
const sentEvents = "SELECT count(*) FROM events WHERE source IN ('api', 'tool')"

const openCounter = (folder: string, workspace: string) => {
  const client = createClient({ url: `file:${join(folder, 'workspaces', `${workspace}.db`)}` })
  return {
    async count() {
      const { rows } = await client.execute(sentEvents)
      return Number(rows[0]?.[0])
    },
    close: () => client.close(),
  }
}

const startSides = async (): Promise<Sides> => {
  const scratch = createScratch('bench')
  const folders = { brim: join(scratch, 'brim'), floor: join(scratch, 'floor') }
  const env = { HOST: '127.0.0.1', ...unlimited }
  const first = await startBrim({ dataDir: folders.brim, env })
  const { workspace, headers, page, writeKey } = await prepare(first)
  await first.stop()
  cpSync(folders.brim, folders.floor, { recursive: true })

  const brim = await startBrim({ dataDir: folders.brim, env })
  const floor = await startFloor(folders.floor, workspace)
  const counters = {
    brim: openCounter(folders.brim, workspace),
    floor: openCounter(folders.floor, workspace),
  }
  return {
    url: { brim: brim.url, floor: floor.url },
    headers,
    page,
    writeKey,
    countEvents: (side) => counters[side].count(),
    publishNudges: () => publishMoreNudges(brim.url, headers),
    async stop() {
      counters.brim.close()
      counters.floor.close()
      await floor.stop()
      await brim.stop()
    },
  }
}

/** Starts both, and stops them whatever becomes of `use`. */
export const withSides = async <T>(use: (sides: Sides) => Promise<T>): Promise<T> => {
  const sides = await startSides()
  try {
    return await use(sides)
  } finally {
    await sides.stop()
  }
}
