import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { families } from '../../shared/definition/trigger.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import { createPipeline } from '../pipeline/in-process.ts'
import { openWorkspaceConnection, openWorkspaceStore } from '../store/open.ts'
import { nudges } from './catalogue/nudges.ts'
import { seedDemo } from './seed.ts'

const now = Date.parse('2026-06-15T12:00:00Z')

const openPipeline = () => {
  const folder = mkdtempSync(join(tmpdir(), 'brim-demo-'))
  let ids = 0
  const pipeline = createPipeline({
    open: (id) => openWorkspaceConnection({ kind: 'files', folder }, id),
    newId: (prefix) => `${prefix}_${ids++}`,
    now: () => now,
  })
  onTestFinished(async () => {
    await pipeline.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return pipeline
}

test('fires triggers of all six families, shows every nudge and hears all kinds of answers', async () => {
  const pipeline = openPipeline()
  const messages: LiveMessage[] = []
  pipeline.onCommit((_, more) => messages.push(...more))
  const seeded = await seedDemo({ pipeline, workspace: 'ws_demo', now, accounts: 40 })

  const signals = messages.flatMap((one) => (one.type === 'signal' ? [one.signal] : []))
  expect([...new Set(signals.map((one) => one.family))].sort()).toEqual([...families].sort())

  const decided = messages.flatMap((one) => (one.type === 'decision' ? [one.decision] : []))
  const shown = new Set(decided.map((one) => one.nudge).filter((one) => one !== null))
  expect([...shown].sort()).toEqual(nudges.map((one) => one.key).sort())

  const events = messages.flatMap((one) => (one.type === 'event' ? [one.event.name] : []))
  for (const name of ['shown', 'clicked', 'dismissed', 'snoozed', 'trial_started']) {
    expect(events).toContain(`nudge_${name}`)
  }
  expect(seeded).toMatchObject({ accounts: 40 })
  expect(seeded.prompts).toBeGreaterThan(20)
}, 60_000)

test('plays have told somebody of growing teams, within the hours and the number of a day', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brim-demo-'))
  let ids = 0
  const location = { kind: 'files' as const, folder }
  const pipeline = createPipeline({
    open: (id) => openWorkspaceConnection(location, id),
    newId: (prefix) => `${prefix}_${ids++}`,
    now: () => now,
  })
  await seedDemo({ pipeline, workspace: 'ws_demo', now, accounts: 40 })
  await pipeline.close()
  const { client, close } = await openWorkspaceStore(location, 'ws_demo')
  onTestFinished(() => {
    close()
    rmSync(folder, { recursive: true, force: true })
  })
  const rows = async (sql: string) => (await client.execute(sql)).rows
  const told = await rows(
    "SELECT told_by, count(*) AS n, count(worth) AS judged FROM alerts WHERE state = 'told' GROUP BY told_by",
  )
  expect(told.map((one) => one.told_by).sort()).toEqual(['alert', 'digest'])
  expect(Number(told.find((one) => one.told_by === 'alert')?.judged)).toBeGreaterThan(3)
  const [most] = await rows(
    'SELECT max(n) AS n FROM (SELECT count(*) AS n FROM alerts WHERE day IS NOT NULL GROUP BY day)',
  )
  expect(Number(most?.n)).toBeLessThanOrEqual(3)
  expect(await rows('SELECT 1 FROM destinations')).toEqual([])
}, 60_000)
