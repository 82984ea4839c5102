/**
 * One node with ten thousand workspaces, or as many as `--workspaces` says: how long it takes to start,
 * what it holds in memory and open files, and how long an event waits, whichever of them it is for.
 * The floor is the same of those that stay open. It writes half a megabyte for each workspace.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startBrim } from '../../harness/brim.ts'
import { createScratch } from '../../harness/scratch.ts'
import { unlimited } from '../../harness/unlimited.ts'
import { eventBodies } from '../load/bodies.ts'
import { quantile } from '../median.ts'
import type { Figure, Options, Row } from '../row.ts'
import { sampleOf } from '../soak/sample.ts'
import { makeWorkspaces } from '../workspaces.ts'

const connections = 16
/** As many as stay open unless somebody says another number. */
const open = 500
const bodies = eventBodies(200, 1)

/** Sends each of the keys' workspaces one event, several at once; answers how long each took. */
const sendToEach = async (url: string, keys: readonly string[]) => {
  const latenciesMs: number[] = []
  const left = keys.entries()
  const send = async () => {
    for (const [at, key] of left) {
      const startedAt = performance.now()
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: bodies[at % bodies.length] as string,
      })
      const answer = await response.text()
      if (!answer.startsWith('{"accepted":1,')) throw new Error(`${response.status} ${answer}`)
      latenciesMs.push(performance.now() - startedAt)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, send))
  return { latenciesMs, perSecond: keys.length / ((performance.now() - startedAt) / 1_000) }
}

const measure = async ({ workspaces: count }: Options): Promise<Row[]> => {
  const dataDir = join(createScratch('many'), 'data')
  const keys = await makeWorkspaces(dataDir, count)
  const startedAt = performance.now()
  const brim = await startBrim({
    dataDir,
    env: { HOST: '127.0.0.1', ...unlimited },
  })
  try {
    const readyMs = performance.now() - startedAt
    const held = async () => ({
      rssMb: sampleOf(await (await fetch(`${brim.url}/metrics`)).text()).rssMb,
      files: readdirSync(`/proc/${brim.pid}/fd`).length,
    })
    const few = keys.slice(0, open)
    await sendToEach(brim.url, few)
    const kept = await sendToEach(brim.url, few)
    const before = await held()
    const all = await sendToEach(brim.url, keys)
    const after = await held()
    const p = (share: number): Row => ({
      name: `many_p${share * 100}`,
      value: quantile(all.latenciesMs, share),
      unit: `ms an event, over ${count} workspaces`,
      floor: quantile(kept.latenciesMs, share),
    })
    return [
      { name: 'many_start', value: readyMs, unit: 'ms until ready', floor: 1_000 },
      p(0.5),
      p(0.99),
      {
        name: 'many_events',
        value: all.perSecond,
        unit: 'events/s, each for another workspace',
        floor: kept.perSecond,
      },
      { name: 'many_rss', value: after.rssMb, unit: 'MB', floor: before.rssMb },
      { name: 'many_files', value: after.files, unit: 'open files', floor: before.files },
    ]
  } finally {
    await brim.stop()
  }
}

export const many: Figure = { name: 'many', measure }
