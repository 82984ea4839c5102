/** The model as it is set, with the triggers and plans that it refers to. */
import type { Client } from '@libsql/client'
import type { ReadinessModel } from '../../shared/account/readiness.ts'
import type { Plan } from '../../shared/definition/plan.ts'
import type { Trigger } from '../../shared/definition/trigger.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import { type CompiledModel, compileModel, type Published } from '../engine/readiness/model.ts'

export type ReadModel = {
  set: ReadinessModel
  published: Published
  model: CompiledModel
  /** Equal where the same facts give the same score. */
  name: string
}

export async function readModel(client: Client): Promise<ReadModel> {
  const [settings, rows] = await client.batch([
    "SELECT value FROM settings WHERE name = 'workspace'",
    `SELECT kind, published FROM definitions WHERE kind IN ('trigger', 'plan')
     AND published IS NOT NULL AND status != 'archived' ORDER BY kind, key`,
  ])
  const { readiness: set } = settingsOf(JSON.parse(String(settings?.rows[0]?.[0] ?? '{}')))
  const bodies = (kind: string) =>
    (rows?.rows ?? []).flatMap((row) => (row[0] === kind ? [JSON.parse(String(row[1]))] : []))
  const published = { triggers: bodies('trigger') as Trigger[], plans: bodies('plan') as Plan[] }
  const model = compileModel(set, published)
  const name = JSON.stringify([
    { ...set, learnedAt: null },
    [...model.triggers.values()].map(({ key, weight, halfLifeMs }) => [key, weight, halfLifeMs]),
    [...model.tiers],
  ])
  return { set, published, model, name }
}
