/**
 * What a decision takes among fifty live nudges, from question to commit, asked one after the other.
 * The floor commits a row of the same size for a decision that is stored, and reads one row for one
 * that is not.
 */
import { catalogue } from '../../../server/demo/catalogue.ts'
import type { Input } from '../../../server/pipeline/input.ts'
import type { Question } from '../../../server/pipeline/work.ts'
import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import type { Setting } from '../apart.ts'
import { interleave } from '../interleave.ts'
import { users } from '../load/bodies.ts'
import { median, quantile } from '../median.ts'
import { moreNudges } from '../nudges.ts'
import type { Row } from '../row.ts'
import { openWorkspace, type Workspace } from '../stream/workspace.ts'
import { moreTriggers } from '../triggers.ts'
import { answer } from './answer.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const plan = { rounds: 9, enough: 5, withinMs: 15_000 }
const asked = 200

const inUse = [
  ...catalogue,
  ...moreTriggers.map((one) => ({ kind: 'trigger' as const, body: trigger.parse(one) })),
  ...moreNudges.map((body) => ({ kind: 'nudge' as const, body })),
]

const install = async (workspace: Workspace) => {
  const kinds: DefinitionKind[] = ['plan', 'offer', 'trigger', 'nudge']
  for (const kind of kinds) {
    const bodies = inUse.filter((one) => one.kind === kind).map((one) => one.body)
    await workspace.install(kind, bodies)
  }
}

/** Everybody has a plan, and has hit the wall often enough for a signal. */
const settle = async (workspace: Workspace) => {
  const common = { occurredAt: now, receivedAt: now, source: 'api' } as const
  const inputs = users.flatMap(({ id, account }, place): Input[] => [
    {
      ...common,
      kind: 'account_traits',
      messageId: `plan-${place}`,
      account,
      user: null,
      traits: { plan: 'free' },
    },
    {
      ...common,
      kind: 'user_traits',
      messageId: `user-${place}`,
      account,
      user: id,
      traits: { department: 'sales' },
    },
    {
      ...common,
      kind: 'event',
      messageId: `hit-${place}`,
      account,
      user: id,
      name: 'paywall_hit',
      properties: { feature: 'export' },
    },
  ])
  await workspace.submit(now, inputs)
}

const latencies = async (ask: (place: number) => Promise<unknown>): Promise<number[]> => {
  const times: number[] = []
  for (let place = 0; place < asked; place++) {
    const start = performance.now()
    await ask(place)
    times.push(performance.now() - start)
  }
  return times
}

const insert = `INSERT INTO decisions
  (id, account, user, placement, armed, created_at, expires_at, receipt)
  VALUES (?, ?, ?, 'paywall:export', 0, ?, ?, ?)`

const userAt = (place: number) => users[(place * 41) % users.length] as (typeof users)[number]

const measure = async ({ folder }: Setting): Promise<Row[]> => {
  const brim = await openWorkspace(folder, 'brim')
  const floor = await openWorkspace(folder, 'floor')
  for (const one of [brim, floor]) {
    await install(one)
    await settle(one)
  }
  let at = now
  const ask = (place: number, store: boolean, explain = false) => {
    const { id: user, account } = userAt(place)
    const question: Question = {
      visitor: { account, user, page: '/boards', locale: 'en', device: 'desktop' },
      placements: ['paywall:export'],
      arm: false,
      store,
      explain,
    }
    return brim.submit(++at, [], question)
  }
  const [decided] = (await ask(0, false, true)).decisions
  if (!decided?.prompt) throw new Error(`Nothing was decided: ${decided?.reason}`)
  const text = JSON.stringify([decided.prompt, decided.receipt])
  const { client } = floor
  const commit = (place: number) => {
    const { id, account } = userAt(place)
    return client.batch(
      [{ sql: insert, args: [`dec_${++at}`, account, id, at, at, text] }],
      'write',
    )
  }
  const read = (place: number) =>
    client.execute({ sql: 'SELECT * FROM users WHERE id = ?', args: [userAt(place).id] })
  const runs = {
    stored: () => latencies((place) => ask(place, true)),
    dry: () => latencies((place) => ask(place, false)),
    commit: () => latencies(commit),
    read: () => latencies(read),
  }
  for (const warmUp of Object.values(runs)) await warmUp()
  const times = await interleave(plan, runs)
  await brim.close()
  await floor.close()
  const row = (name: string, taken: number[][], least: number[][], share: number): Row => ({
    name: `deciding_${name}_ms`,
    value: median(taken.map((one) => quantile(one, share))),
    unit: 'ms',
    floor: median(least.map((one) => quantile(one, share))),
  })
  return [
    row('p50', times.stored, times.commit, 0.5),
    row('p99', times.stored, times.commit, 0.99),
    row('dry_p50', times.dry, times.read, 0.5),
    row('dry_p99', times.dry, times.read, 0.99),
  ]
}

await answer(measure)
