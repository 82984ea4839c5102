import { expect, onTestFinished, test } from 'vitest'
import { exportPipeline, noon, plans, tester, trial, workspace } from '../test-pipeline.ts'

async function fresh() {
  const test = await exportPipeline()
  onTestFinished(test.close)
  return {
    ...test,
    remove: (kind: 'plan' | 'offer' | 'trigger' | 'nudge', key: string) =>
      test.pipeline().remove(workspace, { kind, key, by: tester, at: noon }),
  }
}

test('what is referred to is not deleted, and those that refer to it are named', async () => {
  const { remove } = await fresh()
  expect(await remove('plan', 'team')).toEqual({
    kind: 'used',
    uses: [{ kind: 'offer', key: 'team-trial', name: 'Try Team' }],
  })
  expect(await remove('offer', 'team-trial')).toMatchObject({
    kind: 'used',
    uses: [{ kind: 'trigger' }, { kind: 'nudge' }],
  })
})

test('what nothing refers to any more goes, with what was counted for it', async () => {
  const { remove, rows } = await fresh()
  for (const [kind, key] of [
    ['nudge', 'export'],
    ['trigger', 'export-wall'],
    ['offer', 'team-trial'],
    ['plan', 'team'],
  ] as const) {
    expect(await remove(kind, key)).toMatchObject({ kind: 'removed', record: { key } })
  }
  expect(await rows('SELECT * FROM measures')).toEqual([])
  expect(await remove('plan', 'team')).toEqual({ kind: 'not_found' })
})

test('an offer stays while an account is on a trial of it', async () => {
  const { remove, submit } = await fresh()
  await remove('nudge', 'export')
  await remove('trigger', 'export-wall')
  await submit(noon, [trial(noon + 1000, noon)])
  expect(await remove('offer', 'team-trial')).toEqual({ kind: 'on_trial' })
})

test('one that comes again under its key goes on with its versions', async () => {
  const { remove, publish, rows } = await fresh()
  expect(await publish('plan', { ...plans[0], name: 'Free of charge' })).toMatchObject({
    version: 2,
  })
  await remove('plan', 'free')
  expect(await publish('plan', plans[0])).toMatchObject({ version: 3, revision: 1 })
  const kept = await rows("SELECT version FROM versions WHERE key = 'free' ORDER BY version")
  expect(kept.map((one) => one.version)).toEqual([1, 2, 3])
})
