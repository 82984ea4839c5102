/** The results of a period, from the showings and what came of them. */
import type { Client } from '@libsql/client'
import type { Experiment } from '../../shared/definition/nudge.ts'
import type { ExperimentResult, Results, ResultsQuery } from '../../shared/results/results.ts'
import { type Period, periodBefore, spanOf } from '../engine/results/calendar.ts'
import { judge } from '../engine/results/experiment.ts'
import { type Counted, rowOf } from '../engine/results/row.ts'
import { lookAtErased } from '../store/workspace/queries/results-bought.ts'
import {
  lookAtArmsEarned,
  lookAtAuthored,
  lookAtUnits,
  lookAtVersions,
} from '../store/workspace/queries/results-experiment.ts'
import { lookAt, type Showings, together } from '../store/workspace/queries/results-statement.ts'
import { countShowings } from './count.ts'

/** Traits have as many values as a SaaS likes; a table is for reading. */
const mostRows = 100

export type Question = Period & Pick<ResultsQuery, 'nudge' | 'by'> & { now: number }

/** `undefined` where there is no such nudge. */
export async function readResults(client: Client, asked: Question): Promise<Results | undefined> {
  const { nudge, now, from, to, zone } = asked
  const by = asked.by ?? (nudge === undefined ? 'nudge' : 'arm')
  const authored = nudge === undefined ? null : await lookAt(client, lookAtAuthored(nudge))
  if (nudge !== undefined && !authored) return undefined
  const before = periodBefore(asked)
  const span = spanOf(asked)
  const showings: Showings = { start: span.start, end: span.end, nudge }
  const { total, rows, arms, days } = await countShowings(client, span, { nudge, by })
  const earlier = await countShowings(client, spanOf(before), { nudge, by: null })
  return {
    from,
    to,
    zone,
    at: now,
    by,
    total,
    rows: rows.slice(0, mostRows).map(rowOf),
    more: Math.max(0, rows.length - mostRows),
    days,
    earlier: { from: before.from, to: before.to, total: earlier.total, days: earlier.days },
    experiment: authored?.experiment
      ? await readExperiment(client, showings, {
          ...authored,
          arms,
          experiment: authored.experiment,
        })
      : null,
    erasedConversions: await lookAt(client, lookAtErased(showings)),
  }
}

type Tried = { key: string; experiment: Experiment; arms: readonly Counted[] }

async function readExperiment(
  client: Client,
  showings: Showings,
  { key, experiment, arms }: Tried,
): Promise<ExperimentResult> {
  const { units, earned, versions } = await lookAt(
    client,
    together({
      units: lookAtUnits(showings, experiment.unit),
      earned: lookAtArmsEarned(showings, experiment.unit),
      versions: lookAtVersions(key, showings),
    }),
  )
  const weights = versions.map((one) =>
    JSON.stringify(one?.arms.map((arm) => [arm.key, arm.weight])),
  )
  return judge(experiment, {
    arms: units.map(({ arm, units: of, bought }) => ({
      key: arm,
      units: of,
      bought,
      clicked: arms.find((one) => one.key === arm)?.sums.clicked ?? null,
      earned: earned
        .filter((one) => one.arm === arm)
        .map(({ currency, earners, sum, squares }) => ({
          currency,
          moments: { n: of, earners, sum, squares },
        })),
    })),
    moved: units.reduce((sum, one) => sum + one.moved, 0),
    haveWeightsChanged: new Set(weights).size > 1,
  })
}
