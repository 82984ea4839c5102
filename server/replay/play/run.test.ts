/** A dry run of what a test's pipeline has written, held against what the same play did live. */
import { expect, onTestFinished, test } from 'vitest'
import { dryRunReport } from '../../../shared/play/dry-run.ts'
import { play as playSchema } from '../../../shared/play/play.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import type { Input } from '../../pipeline/input.ts'
import {
  event,
  exportPipeline,
  hit,
  noon,
  tester,
  traits,
  workspace,
} from '../../pipeline/test-pipeline.ts'
import { openWorkspaceReader } from '../../store/open.ts'
import { runDryRun } from './run.ts'

const toOwner = {
  key: 'to-owner',
  name: 'To the owner',
  when: { families: ['paywall'] },
  for: { accounts: { trait: 'account.plan', eq: 'enterprise' } },
  actions: [{ kind: 'alert' }],
}

async function withHistory() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  const { submit, location } = pipeline
  const owned = (account: string, at: number, more: object) =>
    ({ ...traits({ plan: 'enterprise', ...more }, at), account, user: null }) as Input
  const fire = (at: number, ...accounts: string[]) =>
    submit(
      at,
      accounts.flatMap((account) =>
        [1, 2, 3].map(() => hit('export', at, { account, user: `u-${account}` })),
      ),
    )
  await pipeline.pipeline().saveSettings(workspace, {
    sales: {
      ...settingsOf().sales,
      destination: 'slack',
      alertsPerDay: 2,
      defaultOwner: 'all@x.io',
    },
  })
  const dryRun = async (given: object = {}, days = 30) => {
    const store = await openWorkspaceReader(location, workspace)
    const play = playSchema.parse({ ...toOwner, ...given })
    const messages = []
    for await (const one of runDryRun(store, { play, days, now: noon + 20 * dayMs })) {
      messages.push(one)
    }
    store.close()
    expect(messages.slice(0, -1).every((one) => one.type === 'progress')).toBe(true)
    return dryRunReport.parse(messages.at(-1))
  }
  return { ...pipeline, owned, fire, dryRun }
}

/*
 * Wednesday noon, UTC, two alerts a day. By hand:
 *   e1 to e4 are enterprises, e1 to e3 of Ada, e4 of nobody in particular; f is free.
 *   Wednesday noon: e1, e2, e3 and f fire. Two are told, the third is for the digest, f is not for it.
 *   Wednesday evening: e4 fires, and waits for Thursday, 8:00.
 *   On the 8th day e1 fires in the evening, and moves away from the wall before the night is over.
 */
async function byHand() {
  const test = await withHistory()
  const { submit, owned, fire } = test
  await submit(noon, [
    ...['e1', 'e2', 'e3'].map((one) => owned(one, noon, { owner_email: 'ada@x.io' })),
    owned('e4', noon, {}),
    owned('f', noon, { plan: 'free' }),
  ])
  await fire(noon + 1, 'e1', 'e2', 'e3', 'f')
  await fire(noon + 9 * hourMs, 'e4')
  await fire(noon + 8 * dayMs + 9 * hourMs, 'e1')
  const late = noon + 8 * dayMs + 10 * hourMs
  await submit(late, [event('plan_changed', late, { account: 'e1' })])
  return test
}

test('a dry run tells what was worked out by hand', async () => {
  const { dryRun } = await byHand()
  expect(await dryRun()).toMatchObject({
    days: 20,
    signals: 6,
    accounts: 5,
    acted: 4,
    outcomes: { acted: 5, out_of_audience: 1 },
    told: 3,
    inDigests: 1,
    over: 1,
    unowned: 0,
    median: 1.5,
    most: 2,
    reps: [
      { rep: 'ada@x.io', alerts: 2, inDigests: 1, median: 2, most: 2, fullDays: ['2026-03-04'] },
      { rep: 'all@x.io', alerts: 1, inDigests: 0, median: 1, most: 1, fullDays: [] },
    ],
  })
  expect(await dryRun()).toEqual(await dryRun())
})

test('how ready accounts were is not known: the draft’s figures are the most that would have come', async () => {
  const { dryRun, publish } = await byHand()
  const without = await dryRun()
  const asking = { for: { ...toOwner.for, readiness: { atLeast: 70 } } }
  expect(without.leftOut).toEqual([])
  expect(await dryRun(asking)).toEqual({
    ...without,
    outcomes: { ...without.outcomes, acted: 0, readiness_unknown: 5 },
  })
  // Another that asks for it takes nothing from the draft, and is named.
  await publish('play', { ...toOwner, ...asking, key: 'first', priority: 5 })
  expect(await dryRun()).toEqual({ ...without, leftOut: ['first'] })
  // One after the draft is not looked at where the draft would stop.
  await publish('play', { ...toOwner, key: 'last', priority: -5 })
  expect(await dryRun(asking)).toMatchObject({ told: without.told, inDigests: without.inDigests })
})

test('a dry run looks at so many days and no more', async () => {
  const { dryRun } = await byHand()
  expect(await dryRun({}, 13)).toMatchObject({ signals: 1, told: 0, over: 1 })
})

test('what plays before it take, and how many people it asks for, is heeded', async () => {
  const { dryRun, publish } = await byHand()
  expect(await dryRun({ for: { people: { atLeast: 2, within: '7d' } } })).toMatchObject({
    outcomes: { too_few_people: 6 },
    told: 0,
  })
  await publish('play', { ...toOwner, key: 'first', priority: 5 })
  expect(await dryRun()).toMatchObject({ outcomes: { after_another: 5, out_of_audience: 1 } })
})

test('a dry run tells as many as the play itself did when it was live', async () => {
  const test = await withHistory()
  const { submit, owned, fire, publish, pipeline, rows, dryRun } = test
  const node = pipeline()
  await node.addDestination(workspace, {
    id: 'slack',
    kind: 'slack',
    name: 'Slack',
    hears: { families: [], triggers: [], events: [] },
    settings: {},
    credentials: null,
    by: tester,
    at: noon,
  })
  await publish('play', toOwner)
  const accounts = Array.from({ length: 9 }, (_, i) => `e${i}`)
  const owner = (i: number) => ({ owner_email: i % 3 === 0 ? 'ada@x.io' : 'ben@x.io' })
  await submit(
    noon,
    accounts.map((one, i) => owned(one, noon, owner(i))),
  )
  for (const [day, hour, ...some] of [
    [0, 1, 'e0', 'e1', 'e2', 'e4'],
    [0, 9, 'e5', 'e7', 'e8'],
    [2, 8, 'e3', 'e6'],
    [9, 2, 'e1', 'e0'],
  ] as const) {
    await fire(noon + day * dayMs + hour * hourMs, ...some)
  }
  for (let at = noon; at < noon + 20 * dayMs; at += hourMs) {
    await node.turnOutbox(workspace, { at, settlements: [], leases: true })
  }
  const report = await dryRun()
  const told = await rows(
    `SELECT rep, sum(told_by = 'alert') AS alerts, sum(told_by = 'digest') AS inDigests
     FROM alerts GROUP BY rep ORDER BY rep`,
  )
  expect(
    [...report.reps]
      .sort((a, b) => (a.rep < b.rep ? -1 : 1))
      .map(({ rep, alerts, inDigests }) => ({ rep, alerts, inDigests })),
  ).toEqual(told)
  expect(report.told + report.inDigests).toBe(11)
})
