/** Goes through the log once for what the parts were at earlier moments, and learns the weights from it. */
import type { Client } from '@libsql/client'
import type { ReadinessModel } from '../../shared/account/readiness.ts'
import type { Learning } from '../../shared/account/readiness-learning.ts'
import type { Plan } from '../../shared/definition/plan.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { changes } from '../engine/project.ts'
import { trendDays } from '../engine/readiness/facts.ts'
import { createHistory, type KeptSignal } from '../engine/readiness/learn/history.ts'
import { learn as learnFrom, type Sample } from '../engine/readiness/learn/learn.ts'
import { type CompiledModel, compileModel } from '../engine/readiness/model.ts'
import { compileConversion } from '../engine/replay/conversion.ts'
import { readEnds, readPages } from '../replay/log.ts'
import { readModel } from './published.ts'

/** An account converted if it did within so many days; looks are as far apart, so that none counts twice. */
export const horizonDays = 14
const horizonMs = horizonDays * dayMs
/** A year of looks. */
const mostLooks = 26
/** Rows that are held at once: a few hundred bytes each. */
const mostRows = 1_000_000

export type LearnJob = {
  /** As it is edited: its fit rules and weights. */
  draft: ReadinessModel
  now: number
}

export async function learn(client: Client, { draft, now }: LearnJob): Promise<Learning> {
  const { published } = await readModel(client)
  const model = compileModel(draft, published)
  const { startsAt = now } = await readEnds(client)
  const looks = looksBetween(startsAt, now, await mostLooksOf(client))
  const plans = new Map(published.plans.map((one) => [one.key, one]))
  const samples = looks.length > 0 ? await readSamples(client, { looks, model, plans, now }) : []
  return learnFrom({ samples, looks, horizonDays, present: model.shares })
}

export type SamplesAsked = {
  /** Oldest first, a horizon apart. */
  looks: number[]
  model: CompiledModel
  plans: ReadonlyMap<string, Plan>
  now: number
}

export async function readSamples(client: Client, asked: SamplesAsked): Promise<Sample[]> {
  const { looks, model, plans, now } = asked
  const conversion = compileConversion(undefined, plans)
  const signals = await readSignals(client)
  const history = createHistory({ looks, horizonMs, model, conversion, signals })
  const { last } = await readEnds(client)
  const withProperties = new Set([...changes, ...conversion.names])
  const part = { last, before: now + 1, names: undefined, withProperties }
  for await (const { entries } of readPages(client, part)) {
    for (const entry of entries) history.take(entry)
  }
  return history.end()
}

/** The newest ends a horizon before now; the oldest has both spans of the trend behind it. */
export function looksBetween(startsAt: number, now: number, most: number): number[] {
  const looks: number[] = []
  const first = startsAt + 2 * trendDays * dayMs
  for (let at = now - horizonMs; at >= first && looks.length < most; at -= horizonMs) looks.push(at)
  return looks.reverse()
}

async function mostLooksOf(client: Client): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) FROM accounts')
  return Math.max(4, Math.min(mostLooks, Math.floor(mostRows / Math.max(1, Number(rows[0]?.[0])))))
}

async function readSignals(client: Client): Promise<Map<string, KeptSignal[]>> {
  const { rows } = await client.execute(
    'SELECT json_group_array(json_array(account, trigger, fired_at, cancelled_at)) FROM signals',
  )
  const kept = new Map<string, KeptSignal[]>()
  const all = JSON.parse(String(rows[0]?.[0])) as [string, string, number, number | null][]
  for (const [account, trigger, firedAt, cancelledAt] of all) {
    const one = { trigger, firedAt, cancelledAt }
    const known = kept.get(account)
    if (known) known.push(one)
    else kept.set(account, [one])
  }
  return kept
}
