// A question is answered from what is about those who ask, however many others the account has.
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import type { Runner } from '../../store/connection.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { loadDefinitions } from '../definition/definitions.ts'
import type { Input } from '../input.ts'
import {
  ask,
  exportNudge,
  exportTrigger,
  hit,
  noon,
  tester,
  testPipeline,
  traits,
  trialOffer,
  workspace,
} from '../test-pipeline.ts'
import type { Work } from '../work.ts'
import { loadState } from './load.ts'
import { needsOf } from './needs.ts'

const once = { ...exportTrigger.when, gte: 1 }
const at = noon + minuteMs

/** Two users have fired a trigger of users, one of accounts, and one that no nudge names. */
async function fired() {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  await pipeline.publish('plan', { key: 'team', name: 'Team', tier: 1 })
  await pipeline.publish('offer', trialOffer)
  for (const [key, subject] of [
    ['own', 'user'],
    ['wide', 'account'],
    ['unnamed', 'account'],
  ]) {
    await pipeline.publish('trigger', { ...exportTrigger, key, subject, when: once })
  }
  for (const trigger of ['own', 'wide']) {
    await pipeline.publish('nudge', { ...exportNudge, key: trigger, trigger })
  }
  const users = ['u2', 'u1']
  await pipeline.submit(
    noon,
    users.map((user) => hit('export', noon, { user })),
  )
  const connection = await openWorkspaceConnection(pipeline.location, workspace)
  onTestFinished(() => connection.close())
  const signalsFor = async (work: Partial<Work>, from: Runner = connection) => {
    const definitions = await loadDefinitions(connection)
    const needs = needsOf([{ at, inputs: [], ...work }], definitions)
    const { state } = await loadState(from, needs, definitions)
    return (state.signals.get('a1') ?? []).map((one) => `${one.trigger} ${one.user}`).sort()
  }
  return { ...pipeline, connection, signalsFor }
}

const question = ask(['paywall:export'])
const bought: Input = traits({ plan: 'team' }, at)

test('a question loads signals of its user and of the account, not those of others', async () => {
  const { signalsFor } = await fired()
  expect(await signalsFor({ question })).toEqual(['own u1', 'wide u2'])
  expect(await signalsFor({ question, at: at + 60 * dayMs })).toEqual([])
})

test('what may end signals loads all that it may end, and each once', async () => {
  const { signalsFor } = await fired()
  const all = ['own u1', 'own u2', 'unnamed u2', 'wide u2']
  expect(await signalsFor({ inputs: [bought] })).toEqual(all)
  expect(await signalsFor({ inputs: [bought], question })).toEqual(all)
  expect(await signalsFor({ inputs: [hit('export', at)] })).toEqual([])
})

test('signals of a trigger that is paused are asked for too', async () => {
  const { pipeline, signalsFor } = await fired()
  for (const key of ['own', 'wide']) {
    const by = { kind: 'trigger', key, change: 'pause', by: tester, at } as const
    await pipeline().setStatus(workspace, by)
  }
  expect(await signalsFor({ question })).toEqual(['own u1', 'wide u2'])
})

test('signals are found by an index, whoever they are of', async () => {
  const { connection, signalsFor } = await fired()
  const plans: string[] = []
  await signalsFor(
    { question },
    {
      ...connection,
      batch: async (statements) => {
        for (const one of statements) {
          if (typeof one === 'string') continue
          const explained = { ...one, sql: `EXPLAIN QUERY PLAN ${one.sql}` }
          const { rows } = await connection.execute(explained)
          plans.push(...rows.map((row) => String(row.detail)))
        }
        return connection.batch(statements)
      },
    },
  )
  expect(plans.filter((step) => step.includes('signals_'))).toEqual([
    expect.stringContaining('signals_asked (account=? AND trigger=?)'),
    expect.stringContaining('signals_asked (account=? AND trigger=? AND user=? AND expires_at>?)'),
  ])
})
