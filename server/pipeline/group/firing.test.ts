/** When triggers fire: the whole language on a real database, with and without events coming. */
import { expect, onTestFinished, test } from 'vitest'
import type { Condition } from '../../../shared/definition/trigger.ts'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import {
  event,
  exportTrigger,
  hit,
  metered,
  noon,
  reading,
  tester,
  testPipeline,
  traits,
  workspace,
} from '../test-pipeline.ts'

type Given = { when: Condition; family?: string; subject?: string } & Record<string, unknown>

/** One trigger `t`, and the times at which it has fired, in hours from noon. */
async function withTrigger(given: Given) {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const publish = (more: object) =>
    pipeline.publish('trigger', { ...exportTrigger, recommends: undefined, cancelOn: [], ...more })
  await pipeline.publish('plan', metered)
  await publish({ key: 't', cooldown: '1h', ...given })
  return {
    ...pipeline,
    publish,
    send: (...inputs: Input[]) => pipeline.submit(inputs.at(-1)?.receivedAt ?? noon, inputs),
    sweepAt: async (at: number) => {
      while ((await pipeline.pipeline().sweep(workspace, at)) > 0);
    },
    fired: (key = 't') =>
      pipeline.messages.flatMap((one) =>
        one.type === 'signal' && one.signal.trigger === key
          ? [(one.signal.firedAt - noon) / hourMs]
          : [],
      ),
  }
}

const hits = (atLeast: number): Condition => ({
  measure: { count: { event: 'paywall_hit', within: '7d' } },
  gte: atLeast,
})
const at = (hours: number) => noon + hours * hourMs

test('fires again after its cooldown, and not within it', async () => {
  const { send, fired } = await withTrigger({ when: hits(1), cooldown: '3h' })
  for (const hour of [0, 1, 2, 3, 4, 6]) await send(hit('x', at(hour)))
  expect(fired()).toEqual([0, 3, 6])
})

test('after_false waits until the condition has been false in between', async () => {
  const { send, fired } = await withTrigger({
    when: { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 1 },
    rearm: 'after_false',
  })
  const used = [5, 5, 4, 5, 5]
  for (const [hour, seats] of used.entries()) await send(reading('seats', seats, 5, at(hour * 2)))
  expect(fired()).toEqual([0, 6])
})

test('after_false notices a count that has faded away without an event', async () => {
  const { send, fired, sweepAt } = await withTrigger({ when: hits(2), rearm: 'after_false' })
  await send(hit('x', at(0)), hit('x', at(0)))
  await sweepAt(at(8 * 24))
  await send(hit('x', at(8 * 24)), hit('x', at(8 * 24)))
  expect(fired()).toEqual([0, 8 * 24])
})

test('a limit trigger fires once in a period of its meter', async () => {
  const { send, fired } = await withTrigger({
    family: 'limit',
    when: { measure: { meter: { name: 'calls', read: 'ratio' } }, gte: 0.8 },
  })
  const monthly = (used: number, hour: number, resetsAt: number) =>
    ({ ...reading('calls', used, 100, at(hour)), resetsAt }) as Input
  await send(monthly(85, 0, at(48)))
  await send(monthly(95, 24, at(48)))
  await send(monthly(10, 49, at(96)))
  await send(monthly(90, 50, at(96)))
  expect(fired()).toEqual([0, 50])
})

test('growth compares with the window before', async () => {
  const growth: Condition = {
    measure: { growth: { of: { count: { event: 'feature_used', within: '7d' } }, minBase: 2 } },
    gte: 100,
  }
  const { send, fired } = await withTrigger({ when: growth })
  const used = (hour: number) => event('feature_used', at(hour), { properties: { feature: 'x' } })
  await send(used(0), used(1))
  const later = [7 * 24 + 2, 7 * 24 + 3, 7 * 24 + 4, 7 * 24 + 5]
  for (const hour of later) await send(used(hour))
  expect(fired()).toEqual([7 * 24 + 5])
})

test('signals of one trigger, by different users, make another', async () => {
  const { send, fired, publish } = await withTrigger({ when: hits(2), subject: 'user' })
  await publish({
    key: 'several',
    when: { measure: { signals: { trigger: 't', within: '7d', of: 'user' } }, gte: 2 },
  })
  const two = (user: string, hour: number) => [
    hit('x', at(hour), { user }),
    hit('x', at(hour), { user }),
  ]
  await send(...two('u1', 0))
  expect(fired('several')).toEqual([])
  await send(...two('u2', 1))
  expect(fired('t')).toEqual([0, 1])
  expect(fired('several')).toEqual([1])
})

test('features that are new after the first weeks count, those of the first weeks do not', async () => {
  const { send, fired } = await withTrigger({
    when: { measure: { newFeatures: { baseline: '14d', within: '7d', minUses: 2 } }, gte: 2 },
  })
  const used = (feature: string, hour: number) =>
    event('feature_used', at(hour), { properties: { feature } })
  await send(used('old', 0))
  const later = 20 * 24
  await send(
    used('old', later),
    used('old', later),
    used('a', later),
    used('a', later),
    used('b', later),
  )
  expect(fired()).toEqual([])
  await send(used('b', later + 1))
  expect(fired()).toEqual([later + 1])
})

test('features known before the trigger was published are not new', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const used = (feature: string, when: number) =>
    event('feature_used', when, { properties: { feature } })
  const start = noon - 60 * dayMs
  await pipeline.submit(start, [used('old', start)])
  await pipeline.publish('trigger', {
    ...exportTrigger,
    recommends: undefined,
    when: { measure: { newFeatures: { baseline: '14d', within: '7d', minUses: 1 } }, gte: 1 },
  })
  await pipeline.submit(noon, [used('old', noon)])
  expect(pipeline.messages.some((one) => one.type === 'signal')).toBe(false)
  await pipeline.submit(noon, [used('new', noon)])
  expect(pipeline.messages.some((one) => one.type === 'signal')).toBe(true)
})

test('a runway fires on the predicted date, not on a ratio', async () => {
  const { send, fired } = await withTrigger({
    when: { measure: { meter: { name: 'storage', read: 'runwayDays' } }, lte: 10 },
  })
  for (let day = 0; day < 5; day++) await send(reading('storage', 10 + day, 100, at(24 * day)))
  expect(fired()).toEqual([])
  for (let day = 5; day < 8; day++)
    await send(reading('storage', 14 + 12 * (day - 4), 100, at(24 * day)))
  expect(fired()).toEqual([168])
})

test('an age is reached without any event, also by those who were there before', async () => {
  const { send, fired, sweepAt, publish } = await withTrigger({
    when: { measure: { age: { of: 'account' } }, gte: 3 },
  })
  await send(event('hello', at(0)))
  await sweepAt(at(0))
  await sweepAt(at(71))
  expect(fired()).toEqual([])
  await publish({ key: 'late', when: { measure: { age: { of: 'account' } }, gte: 2 } })
  await sweepAt(at(72))
  // As of the minute in which it became true, though it was looked at a day later.
  expect([fired(), fired('late')]).toEqual([[72], [48]])
})

test('who was there before is looked at when counting is over, before anything that comes then', async () => {
  const pipeline = await testPipeline({ backfillEntries: 2 })
  onTestFinished(pipeline.close)
  const plan = (name: string, when: number) => pipeline.submit(when, [traits({ plan: name }, when)])
  await plan('free', noon)
  for (let i = 0; i < 9; i++) await pipeline.submit(noon, [hit('x', noon)])
  const isFree = { trait: 'account.plan', eq: 'free' }
  await pipeline.publish('trigger', {
    ...exportTrigger,
    recommends: undefined,
    when: { all: [{ measure: { age: { of: 'account' } }, gte: 0 }, isFree, hits(0)] },
  })
  const isLive = async () =>
    (await pipeline.rows("SELECT 1 FROM definitions WHERE status = 'counting'")).length === 0
  while (!(await isLive())) await pipeline.submit(noon - minuteMs, [])
  await plan('team', noon + hourMs)
  expect(await pipeline.rows('SELECT fired_at FROM signals')).toEqual([{ fired_at: noon }])
})

test('a live trigger that changes stays live while another is still counted for', async () => {
  const pipeline = await testPipeline({ backfillEntries: 2 })
  onTestFinished(pipeline.close)
  const publish = (key: string, within: string, gte: number) =>
    pipeline.publish('trigger', {
      ...exportTrigger,
      key,
      recommends: undefined,
      when: { measure: { count: { event: 'paywall_hit', within } }, gte },
    })
  await publish('ours', '7d', 3)
  for (let i = 0; i < 9; i++) await pipeline.submit(noon, [hit('x', noon)])
  const [other, ours] = await Promise.all([publish('other', '24h', 3), publish('ours', '7d', 4)])
  expect([other.status, ours.status]).toEqual(['counting', 'live'])
})

test.each(['by itself', 'with the next sweep'])(
  'counting goes on %s when the database has failed in between',
  async (how) => {
    const pauses: (() => void)[] = []
    const pipeline = await testPipeline({
      backfillEntries: 2,
      after: (_, run) => {
        pauses.push(run)
        return () => {}
      },
    })
    onTestFinished(pipeline.close)
    for (let i = 0; i < 9; i++) await pipeline.submit(noon, [hit('x', noon)])
    await pipeline.rows(`CREATE TRIGGER failing BEFORE UPDATE ON measures WHEN new.counted_to > 2
      BEGIN SELECT raise(ABORT, 'failing'); END`)
    const { status } = await pipeline.publish('trigger', {
      ...exportTrigger,
      recommends: undefined,
      when: hits(100),
    })
    expect(status).toBe('counting')
    const settled = async () => {
      for (let i = 0; i < 20; i++) await pipeline.submit(noon, [])
      return pipeline.rows("SELECT status FROM definitions WHERE kind = 'trigger'")
    }
    expect(await settled()).toEqual([{ status: 'counting' }])
    await pipeline.rows('DROP TRIGGER failing')
    expect(pauses).toHaveLength(1)
    if (how === 'by itself') pauses[0]?.()
    else await pipeline.pipeline().sweep(workspace, noon)
    expect(await settled()).toEqual([{ status: 'live' }])
  },
)

test('a quiet account is found when its last events have left the window', async () => {
  const { send, fired, sweepAt } = await withTrigger({
    when: {
      all: [
        { measure: { count: { event: 'feature_used', within: '7d' } }, lt: 1 },
        { measure: { age: { of: 'account' } }, gte: 5 },
      ],
    },
  })
  await send(event('feature_used', at(0), { properties: { feature: 'x' } }))
  await sweepAt(at(6 * 24))
  expect(fired()).toEqual([])
  await sweepAt(at(7 * 24))
  expect(fired()).toEqual([7 * 24])
})

test('the sweep leaves those alone who cannot change', async () => {
  const { send, pipeline, rows } = await withTrigger({ when: hits(3) })
  await send(hit('x', at(0)))
  expect(await rows('SELECT * FROM wakeups')).toEqual([])
  expect(await pipeline().sweep(workspace, at(10_000))).toBe(0)
})

test('a trigger that is paused is not swept', async () => {
  const { send, fired, sweepAt, pipeline, rows } = await withTrigger({
    when: { measure: { age: { of: 'account' } }, gte: 3 },
  })
  await send(event('hello', at(0)))
  await pipeline().setStatus(workspace, {
    kind: 'trigger',
    key: 't',
    change: 'pause',
    by: tester,
    at: noon,
  })
  await sweepAt(at(80))
  expect(fired()).toEqual([])
  expect(await rows('SELECT * FROM wakeups')).toEqual([])
})

test('a look that something in its minute has already made is not made again', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const feature = { event: 'feature_used', within: '10m' }
  const common = { name: 'T', family: 'paywall', cooldown: '5m' }
  const fires = {
    // Both fire with the event, and once more when it has left the window.
    a: {
      subject: 'user',
      when: { measure: { newFeatures: { baseline: '12h', within: '10m', minUses: 1 } }, lte: 0 },
    },
    b: {
      subject: 'account',
      when: {
        any: [
          { not: { measure: { distinct: { ...feature, of: 'user' } }, gte: 0 } },
          { measure: { sum: { ...feature, property: 'size' } }, gte: 0 },
        ],
      },
    },
    // Looked at when "a" fires, and false then: "b" has not fired again yet.
    c: {
      subject: 'user',
      rearm: 'after_false',
      when: { measure: { signals: { trigger: 'b', within: '10m', of: 'account' } }, gte: 1 },
    },
  }
  for (const [key, one] of Object.entries(fires))
    await pipeline.publish('trigger', { key, ...common, ...one })
  await pipeline.submit(noon, [
    event('feature_used', noon, { properties: { feature: 'x', size: 0 } }),
  ])
  while ((await pipeline.pipeline().sweep(workspace, noon + 10 * minuteMs)) > 0);
  const rows = await pipeline.rows(
    'SELECT trigger, (fired_at - 0) AS at FROM signals ORDER BY trigger, fired_at',
  )
  const again = noon + 10 * minuteMs
  expect(rows).toEqual([
    { trigger: 'a', at: noon },
    { trigger: 'a', at: again },
    { trigger: 'b', at: noon },
    { trigger: 'b', at: again },
    { trigger: 'c', at: noon },
  ])
})

test('what fires with the time ends signals that a firing ends', async () => {
  const given = { when: hits(1), expires: '30d' }
  const { send, sweepAt, publish, rows } = await withTrigger(given)
  await send(hit('x', at(0)))
  await publish({ key: 't', ...given, cancelOn: ['signal_fired'] })
  const old: Condition = { measure: { age: { of: 'account' } }, gte: 7 }
  await publish({ key: 'old', when: old, expires: '30d' })
  await sweepAt(at(7 * 24))
  expect(await rows('SELECT trigger, cancelled_at FROM signals ORDER BY fired_at')).toEqual([
    { trigger: 't', cancelled_at: at(7 * 24) },
    { trigger: 'old', cancelled_at: null },
  ])
})
