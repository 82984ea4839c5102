/**
 * What a marketer waits for in the trigger builder, on the demo's ninety days of history: the first
 * curve after a start, as the builder asks for it, and the figures of every threshold that is tried
 * from then on. The floor reads and parses the same log in this process, and evaluates nothing.
 */
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { demoLogin } from '../../../server/demo-workspace.ts'
import { readPages } from '../../../server/replay/log.ts'
import { type Brim, startBrim } from '../../harness/brim.ts'
import { createScratch } from '../../harness/scratch.ts'
import { median, quantile } from '../median.ts'
import type { Figure, Row } from '../row.ts'

const starts = 5
const turns = 40
const key = 'asked-about-limits'
const path = 'when.all.0'

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await run()
  return performance.now() - start
}

const signIn = async (brim: Brim) => {
  const response = await fetch(`${brim.url}/console/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: brim.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: demoLogin.email, password: demoLogin.password }),
  })
  const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0])
  const headers = { cookie: cookie.join('; '), origin: brim.url }
  return async (route: string, body?: object): Promise<string> => {
    const answer = await fetch(`${brim.url}/console/api/w/demo${route}`, {
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${text}`)
    return text
  }
}

const replay = async (ask: Awaited<ReturnType<typeof signIn>>, body: object) => {
  const last = JSON.parse((await ask('/replay', body)).trimEnd().split('\n').at(-1) ?? '')
  if (last.type !== 'report') throw new Error(`A replay ended with ${JSON.stringify(last)}`)
}

/** From a start on: the pages that lead to the builder, its first curve, and thresholds beside it. */
const build = async (dataDir: string) => {
  const brim = await startBrim({ demo: true, dataDir })
  try {
    const ask = await signIn(brim)
    const { draft } = JSON.parse(await ask(`/definitions/trigger/${key}`))
    await ask('/firings')
    await ask('/vocabulary')
    const first = await timed(() => replay(ask, { trigger: draft, sweep: { path } }))
    const turned: number[] = []
    for (let gte = 1; gte <= turns / starts; gte++) {
      const [leaf, ...rest] = draft.when.all
      const trigger = { ...draft, when: { all: [{ ...leaf, gte }, ...rest] } }
      turned.push(await timed(() => replay(ask, { trigger })))
    }
    return { first, turned }
  } finally {
    await brim.stop()
  }
}

const readAll = async (dataDir: string) => {
  const url = `file:${join(dataDir, 'workspaces', 'demo.db')}`
  const client = createClient({ url })
  const { rows } = await client.execute('SELECT max(seq) FROM events')
  const all = { names: undefined, withProperties: new Set<string>() }
  for await (const _ of readPages(client, {
    last: Number(rows[0]?.[0]),
    before: Date.now(),
    ...all,
  }));
  client.close()
}

const measure = async (): Promise<Row[]> => {
  const dataDir = join(createScratch('threshold'), 'data')
  await (await startBrim({ demo: true, dataDir })).stop()
  const first: number[] = []
  const turned: number[] = []
  const floors: number[] = []
  for (let i = 0; i < starts; i++) {
    const built = await build(dataDir)
    first.push(built.first)
    turned.push(...built.turned)
    floors.push(await timed(() => readAll(dataDir)))
  }
  const floor = median(floors)
  return [
    { name: 'replay_threshold_first', value: median(first), unit: 'ms', floor },
    { name: 'replay_threshold_p50', value: median(turned), unit: 'ms', floor },
    { name: 'replay_threshold_p95', value: quantile(turned, 0.95), unit: 'ms', floor },
  ]
}

export const threshold: Figure = { name: 'replay_threshold', measure }
