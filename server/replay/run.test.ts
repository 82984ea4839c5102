import { expect, onTestFinished, test } from 'vitest'
import { definitionSchemas } from '../../shared/definition/definition.ts'
import type { Trigger } from '../../shared/definition/trigger.ts'
import { replayRequest } from '../../shared/replay/replay.ts'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import type { Input } from '../pipeline/input.ts'
import {
  event,
  exportTrigger,
  hit,
  noon,
  plans,
  testPipeline,
  traits,
  workspace,
} from '../pipeline/test-pipeline.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { type LogPart, readPages } from './log.ts'
import type { ReadLog } from './log-memory.ts'
import { runReplay } from './run.ts'
import { replayAll, reportIn } from './test-replay.ts'

type Request = Parameters<typeof replayAll>[2]

const at = (day: number, hour = 0) => noon + day * dayMs + hour * hourMs
const hits = (account: string, day: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    hit('export', at(day, i), { account, user: `${account}-u` }),
  )
const plan = (account: string, day: number, plan: string) =>
  ({ ...traits({ plan }, at(day)), account, user: null }) as Input
const draft = definitionSchemas.trigger.parse({ ...exportTrigger, recommends: undefined })
const asking = (gte: number, more: Partial<Trigger> = {}) =>
  definitionSchemas.trigger.parse({
    ...draft,
    ...more,
    when: {
      all: [
        { ...draft.when, gte },
        { trait: 'account.plan', eq: 'free' },
      ],
    },
  })

/** Everything is submitted when it happened, in the order of time. */
async function history(inputs: readonly Input[]) {
  const test = await testPipeline()
  onTestFinished(test.close)
  for (const one of plans) await test.publish('plan', one)
  const submit = async (all: readonly Input[]) => {
    for (const input of [...all].sort((a, b) => a.receivedAt - b.receivedAt)) {
      await test.submit(input.receivedAt, [input])
    }
  }
  await submit(inputs)
  const replay = (request: Request, now = at(100)) =>
    replayAll(test.location, workspace, request, now)
  return { ...test, submit, replay }
}

/*
 * Three accounts on the free plan from day 0, a hundred days, a horizon of ten. By hand:
 *   a hits the wall 3 times on day 20 (fires with the third) and moves up on day 25.
 *   b hits it 4 times on day 40 (fires with the third; the fourth is silenced), stays.
 *   c hits it twice on day 60, stays under the threshold of 3, and moves up on day 62.
 */
const byHand = [
  ...['a', 'b', 'c'].map((account) => plan(account, 0, 'free')),
  ...hits('a', 20, 3),
  plan('a', 25, 'team'),
  ...hits('b', 40, 4),
  ...hits('c', 60, 2),
  plan('c', 62, 'team'),
  event('unrelated', at(70), { account: 'b' }),
]

test('reports what was worked out by hand', async () => {
  const { replay } = await history(byHand)
  const messages = await replay({ trigger: asking(3), horizon: '10d' })
  expect(messages.slice(0, -1).map((one) => one.type)).toEqual(['progress'])
  const report = reportIn(messages)
  expect(report).toMatchObject({
    from: at(0),
    to: at(100),
    days: 100,
    accounts: 3,
    conversions: 2,
    firings: { total: 2, perAccount: { accounts: 2, max: 1, median: 1 } },
    precision: { value: 0.5, hits: 1, of: 2 },
    recall: { value: 0.5, hits: 1, of: 2 },
    leadDays: { median: 5 - 2 / 24 },
    overlap: [],
    sweep: null,
  })
  // Of 90 days of each account, the ten before each of two conversions.
  expect(report.baseRate.value).toBeCloseTo(20 / 270, 9)
  expect(report.lift.value).toBeCloseTo(0.5 / (20 / 270), 9)
  // 9 hits, 5 changes of account and 2 of plan, and the first plans, which are 3 more.
  expect(report.events).toBe(9 + 5 + 5)
})

test('tells who meets it at the end, and each of its leaves by itself', async () => {
  const { replay } = await history(byHand)
  // Two hits of c in the last seven days; a is on another plan by then.
  const request = { trigger: asking(2), to: new Date(at(60, 5)).toISOString() }
  expect(reportIn(await replay(request)).meeting).toEqual({
    accounts: 1,
    leaves: [
      { path: 'when.all.0', accounts: 1, missing: 0 },
      { path: 'when.all.1', accounts: 2, missing: 0 },
    ],
  })
  const role = { trait: 'user.role', in: ['admin'] }
  const ofUsers = { ...asking(2), when: { all: [asking(2).when, role] } } as Trigger
  expect(reportIn(await replay({ ...request, trigger: ofUsers })).meeting.leaves).toEqual([
    { path: 'when.all.0.all.0', accounts: 1, missing: 0 },
    { path: 'when.all.0.all.1', accounts: 2, missing: 0 },
    { path: 'when.all.1', accounts: 0, missing: 3 },
  ])
})

test('sweeps a threshold, and recommends what catches both', async () => {
  const { replay } = await history(byHand)
  const sweep = { path: 'when.all.0', values: [4, 2, 3, 3] }
  const { sweep: swept } = reportIn(await replay({ trigger: asking(9), horizon: '10d', sweep }))
  const pairs = swept?.points.map(({ value, firings, precision, recall }) => [
    value,
    firings,
    `${precision.hits}/${precision.of}`,
    `${recall.hits}/${recall.of}`,
  ])
  expect(pairs).toEqual([
    [2, 3, '2/3', '2/2'],
    [3, 2, '1/2', '1/2'],
    [4, 1, '0/1', '0/2'],
  ])
  expect(swept?.recommended).toMatchObject({ value: 2 })
})

test('without values it tries what the leaf has read, and the author’s own', async () => {
  const { replay } = await history(byHand)
  const messages = await replay({ trigger: asking(9), sweep: { path: 'when.all.0' } })
  const values = reportIn(messages).sweep?.points.map((point) => point.value)
  expect(values).toEqual([0, 1, 2, 3, 4, 9])
  const progress = messages.flatMap((one) => (one.type === 'progress' ? [one] : []))
  expect(progress.map(({ done, of }) => done / of)).toEqual([0.5, 1])
})

test('a trigger that was live fires in replay as it did, and overlaps itself', async () => {
  const live = await history([])
  const { recommends: _, ...trigger } = exportTrigger
  await live.publish('trigger', trigger)
  const accounts = ['a', 'b', 'c', 'd']
  await live.submit(accounts.flatMap((one, i) => hits(one, 3 * i + 1, 9 - 2 * i)))
  await live.submit(accounts.flatMap((one, i) => hits(one, 30 + 2 * i, 2 + i)))
  const signals = await live.rows('SELECT account, fired_at FROM signals')
  expect(signals.length).toBeGreaterThan(5)
  const report = reportIn(await live.replay({ trigger: draft }))
  expect(report.firings.total).toBe(signals.length)
  expect(report.overlap).toEqual([
    { trigger: 'export-wall', signals: signals.length, firings: signals.length, share: 1 },
  ])
  const dates = signals.map((one) => new Date(Number(one.fired_at)).toISOString().slice(0, 10))
  for (const day of report.firings.perDay) {
    expect(day.firings, day.date).toBe(dates.filter((date) => date === day.date).length)
  }
})

test('the range cuts what is reported at its start, and what is known at its end', async () => {
  const { replay } = await history(byHand)
  const iso = (day: number) => new Date(at(day)).toISOString()
  const report = async (from: number, to: number) =>
    reportIn(await replay({ trigger: asking(3), horizon: '10d', from: iso(from), to: iso(to) }))
  // What a did is over, and c has not moved up yet.
  expect(await report(30, 61)).toMatchObject({
    from: at(30),
    to: at(61),
    accounts: 3,
    conversions: 0,
    firings: { total: 1 },
    precision: { hits: 0, of: 1 },
  })
  // Two hits came before, one after: counts are whole although the range starts in between.
  const third = new Date(at(20, 1.5)).toISOString()
  const cut = await replay({ trigger: asking(3), horizon: '10d', from: third })
  expect(reportIn(cut).firings.total).toBe(2)
  // Too early to judge, and it has converted already.
  expect(await report(0, 26)).toMatchObject({
    firings: { censored: { firings: 1, converted: 1 } },
    precision: { value: null, of: 0 },
    recall: { hits: 1, of: 1 },
  })
})

test('goes by the author’s conversion', async () => {
  const { replay, submit } = await history(byHand)
  await submit([event('paid', at(43), { account: 'b', properties: { amount: 20 } })])
  const paid = (amount: number) => ({ event: 'paid', where: { amount: { gte: amount } } }) as const
  const precision = async (amount: number) =>
    reportIn(await replay({ trigger: asking(3), horizon: '10d', conversion: paid(amount) }))
      .precision
  expect(await precision(10)).toMatchObject({ hits: 1, of: 2 })
  expect(await precision(30)).toMatchObject({ hits: 0, of: 2 })
})

test('an age is reached without an entry, also after the last one', async () => {
  const { replay } = await history(byHand)
  const grown = { ...draft, when: { measure: { age: { of: 'account' } }, gte: 80 } } as const
  const report = reportIn(await replay({ trigger: grown }))
  expect(report.firings.perDay.filter((day) => day.firings > 0)).toEqual([
    { date: new Date(at(80)).toISOString().slice(0, 10), firings: 3, accounts: 3 },
  ])
})

test('an empty log has an empty report', async () => {
  const { replay } = await history([])
  const messages = await replay({ trigger: draft, sweep: { path: 'when' } })
  expect(messages).toHaveLength(1)
  expect(reportIn(messages)).toMatchObject({
    days: 0,
    events: 0,
    accounts: 0,
    firings: { total: 0, perDay: [] },
    sweep: { points: [{ value: 3, firings: 0 }], recommended: null },
  })
})

test('writes nothing', async () => {
  const { replay, rows } = await history(byHand)
  const count = async () => {
    const tables = ['events', 'signals', 'firings', 'measures', 'buckets', 'wakeups']
    return Promise.all(tables.map((one) => rows(`SELECT count(*) AS n FROM ${one}`)))
  }
  const before = await count()
  await replay({ trigger: asking(3), sweep: { path: 'when.all.0' } })
  expect(await count()).toEqual(before)
})

test('where retention has cut the log, it begins with who was there and what was known of them', async () => {
  const { pipeline, submit, replay } = await history([plan('a', 0, 'free'), ...hits('a', 1, 1)])
  await pipeline().saveSettings(workspace, { keepEvents: '30d' })
  await submit([event('unrelated', at(20), { account: 'b' })])
  // The hit, that the plan was a change, how much came in either hour, and what was heard of that day.
  expect(await pipeline().retire(workspace, at(45))).toBe(5)
  await submit(hits('a', 60, 3))
  const firings = async (trigger: Trigger) =>
    reportIn(await replay({ trigger, horizon: '10d' })).firings.perDay.flatMap((one) =>
      one.firings > 0 ? [one.date] : [],
    )
  expect(await firings(asking(3))).toEqual([new Date(at(60)).toISOString().slice(0, 10)])
  const old = { ...draft, when: { measure: { age: { of: 'account' as const } }, gte: 50 } }
  expect(await firings(old)).toEqual(
    [50, 70].map((day) => new Date(at(day)).toISOString().slice(0, 10)),
  )
})

test('what chooses the thresholds reads the same part of the log as what counts, so it is read once', async () => {
  const { location } = await history(byHand)
  const store = await openWorkspaceReader(location, workspace)
  onTestFinished(store.close)
  const parts: Omit<LogPart, 'last' | 'before'>[] = []
  const readLog: ReadLog = (client, part) => {
    parts.push({ names: part.names, withProperties: part.withProperties })
    return readPages(client, part)
  }
  const request = replayRequest.parse({ trigger: asking(9), sweep: { path: 'when.all.0' } })
  for await (const _ of runReplay(store, { request, now: at(100) }, readLog));
  expect(parts).toHaveLength(2)
  expect(parts[1]).toEqual(parts[0])
})
