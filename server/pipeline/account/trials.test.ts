import { expect, onTestFinished, test } from 'vitest'
import type { Condition } from '../../../shared/definition/trigger.ts'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import {
  ask,
  event,
  exportPipeline,
  exportTrigger,
  hit,
  noon,
  outcome,
  trial,
  workspace,
} from '../test-pipeline.ts'

async function fresh() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  return {
    ...pipeline,
    set: async (...said: Parameters<typeof trial>) => {
      const { refused } = await pipeline.submit(said[1], [trial(...said)])
      return refused.flatMap((one) => one.issues)
    },
    sweepAt: async (at: number) => {
      let swept = 0
      for (let some = 1; some > 0; swept += some) {
        some = await pipeline.pipeline().sweep(workspace, at)
      }
      return swept
    },
    log: () =>
      pipeline.rows(
        "SELECT name, account, user, properties, occurred_at AS at FROM events WHERE name LIKE 'trial_%' ORDER BY seq",
      ),
    trials: () =>
      pipeline.rows('SELECT account, offer, plan, started_at, ends_at, has_ended FROM trials'),
    fired: (key: string) =>
      pipeline.messages.flatMap((one) =>
        one.type === 'signal' && one.signal.trigger === key
          ? [(one.signal.firedAt - noon) / dayMs]
          : [],
      ),
  }
}

type Fresh = Awaited<ReturnType<typeof fresh>>

/** Rebuilds the table of trials from the log alone. */
async function rebuilt({ log }: Fresh) {
  const trials = new Map<string, Record<string, unknown>>()
  for (const { name, account, properties, at } of await log()) {
    const { offer, plan, endsAt } = JSON.parse(String(properties))
    const key = `${account} ${offer}`
    const known = trials.get(key) ?? { account, offer, plan, started_at: at }
    const ends_at = name === 'trial_ended' ? at : endsAt
    trials.set(key, { ...known, ends_at, has_ended: Number(name === 'trial_ended') })
  }
  return [...trials.values()]
}

test('a trial that a person starts is told to the log, once', async () => {
  const pipeline = await fresh()
  const at = noon + 3 * minuteMs
  const hits = [1, 2, 3].map((minute) => hit('export', noon + minute * minuteMs))
  const asked = await pipeline.submit(at, hits, ask(['paywall:export']))
  const id = asked.decisions[0]?.id ?? ''
  await pipeline.submit(at, [outcome(id, 'trial_started', at), outcome(id, 'trial_started', at)])
  expect(await pipeline.log()).toEqual([
    {
      name: 'trial_started',
      account: 'a1',
      user: 'u1',
      properties: JSON.stringify({
        offer: 'team-trial',
        plan: 'team',
        endsAt: at + 14 * dayMs,
        decision: id,
      }),
      at,
    },
  ])
})

test('a backend grants, moves and ends a trial, and the log rebuilds it', async () => {
  const pipeline = await fresh()
  const { set, log, trials } = pipeline
  const end = noon + 10 * dayMs
  expect(await set(end, noon)).toEqual([])
  expect(await set(end, noon)).toEqual([])
  expect(await set(end + dayMs, noon + hourMs)).toEqual([])
  expect(await set(null, noon + 2 * hourMs)).toEqual([])
  expect(await set(null, noon + 3 * hourMs)).toEqual([])
  const offer = { offer: 'team-trial', plan: 'team' }
  expect((await log()).map((one) => [one.name, JSON.parse(String(one.properties))])).toEqual([
    ['trial_started', { ...offer, endsAt: end }],
    ['trial_extended', { ...offer, endsAt: end + dayMs, before: end }],
    ['trial_ended', offer],
  ])
  expect(await trials()).toEqual([
    {
      account: 'a1',
      offer: 'team-trial',
      plan: 'team',
      started_at: noon,
      ends_at: noon + 2 * hourMs,
      has_ended: 1,
    },
  ])
  expect(await rebuilt(pipeline)).toEqual(await trials())
  expect(await set(end, noon + 4 * hourMs)).toEqual([])
  expect(await trials()).toMatchObject([{ started_at: noon, ends_at: end, has_ended: 0 }])
  expect(await rebuilt(pipeline)).toEqual(await trials())
})

test.each<
  [name: string, endsAt: number | null, given: Partial<Input>, path: string, message: RegExp]
>([
  ['an end that is past', noon, {}, 'endsAt', /not in the future/],
  ['an end of nothing', null, {}, 'endsAt', /no trial of "team-trial" to end/],
  ['an offer that is not there', noon + 1, { offer: 'gone' } as Partial<Input>, 'offer', /"gone"/],
])('refuses %s', async (_, endsAt, given, path, message) => {
  const { set, trials } = await fresh()
  expect(await set(endsAt, noon, given)).toEqual([
    { path, message: expect.stringMatching(message) },
  ])
  expect(await trials()).toEqual([])
})

test('refuses an offer that is no trial', async () => {
  const { set, publish } = await fresh()
  await publish('offer', { key: 'up', name: 'Up', kind: 'upgrade', plan: 'team' })
  const [issue] = await set(noon + 1, noon, { offer: 'up' } as Partial<Input>)
  expect(issue?.path).toBe('offer')
})

test('a person gets no second trial where a backend has granted one', async () => {
  const pipeline = await fresh()
  const hits = [1, 2, 3].map((minute) => hit('export', noon + minute))
  const asked = await pipeline.submit(noon + 3, hits, ask(['paywall:export']))
  await pipeline.set(noon + dayMs, noon + 4)
  await pipeline.submit(noon + 5, [
    outcome(asked.decisions[0]?.id ?? '', 'trial_started', noon + 5),
  ])
  expect(await pipeline.trials()).toMatchObject([{ ends_at: noon + dayMs }])
  expect(await pipeline.log()).toHaveLength(1)
})

test('the sweep notices each end once, at the time that it had', async () => {
  const pipeline = await fresh()
  const { submit, sweepAt, log, trials } = pipeline
  const many = Array.from({ length: 601 }, (_, i) =>
    trial(noon + dayMs, noon, { account: `many${i}` }),
  )
  await submit(noon, many)
  expect(await sweepAt(noon + dayMs - 1)).toBe(0)
  expect(await pipeline.pipeline().sweep(workspace, noon + 2 * dayMs)).toBe(500)
  await pipeline.restart()
  expect(await sweepAt(noon + 2 * dayMs)).toBe(101)
  expect(await sweepAt(noon + 3 * dayMs)).toBe(0)
  const ended = (await log()).filter((one) => one.name === 'trial_ended')
  expect(ended).toHaveLength(601)
  expect(new Set(ended.map((one) => one.at))).toEqual(new Set([noon + dayMs]))
  expect((await trials()).every((one) => one.has_ended === 1)).toBe(true)
})

const daysLeft = (most: number, offer?: string): Condition => ({
  measure: { trial: { read: 'daysLeft', ...(offer ? { offer } : {}) } },
  lte: most,
})
const trialTrigger = (key: string, when: Condition, more = {}) => ({
  ...exportTrigger,
  key,
  recommends: undefined,
  cancelOn: [],
  cooldown: '1h',
  when,
  ...more,
})

test('three days left fires without any event, and again after an extension', async () => {
  const { publish, set, sweepAt, fired } = await fresh()
  await publish('trigger', trialTrigger('ending', daysLeft(3), { rearm: 'after_false' }))
  await set(noon + 14 * dayMs, noon)
  await sweepAt(noon + 11 * dayMs - 1)
  expect(fired('ending')).toEqual([])
  await sweepAt(noon + 11 * dayMs)
  expect(fired('ending')).toEqual([11])
  await set(noon + 20 * dayMs, noon + 12 * dayMs)
  await sweepAt(noon + 17 * dayMs)
  expect(fired('ending')).toEqual([11, 17])
  await sweepAt(noon + 30 * dayMs)
  expect(fired('ending')).toEqual([11, 17])
})

test('each user of the account is looked at, whoever has started the trial', async () => {
  const { publish, set, sweepAt, submit, rows } = await fresh()
  const when = daysLeft(3)
  await publish('trigger', trialTrigger('each', when, { subject: 'user' }))
  await submit(noon, [event('hello', noon), event('hello', noon, { user: 'u2' })])
  await submit(noon, [event('hello', noon, { account: 'a2', user: 'u3' })])
  await sweepAt(noon)
  await set(noon + 14 * dayMs, noon)
  await sweepAt(noon + hourMs)
  expect(await rows('SELECT user, due_at FROM wakeups ORDER BY user')).toEqual(
    ['u1', 'u2'].map((user) => ({ user, due_at: noon + 11 * dayMs })),
  )
  await sweepAt(noon + 11 * dayMs)
  expect(await rows('SELECT user FROM signals ORDER BY user')).toEqual([
    { user: 'u1' },
    { user: 'u2' },
  ])
})

test('a trial that began before the trigger was published is found', async () => {
  const { publish, set, sweepAt, fired, submit } = await fresh()
  await submit(noon, [event('hello', noon)])
  await set(noon + 14 * dayMs, noon)
  const week: Condition = { measure: { trial: { read: 'daysSinceStart' } }, gte: 7 }
  await publish('trigger', trialTrigger('week', week))
  await sweepAt(noon + 7 * dayMs - 1)
  expect(fired('week')).toEqual([])
  await sweepAt(noon + 7 * dayMs)
  expect(fired('week')).toEqual([7])
})

test('a trial of another offer, and none at all, are not known', async () => {
  const { publish, set, sweepAt, fired } = await fresh()
  await publish('offer', { key: 'other', name: 'Other', kind: 'trial', plan: 'team', lasts: '7d' })
  await publish('trigger', trialTrigger('other', daysLeft(30, 'other')))
  await publish('trigger', trialTrigger('not', { not: daysLeft(30) }))
  const none: Condition = { measure: { trial: { read: 'daysLeft' } }, exists: false }
  await publish('trigger', trialTrigger('over', none))
  await set(noon + 14 * dayMs, noon)
  await sweepAt(noon + 20 * dayMs)
  expect([fired('other'), fired('not'), fired('over')]).toEqual([[], [], [20]])
})

test('the end of a trial is an event that triggers and cancels like any other', async () => {
  const { publish, set, sweepAt, rows } = await fresh()
  const count: Condition = { measure: { count: { event: 'trial_started', within: '30d' } }, gte: 1 }
  await publish(
    'trigger',
    trialTrigger('started', count, { cancelOn: ['trial_ended'], expires: '30d' }),
  )
  await set(noon + 2 * dayMs, noon)
  expect(await rows('SELECT cancelled_at FROM signals')).toEqual([{ cancelled_at: null }])
  await sweepAt(noon + 2 * dayMs)
  expect(await rows('SELECT cancelled_at FROM signals')).toEqual([
    { cancelled_at: noon + 2 * dayMs },
  ])
})
