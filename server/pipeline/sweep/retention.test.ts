import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import { calls, plans, step, trialOffer, triggers } from '../../engine/replay/test-history.ts'
import { openWorkspaceStore } from '../../store/open.ts'
import { inputsOf } from '../test-inputs.ts'
import {
  ask,
  event,
  exportPipeline,
  exportTrigger,
  hit,
  noon,
  outcome,
  testPipeline,
  traits,
  workspace,
} from '../test-pipeline.ts'
import { retire } from './retention.ts'

async function fresh() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  const retire = (at: number) => pipeline.pipeline().retire(workspace, at)
  const keep = (keepEvents: string) => pipeline.pipeline().saveSettings(workspace, { keepEvents })
  const count = async (table: string) =>
    (await pipeline.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.n
  return { ...pipeline, retire, keep, count }
}

test('receipts are kept for thirty days, what caps count for good', async () => {
  const { submit, retire, count, rows } = await fresh()
  const hits = [0, 1, 2].map((minute) => hit('export', noon + minute))
  const asked = await submit(noon + 3, hits, ask(['paywall:export']))
  const id = asked.decisions[0]?.id ?? ''
  await submit(noon + 4, [outcome(id, 'shown', noon + 4)])
  await retire(noon + 29 * dayMs)
  expect(await count('decisions')).toBe(1)
  await retire(noon + 31 * dayMs)
  expect([await count('decisions'), await count('impressions')]).toEqual([0, 1])
  // Billing may tell of it much later.
  const conversion = {
    kind: 'conversion' as const,
    messageId: 'c1',
    account: 'a1',
    user: null,
    source: 'api' as const,
    occurredAt: noon + 40 * dayMs,
    receivedAt: noon + 40 * dayMs,
    change: 'plan' as const,
    plan: 'team',
    offer: null,
    decision: id,
    mrrDelta: null,
    currency: null,
  }
  expect((await submit(noon + 40 * dayMs, [conversion])).refused).toEqual([])
  expect(await rows('SELECT offer, decision FROM conversions')).toEqual([
    { offer: 'team-trial', decision: id },
  ])
})

test('the log is kept as long as the workspace says, and tells where it begins', async () => {
  const { submit, keep, retire, rows, count } = await fresh()
  await keep('30d')
  for (const day of [0, 10, 40]) {
    await submit(noon + day * dayMs, [event('x', noon + day * dayMs)])
  }
  expect(await retire(noon + 35 * dayMs)).toBeGreaterThan(0)
  expect(await rows('SELECT occurred_at AS at FROM events')).toEqual([
    { at: noon + 10 * dayMs },
    { at: noon + 40 * dayMs },
  ])
  expect(await rows("SELECT value FROM settings WHERE name = 'log_start'")).toEqual([
    { value: String(noon + 10 * dayMs) },
  ])
  expect(await retire(noon + 35 * dayMs)).toBe(0)
  expect(await count('events')).toBe(2)
})

test.each([-547, 800])(
  'what came after by a clock that was wrong by %i days makes nothing before it old',
  async (wrong) => {
    const { submit, retire, count, rows } = await fresh()
    const send = (times: number, at: number) =>
      submit(
        at,
        Array.from({ length: times }, () => event('x', at)),
      )
    const first = event('x', noon)
    await submit(noon, [first])
    await send(9, noon)
    await send(4, noon + wrong * dayMs)
    await send(10, noon + minuteMs)
    await retire(noon + 2 * minuteMs)
    expect(await count('events')).toBe(24)
    await submit(noon + 3 * minuteMs, [first])
    expect(await count('events')).toBe(24)
    // Each goes when its time has come, and not before what stands in front of it.
    await retire(noon + 402 * dayMs)
    expect(await count('events')).toBe(wrong > 0 ? 14 : 0)
    expect(await rows("SELECT value FROM settings WHERE name = 'log_start'")).toEqual([
      { value: String(noon + 2 * dayMs) },
    ])
    await retire(noon + (402 + 800) * dayMs)
    expect(await count('events')).toBe(0)
  },
)

test('how much came in each hour is kept as long as the log', async () => {
  const { submit, keep, retire, rows } = await fresh()
  await keep('30d')
  for (const day of [0, 40]) await submit(noon + day * dayMs, [event('x', noon + day * dayMs)])
  await retire(noon + 45 * dayMs)
  expect(await rows('SELECT hour FROM hours')).toEqual([{ hour: noon / hourMs + 40 * 24 }])
})

test('who somebody is stays in the log, however old', async () => {
  const { submit, keep, retire, rows } = await fresh()
  await keep('30d')
  await submit(noon, [traits({ plan: 'free' }, noon), event('x', noon)])
  await submit(noon + 40 * dayMs, [event('x', noon + 40 * dayMs)])
  await retire(noon + 50 * dayMs)
  const names = (await rows('SELECT name FROM events ORDER BY seq')).map((one) => one.name)
  expect(names).toEqual(['account_changed', 'x'])
})

test('what was in use before the log begins is not new to a trigger that comes later', async () => {
  const { submit, keep, retire, publish, rows } = await fresh()
  await keep('30d')
  const used = (day: number, feature: string) =>
    submit(noon + day * dayMs, [
      event('feature_used', noon + day * dayMs, { properties: { feature } }),
    ])
  await used(0, 'old')
  await used(31, 'old')
  await retire(noon + 32 * dayMs)
  await publish('trigger', {
    key: 'new-features',
    name: 'New features',
    family: 'expansion_of_use',
    subject: 'account',
    when: { measure: { newFeatures: { baseline: '5d', within: '7d', minUses: 1 } }, gte: 1 },
  })
  await used(34, 'old')
  expect(await rows('SELECT trigger FROM signals')).toEqual([])
  await used(38, 'new')
  expect(await rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'new-features' }])
})

test('counts and receipts by the thousand go piece by piece, and counting again goes on', async () => {
  const { submit, retire, keep, count } = await fresh()
  await keep('30d')
  const many = Array.from({ length: 5000 }, (_, i) =>
    hit('export', noon + i * 1000, { account: `a${i}` }),
  )
  for (let i = 0; i < many.length; i += 500) await submit(noon, many.slice(i, i + 500))
  expect(await count('buckets')).toBe(5000)
  await retire(noon + 100 * dayMs)
  // A week's window is counted in hours, and no hour's window reaches back further than this.
  expect([await count('events'), await count('buckets')]).toEqual([0, 5000])
  await retire(noon + 121 * dayMs)
  expect(await count('buckets')).toBe(0)
})

test('a round is over when each table has been gone through once, however long each is', async () => {
  const { submit, publish, location } = await fresh()
  await publish('trigger', {
    ...exportTrigger,
    key: 'users',
    when: { measure: { distinct: { of: 'user', event: 'paywall_hit', within: '7d' } }, gte: 3 },
  })
  const hits = [0, 1, 2, 3, 4].map((i) => hit('export', noon, { account: `a${i}` }))
  const elsewhere = ['u2', 'u3'].map((user) => hit('import', noon, { user }))
  await submit(noon, [...hits, ...elsewhere])
  const store = await openWorkspaceStore(location, workspace)
  onTestFinished(() => store.close())
  const pieces = []
  while (!pieces.at(-1)?.isLast && pieces.length < 100) {
    const transaction = await store.client.transaction('write')
    pieces.push(await retire(transaction, noon + 1, 1))
    await transaction.commit()
  }
  // Five buckets, seven users, and an end for each of four tables.
  expect(pieces).toHaveLength(5 + 7 + 4)
})

test('a signal stays as long as it is active, however short the log is kept', async () => {
  const { submit, publish, keep, retire, count } = await fresh()
  await publish('trigger', { ...exportTrigger, expires: '90d' })
  await keep('30d')
  await submit(noon, [hit('export', noon), hit('export', noon + 1), hit('export', noon + 2)])
  await retire(noon + 89 * dayMs)
  expect(await count('signals')).toBe(1)
  await retire(noon + 91 * dayMs)
  expect(await count('signals')).toBe(0)
})

test('a log that was cut to nothing still tells from where on all is known', async () => {
  const { submit, keep, retire, rows } = await fresh()
  await keep('30d')
  await submit(noon, [event('x', noon)])
  await retire(noon + 33 * dayMs)
  expect(await rows("SELECT value FROM settings WHERE name = 'log_start'")).toEqual([
    { value: String(noon + 3 * dayMs) },
  ])
})

test('no answer changes by what is removed', async () => {
  let removed = 0
  await fc.assert(
    fc.asyncProperty(
      triggers(3, 8),
      fc.array(fc.record({ step, isRetired: fc.boolean() }), { minLength: 20, maxLength: 40 }),
      async (published, script) => {
        const keeping = await testPipeline()
        const retiring = await testPipeline()
        try {
          for (const { publish, pipeline } of [keeping, retiring]) {
            await pipeline().saveSettings(workspace, { keepEvents: '30d' })
            for (const one of plans) await publish('plan', one)
            await publish('offer', trialOffer)
            await publish('meter', calls)
            for (const one of published) await publish('trigger', one)
          }
          // Slowly, so that much of it grows old.
          const inputs = inputsOf(script.map((one) => ({ ...one.step, gap: one.step.gap * 8 })))
          for (const [i, input] of inputs.entries()) {
            await keeping.submit(input.receivedAt, [input])
            await retiring.submit(input.receivedAt, [input])
            if (script[i]?.isRetired) {
              removed += await retiring.pipeline().retire(workspace, input.receivedAt + hourMs)
            }
          }
          const fired = async ({ messages }: typeof keeping) =>
            messages.flatMap((one) =>
              one.type === 'signal'
                ? [
                    `${one.signal.trigger} ${one.signal.account} ${one.signal.user} ${one.signal.firedAt}`,
                  ]
                : [],
            )
          expect(await fired(retiring)).toEqual(await fired(keeping))
        } finally {
          await keeping.close()
          await retiring.close()
        }
      },
    ),
    { numRuns: 12 },
  )
  expect(removed).toBeGreaterThan(100)
}, 240_000)
