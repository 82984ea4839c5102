import { expect, onTestFinished, test } from 'vitest'
import { type Condition, trigger } from '../../../shared/definition/trigger.ts'
import {
  exportNudge,
  exportPipeline,
  exportTrigger,
  noon,
  reading,
  tester,
  trialOffer,
  workspace,
} from '../test-pipeline.ts'
import type { SaveResult } from './requests.ts'

async function fresh() {
  const test = await exportPipeline()
  onTestFinished(test.close)
  const ofTrigger = { kind: 'trigger', by: tester, at: noon } as const
  return {
    ...test,
    save: (when: Condition, publish = false) =>
      test.pipeline().save(workspace, {
        ...ofTrigger,
        body: trigger.parse({ ...exportTrigger, key: 't', when }),
        publish,
      }),
    publishDraft: () =>
      test.pipeline().setStatus(workspace, { ...ofTrigger, key: 't', change: 'publish' }),
    change: (change: 'pause' | 'resume') =>
      test.pipeline().setStatus(workspace, { ...ofTrigger, key: 't', change }),
  }
}

const issuesOf = (result: SaveResult) => (result.kind === 'invalid' ? result.issues : result.kind)

const seats: Condition = {
  all: [
    { measure: { age: { of: 'account' } }, gte: 1 },
    { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 },
  ],
}
const noSeats = [
  {
    path: 'when.all.1.measure.meter.name',
    message:
      'There is no meter "seats": no reading of it has come, and no published plan limits it',
  },
]

test('a meter that nobody has heard of is refused, saving and publishing', async () => {
  const { save } = await fresh()
  expect(issuesOf(await save(seats))).toEqual(noSeats)
  expect(issuesOf(await save(seats, true))).toEqual(noSeats)
})

test('a reading makes a meter known', async () => {
  const { save, submit } = await fresh()
  await submit(noon, [reading('boards', 1, 3, noon), reading('Seats', 1, 3, noon)])
  expect(issuesOf(await save(seats))).toEqual(noSeats)
  await submit(noon, [reading('seats', 1, null, noon)])
  expect(issuesOf(await save(seats, true))).toBe('saved')
})

test('a published plan that limits it makes a meter known, a draft does not', async () => {
  const { save, publish, pipeline } = await fresh()
  const plan = { key: 'big', name: 'Big', tier: 2, limits: { seats: null } }
  const body = { ...plan, prices: [], features: [] }
  const draft = { kind: 'plan', body, publish: false, by: tester, at: noon } as const
  await pipeline().save(workspace, draft)
  expect(issuesOf(await save(seats))).toEqual(noSeats)
  await publish('plan', plan)
  expect(issuesOf(await save(seats))).toBe('saved')
})

test('a trial of no offer is refused, of an unpublished one when it is published', async () => {
  const { save, publishDraft, pipeline } = await fresh()
  const ending: Condition = { measure: { trial: { read: 'daysLeft', offer: 'long' } }, lte: 3 }
  const path = 'when.measure.trial.offer'
  expect(issuesOf(await save(ending))).toEqual([{ path, message: 'There is no offer "long"' }])
  const body = { ...trialOffer, key: 'long' } as never
  const draft = { kind: 'offer', body, publish: false, by: tester, at: noon } as const
  await pipeline().save(workspace, draft)
  expect(issuesOf(await save(ending))).toBe('saved')
  expect(issuesOf(await publishDraft())).toEqual([
    { path, message: 'The offer "long" is not published yet' },
  ])
})

test('a window that reaches beyond the log is refused, also when the log has become shorter', async () => {
  const { save, publishDraft, pipeline } = await fresh()
  const counted: Condition = { measure: { count: { event: 'x', within: '90d' } }, gte: 1 }
  const grown: Condition = {
    measure: { growth: { of: { count: { event: 'x', within: '201d' } }, minBase: 1 } },
    gte: 1,
  }
  expect(issuesOf(await save(grown))).toMatchObject([
    { path: 'when.measure.growth.of.count.within' },
  ])
  expect(issuesOf(await save(counted))).toBe('saved')
  await pipeline().saveSettings(workspace, { keepEvents: '60d' })
  const tooLong = [
    {
      path: 'when.measure.count.within',
      message: 'Looks back 90 days, but the log is kept for 60 days',
    },
  ]
  expect(issuesOf(await publishDraft())).toEqual(tooLong)
  expect(issuesOf(await save(counted))).toEqual(tooLong)
})

test('what was paused before the log became shorter is not resumed', async () => {
  const { save, change, pipeline } = await fresh()
  await save({ measure: { count: { event: 'x', within: '90d' } }, gte: 1 }, true)
  await pipeline().saveSettings(workspace, { keepEvents: '60d' })
  expect(issuesOf(await change('pause'))).toBe('saved')
  expect(issuesOf(await change('resume'))).toMatchObject([{ path: 'when.measure.count.within' }])
})

test('what can never be true is refused with its path, in triggers and audiences', async () => {
  const { save, pipeline } = await fresh()
  const free = { trait: 'account.plan', eq: 'free' }
  const never = { all: [free, { ...free, eq: 'team' }] }
  expect(issuesOf(await save(never))).toMatchObject([{ path: 'when.all.1' }])
  const body = { ...exportNudge, audience: never } as never
  const nudge = { kind: 'nudge', body, publish: true, by: tester, at: noon } as const
  expect(issuesOf(await pipeline().save(workspace, nudge))).toMatchObject([
    { path: 'audience.all.1' },
  ])
})
