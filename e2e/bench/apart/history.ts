/**
 * What an event costs when its account has ever more history, from input to commit. The floor is the
 * cost after a thousand events; the aim is that no history costs more than 1.2 times as much.
 */

import { dayMs } from '../../../shared/value/duration.ts'
import type { Setting } from '../apart.ts'
import { interleave } from '../interleave.ts'
import { median } from '../median.ts'
import type { Row } from '../row.ts'
import { costOf } from '../stream/cost.ts'
import { eventsOf } from '../stream/events.ts'
import { heard, triggersOf } from '../stream/triggers.ts'
import { openWorkspace, type Workspace } from '../stream/workspace.ts'
import { answer } from './answer.ts'

const shallowest = 3
const triggers = triggersOf(10, 5)
const now = Date.parse('2026-03-04T12:00:00Z')
const historyMs = 90 * dayMs
const who = { name: heard, accounts: 1, users: 100 }

const plan = { rounds: 11, enough: 7, withinMs: 15_000 }
const group = 100
/** Inputs of one piece of work while history is made. */
const batch = 500

/** Evenly spread over the days before, and told in large pieces. */
const makeHistory = async (workspace: Workspace, events: number) => {
  const next = eventsOf({ ...who, from: now - historyMs, everyMs: historyMs / events })
  for (let made = 0; made < events; made += batch) {
    const inputs = next(Math.min(batch, events - made))
    await workspace.submit(inputs.at(-1)?.receivedAt ?? now, inputs)
  }
}

const measure = async ({ folder, options }: Setting): Promise<Row[]> => {
  const workspaces: Workspace[] = []
  const runs: Record<string, () => Promise<number>> = {}
  for (let power = shallowest; power <= options.depth; power++) {
    const workspace = await openWorkspace(folder, `history-${power}`)
    workspaces.push(workspace)
    await workspace.install('trigger', triggers)
    await makeHistory(workspace, 10 ** power)
    const next = eventsOf({ ...who, from: now, everyMs: 1, first: 10 ** power })
    runs[`1e${power}`] = () => {
      const events = next(group)
      return costOf(group, () =>
        Promise.all(events.map((one) => workspace.submit(one.receivedAt, [one]))),
      )
    }
  }
  for (const warmUp of Object.values(runs)) await warmUp()
  const costs = await interleave(plan, runs)
  for (const workspace of workspaces) await workspace.close()
  return Object.entries(costs).map(([depth, all]) => ({
    name: `history_${depth}`,
    value: median(all),
    unit: 'µs/event',
    floor: median(costs[`1e${shallowest}`] ?? []),
  }))
}

await answer(measure)
