/**
 * What an event costs with ever more live triggers, of which five listen to it: by the fold alone,
 * and by the pipeline from input to commit, in groups as under load. The floor is the cost with ten
 * triggers; the aim is that a thousand cost no more than 1.3 times as much.
 */
import { createFold } from '../../../server/engine/replay/fold.ts'
import { compileTrigger } from '../../../server/engine/trigger.ts'
import type { Setting } from '../apart.ts'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import type { Row } from '../row.ts'
import { costOf } from '../stream/cost.ts'
import { eventsOf } from '../stream/events.ts'
import { heard, triggersOf } from '../stream/triggers.ts'
import { openWorkspace, type Workspace } from '../stream/workspace.ts'
import { answer } from './answer.ts'

const counts = [1, 10, 100, 1_000]
const listening = 5
const from = Date.parse('2026-03-04T12:00:00Z')
const stream = { name: heard, from, everyMs: 100, accounts: 100, users: 5 }

const plan = { rounds: 15, enough: 7, withinMs: 15_000 }
const folded = 2_000
/** As many as arrive in the same moment, one event each. */
const group = 100
const groups = 5

const foldRun = (count: number) => {
  const fold = createFold({
    triggers: triggersOf(count, listening).map((one) => compileTrigger(one)),
    catalogue: { meters: new Map(), plans: new Map() },
    logStart: 0,
    onFiring: () => {},
  })
  const next = eventsOf(stream)
  return async () => {
    const entries = next(folded).map((one) => ({ ...one, department: null }))
    return costOf(folded, () => {
      for (const entry of entries) fold.take(entry)
    })
  }
}

const pipelineRun = (workspace: Workspace) => {
  const next = eventsOf(stream)
  return async () => {
    const works = Array.from({ length: groups }, () => next(group))
    return costOf(groups * group, async () => {
      for (const events of works) {
        await Promise.all(events.map((one) => workspace.submit(one.receivedAt, [one])))
      }
    })
  }
}

const rowsOf = async (way: string, runs: Record<string, () => Promise<number>>): Promise<Row[]> => {
  for (const warmUp of Object.values(runs)) await warmUp()
  const costs = await interleave(plan, runs)
  return Object.entries(costs).map(([count, all]) => ({
    name: `triggers_${way}_${count}`,
    value: median(all),
    unit: 'µs/event',
    floor: median(costs['10'] ?? []),
  }))
}

const measure = async ({ folder }: Setting): Promise<Row[]> => {
  const folds = Object.fromEntries(counts.map((count) => [`${count}`, foldRun(count)]))
  const workspaces: Workspace[] = []
  const pipelines: typeof folds = {}
  for (const count of counts) {
    const workspace = await openWorkspace(folder, `triggers-${count}`)
    workspaces.push(workspace)
    await workspace.install('trigger', triggersOf(count, listening))
    pipelines[count] = pipelineRun(workspace)
  }
  const rows = [...(await rowsOf('fold', folds)), ...(await rowsOf('pipeline', pipelines))]
  for (const workspace of workspaces) await workspace.close()
  return rows
}

await answer(measure)
